// A tab of a browser driven by WebDriver: implements what tests need with the few commands that both protocols have.

import { setTimeout as sleep } from 'node:timers/promises';
import { Script } from 'node:vm';
import type { Click, Key, Size, Tab } from './tab.ts';

/** The commands of a WebDriver protocol in its own tab. */
export interface Driver {
  /** Opens a page and waits until it has loaded. */
  navigate(url: string): Promise<unknown>;
  /** Goes one page back or forward. */
  traverse(delta: 1 | -1): Promise<unknown>;
  /** The awaited value of an expression in the page. */
  run(expression: string): Promise<unknown>;
  /** Input: https://www.w3.org/TR/webdriver2/#actions. */
  perform(sources: object[]): Promise<unknown>;
  resize(size: Size): Promise<unknown>;
  close(): Promise<unknown>;
}

/** One step of input: what one device does while the other one pauses. */
type Step = ['key' | 'pointer', { type: string; [field: string]: unknown }];

/** How long to wait for an element or a condition. */
const patienceMs = 5_000;

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const keyCodes = {
  Enter: '\uE007',
  Shift: '\uE008',
  ControlOrMeta: process.platform === 'darwin' ? '\uE03D' : '\uE009',
};

const buttons = { left: 0, middle: 1, right: 2 };

/** Runs in the page. Finds the first element for a selector; `#host a` also finds the `a` in the shadow root of `#host`. */
const find = `(selector) => {
  const [host, ...rest] = selector.split(' ');
  return document.querySelector(selector) ?? document.querySelector(host)?.shadowRoot?.querySelector(rest.join(' '));
}`;

/** Creates a tab for a driver. */
export function drivenTab(driver: Driver): Tab {
  const act = (steps: Step[]) => driver.perform(sourcesOf(steps));

  /** The result of a function on an element, once the element exists. */
  async function ofElement(selector: string, work: string): Promise<unknown> {
    const script = `(() => {
      const element = (${find})(${JSON.stringify(selector)});
      return element ? (${work})(element) : null;
    })()`;
    return waitFor(script, `an element ${selector}`);
  }

  async function waitFor(script: string, what: string): Promise<unknown> {
    const patience = Date.now() + patienceMs;
    for (;;) {
      const value = await driver.run(script);
      if (value) return value;
      if (Date.now() > patience)
        throw new Error(`Timed out after ${patienceMs / 1_000} s waiting for ${what}.`);
      await sleep(30);
    }
  }

  async function click(selector: string, { button = 'left', modifiers = [], position }: Click = {}) {
    const [x, y] = (await ofElement(selector, pointOf(position))) as [number, number];
    const held = modifiers.map((modifier) => keyCodes[modifier]);
    await act([
      ['pointer', { type: 'pointerMove', x, y, duration: 0 }],
      ...held.map((value): Step => ['key', { type: 'keyDown', value }]),
      ['pointer', { type: 'pointerDown', button: buttons[button] }],
      ['pointer', { type: 'pointerUp', button: buttons[button] }],
      ...held.map((value): Step => ['key', { type: 'keyUp', value }]),
    ]);
  }

  async function press(key: Key): Promise<void> {
    await act([
      ['key', { type: 'keyDown', value: keyCodes[key] }],
      ['key', { type: 'keyUp', value: keyCodes[key] }],
    ]);
  }

  return {
    goto: (url) => driver.navigate(url),
    goBack: () => driver.traverse(-1),
    goForward: () => driver.traverse(1),
    evaluate: <Result>(script: unknown, argument?: unknown) =>
      driver.run(
        typeof script === 'string' ? expressionOf(script) : `(${script})(${JSON.stringify(argument) ?? ''})`,
      ) as Promise<Result>,
    waitForFunction: (expression) => waitFor(`Boolean(${expression})`, expression),
    waitForTimeout: (ms) => sleep(ms),
    click,
    async fill(selector, text) {
      await ofElement(
        selector,
        `(field) => {
          field.focus();
          // Like typing, bypasses a setter that the page has put on the field itself: React would ignore the change.
          let owner = Object.getPrototypeOf(field);
          while (!Object.hasOwn(owner, 'value')) owner = Object.getPrototypeOf(owner);
          Reflect.set(owner, 'value', ${JSON.stringify(text)}, field);
          for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
          return true;
        }`,
      );
    },
    async press(selector, key) {
      await ofElement(selector, '(element) => { element.focus(); return true; }');
      await press(key);
    },
    keyboard: { press },
    mouse: {
      move: async (x, y) => void (await act([['pointer', { type: 'pointerMove', x, y, duration: 0 }]])),
    },
    setViewportSize: async (size) => void (await driver.resize(size)),
    close: async () => void (await driver.close()),
  };
}

/**
 * Turns a script into an expression; statements have the value undefined. Without `eval`, which the page's policy may forbid.
 */
function expressionOf(script: string): string {
  try {
    new Script(`(${script})`);
    return script;
  } catch {
    return `(() => { ${script} })()`;
  }
}

/** A function for the page that returns where to click on an element, in window coordinates. */
function pointOf(position: Click['position']): string {
  return `(element) => {
    element.scrollIntoView({ block: 'nearest' });
    const { left, top, width, height } = element.getBoundingClientRect();
    const { x, y } = ${JSON.stringify(position ?? null)} ?? { x: width / 2, y: height / 2 };
    return [Math.floor(left + x), Math.floor(top + y)];
  }`;
}

/** The steps of both devices, tick by tick. */
function sourcesOf(steps: Step[]): object[] {
  return (['key', 'pointer'] as const).map((type) => ({
    type,
    id: type,
    ...(type === 'pointer' && { parameters: { pointerType: 'mouse' } }),
    actions: steps.map(([source, action]) => (source === type ? action : { type: 'pause', duration: 0 })),
  }));
}
