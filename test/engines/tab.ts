// The interface of a browser for the snippet's tests, the same for all engines. Playwright's own Page, BrowserContext and
// Browser satisfy it directly; driven-tab.ts, firefox.ts and webkit.ts implement it for browsers that Playwright cannot
// drive.

/** Keys that tests press. */
export type Key = 'Enter' | 'Shift';

/** A click other than one with the left button in the middle. */
export interface Click {
  button?: 'left' | 'middle' | 'right';
  /** `ControlOrMeta` is Control, and Command on a Mac. */
  modifiers?: ('ControlOrMeta' | 'Shift')[];
  /** CSS pixels from the element's upper left corner. */
  position?: { x: number; y: number };
}

/** CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** One tab. Selectors also find elements in open shadow roots. Failing calls throw within half a minute. */
export interface Tab {
  /** Opens a page and waits until it has loaded. */
  goto(url: string): Promise<unknown>;
  /** Goes back. `commit` does not wait for a load, because a page from the back-forward cache does not load. */
  goBack(options?: { waitUntil?: 'commit' }): Promise<unknown>;
  goForward(): Promise<unknown>;
  /**
   * Runs an expression, statements, or a function with a JSON argument in the page. Returns the awaited value if it is JSON.
   * Statements must not return other values.
   */
  evaluate<Result, Argument = void>(
    script: string | ((argument: Argument) => Result | Promise<Result>),
    argument?: Argument,
  ): Promise<Result>;
  /** Waits until an expression is true in the page. */
  waitForFunction(expression: string): Promise<unknown>;
  waitForTimeout(ms: number): Promise<void>;
  /** Clicks the first element that the selector finds, as a person would. */
  click(selector: string, options?: Click): Promise<void>;
  /** Replaces the text of a field. */
  fill(selector: string, text: string): Promise<void>;
  /** Focuses an element and presses a key. */
  press(selector: string, key: Key): Promise<void>;
  readonly keyboard: { press(key: Key): Promise<void> };
  readonly mouse: { move(x: number, y: number): Promise<void> };
  setViewportSize(size: Size): Promise<void>;
  close(): Promise<void>;
}

/** A cookie in the browser; `expires` is in seconds since 1970. */
export interface Cookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  expires: number;
  sameSite?: 'Strict' | 'Lax' | 'None';
}

/** A new visitor, without cookies and storage. */
export interface Visitor {
  newPage(): Promise<Tab>;
  /** The visitor's cookies; in WebKit, those of the page in front. */
  cookies(): Promise<Cookie[]>;
  clearCookies(): Promise<unknown>;
  /**
   * Disconnects the network or reconnects it. WebKit, and Firefox 140, only report the state to pages: also make the site
   * fail (status 0).
   */
  setOffline(isOffline: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A running browser. */
export interface Engine {
  newContext(): Promise<Visitor>;
  close(): Promise<void>;
}
