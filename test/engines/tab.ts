// What the tests of the snippet ask of a browser, whichever it is. Playwright's own Page, BrowserContext and Browser answer to
// it as they are; driven-tab.ts, firefox.ts and webkit.ts answer to it for those that Playwright cannot drive.

/** Keys that tests press. */
export type Key = 'Enter' | 'Shift';

/** A click that is not just one with the left button in the middle. */
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

/** One tab. Selectors find elements in open shadow roots as well. What fails throws, within half a minute. */
export interface Tab {
  /** Opens a page and waits until it has loaded. */
  goto(url: string): Promise<unknown>;
  /** Goes back. `commit` does not wait for a load, which a page from the back-forward cache does not do. */
  goBack(options?: { waitUntil?: 'commit' }): Promise<unknown>;
  goForward(): Promise<unknown>;
  /**
   * Runs an expression, statements, or a function with an argument that is JSON, in the page. Answers the value, awaited, if it
   * is JSON; do not ask for that of statements.
   */
  evaluate<Result, Argument = void>(
    script: string | ((argument: Argument) => Result | Promise<Result>),
    argument?: Argument,
  ): Promise<Result>;
  /** Waits until an expression is true of the page. */
  waitForFunction(expression: string): Promise<unknown>;
  waitForTimeout(ms: number): Promise<void>;
  /** Clicks the first element that the selector finds, as a person would. */
  click(selector: string, options?: Click): Promise<void>;
  /** Puts a text in the place of a field's. */
  fill(selector: string, text: string): Promise<void>;
  /** Presses a key in an element. */
  press(selector: string, key: Key): Promise<void>;
  readonly keyboard: { press(key: Key): Promise<void> };
  readonly mouse: { move(x: number, y: number): Promise<void> };
  setViewportSize(size: Size): Promise<void>;
  close(): Promise<void>;
}

/** A cookie as the browser keeps it; `expires` is in seconds since 1970. */
export interface Cookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  expires: number;
  sameSite?: 'Strict' | 'Lax' | 'None';
}

/** Somebody who has never been anywhere: no cookie, nothing stored, until they have. */
export interface Visitor {
  newPage(): Promise<Tab>;
  /** The cookies that the visitor has; in WebKit, those of the page in front. */
  cookies(): Promise<Cookie[]>;
  clearCookies(): Promise<unknown>;
  /** Takes the network away or gives it back. WebKit, and Firefox 140, only tell the pages so: have the site not answer as well (status 0). */
  setOffline(isOffline: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A running browser. */
export interface Engine {
  newContext(): Promise<Visitor>;
  close(): Promise<void>;
}
