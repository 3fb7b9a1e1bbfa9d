// A tab of a browser that WebDriver drives: what tests ask for, made of the few things that both of its dialects can do.

import { setTimeout as sleep } from 'node:timers/promises';
import { Script } from 'node:vm';
import type { Click, Key, Size, Tab } from './tab.ts';

/** What a dialect of WebDriver does in a tab of its own. */
export interface Driver {
  /** Opens a page and waits until it has loaded. */
  navigate(url: string): Promise<unknown>;
  /** Goes one page back or forward. */
  traverse(delta: 1 | -1): Promise<unknown>;
  /** The value, awaited, of an expression in the page. */
  run(expression: string): Promise<unknown>;
  /** Input: https://www.w3.org/TR/webdriver2/#actions. */
  perform(sources: object[]): Promise<unknown>;
  resize(size: Size): Promise<unknown>;
  close(): Promise<unknown>;
}

/** A moment of input: what one of the devices does while the other waits. */
type Step = ['key' | 'pointer', { type: string; [field: string]: unknown }];

/** How long an element or a condition is waited for. */
const patienceMs = 5_000;

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const keyCodes = {
  Enter: '\uE007',
  Shift: '\uE008',
  ControlOrMeta: process.platform === 'darwin' ? '\uE03D' : '\uE009',
};

const buttons = { left: 0, middle: 1, right: 2 };

/** Runs in the page. The first element a selector finds; `#host a` is the `a` in the shadow root of `#host`, too. */
const find = `(selector) => {
  const [host, ...rest] = selector.split(' ');
  return document.querySelector(selector) ?? document.querySelector(host)?.shadowRoot?.querySelector(rest.join(' '));
}`;

/** Makes a tab of a driver. */
export function drivenTab(driver: Driver): Tab {
  const act = (steps: Step[]) => driver.perform(sourcesOf(steps));

  /** The value of a function of an element, once there is one. */
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
      if (Date.now() > patience) throw new Error(`The page has not come to have ${what}.`);
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
          // As a person: what a page has put in the place of \`value\`, as React does, does not hear of it.
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

/** A script as an expression: the value of statements is undefined. No `eval` in the page, whose policy may forbid it. */
function expressionOf(script: string): string {
  try {
    new Script(`(${script})`);
    return script;
  } catch {
    return `(() => { ${script} })()`;
  }
}

/** A function of an element, for the page: where in the window to click on it. */
function pointOf(position: Click['position']): string {
  return `(element) => {
    element.scrollIntoView({ block: 'nearest' });
    const { left, top, width, height } = element.getBoundingClientRect();
    const { x, y } = ${JSON.stringify(position ?? null)} ?? { x: width / 2, y: height / 2 };
    return [Math.floor(left + x), Math.floor(top + y)];
  }`;
}

/** Steps as both devices see them, tick by tick. */
function sourcesOf(steps: Step[]): object[] {
  return (['key', 'pointer'] as const).map((type) => ({
    type,
    id: type,
    ...(type === 'pointer' && { parameters: { pointerType: 'mouse' } }),
    actions: steps.map(([source, action]) => (source === type ? action : { type: 'pause', duration: 0 })),
  }));
}
