// A visitor in WebKit: a session of the driver, with its own browser process, cookies and storage.

import { setTimeout as sleep } from 'node:timers/promises';
import { type Driver, drivenTab } from './driven-tab.ts';
import type { Cookie, Visitor } from './tab.ts';
import type { Call } from './webdriver.ts';

/** Maximum time for going back or forward. */
const patienceMs = 5_000;

/** Starts a session with these capabilities. */
export async function newVisitor(driver: Call, capabilities: object): Promise<Visitor> {
  const { sessionId } = await driver<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  });
  const call: Call = (method, path, body) => driver(method, `/session/${sessionId}${path}`, body);
  const inWindow = oneAtATime(call);
  const [firstWindow = ''] = await call<string[]>('GET', '/window/handles');
  const windows: string[] = [];

  const front = () => inWindow(windows.at(-1) ?? firstWindow);
  async function openWindow(): Promise<string> {
    if (windows.length === 0) return firstWindow;
    // A tab behind another one would be hidden, so each page has a window.
    return (await front()<{ handle: string }>('POST', '/window/new', { type: 'window' })).handle;
  }

  return {
    async newPage() {
      const window = await openWindow();
      windows.push(window);
      const tab = drivenTab(driverOf(inWindow(window)));
      return {
        ...tab,
        async close() {
          windows.splice(windows.indexOf(window), 1);
          await tab.close();
        },
      };
    },
    async cookies() {
      const found = await front()<(Cookie & { expiry?: number })[]>('GET', '/cookie');
      return found.map(({ expiry = -1, ...cookie }) => ({ ...cookie, expires: expiry }));
    },
    clearCookies: () => front()('DELETE', '/cookie'),
    async setOffline(isOffline) {
      const event = `dispatchEvent(new Event('${isOffline ? 'offline' : 'online'}'))`;
      for (const window of windows) await driverOf(inWindow(window)).run(event);
    },
    close: async () => void (await call('DELETE', '').catch(() => {})),
  };
}

/**
 * Sends calls to a window. The driver sends each call to the window selected last, so selecting and calling must not be
 * interrupted.
 */
function oneAtATime(call: Call): (window: string) => Call {
  let turn: Promise<unknown> = Promise.resolve();
  return (handle) =>
    <Value>(...asked: Parameters<Call>) => {
      const mine = turn.then(async () => {
        await call('POST', '/window', { handle });
        return call<Value>(...asked);
      });
      turn = mine.catch(() => {});
      return mine;
    };
}

/** The result of an expression. */
interface Outcome {
  value?: unknown;
  isNone?: boolean;
  error?: string;
}

function driverOf(call: Call): Driver {
  async function run(expression: string): Promise<unknown> {
    // The driver turns undefined into null.
    const script = `const [done] = arguments;
      (async () => { const value = await (${expression}); return { value, isNone: value === undefined }; })()
        .then(done, (error) => done({ error: String(error) }))`;
    const { value, isNone, error } = await call<Outcome>('POST', '/execute/async', { script, args: [] });
    if (error) throw new Error(`${error}, in ${expression}`);
    return isNone ? undefined : value;
  }

  return {
    navigate: (url) => call('POST', '/url', { url }),
    // The driver's own /back waits for a load, which does not happen if the page stays or comes from a cache.
    async traverse(delta) {
      const here = await run('location.href');
      await run(`void setTimeout(() => history.go(${delta}))`);
      const patience = Date.now() + patienceMs;
      while ((await run('location.href').catch(() => here)) === here && Date.now() < patience)
        await sleep(30);
    },
    run,
    perform: (actions) => call('POST', '/actions', { actions }),
    async resize({ width, height }) {
      const outer = await call<{ width: number; height: number }>('GET', '/window/rect');
      const [innerWidth, innerHeight] = (await run('[innerWidth, innerHeight]')) as [number, number];
      await call('POST', '/window/rect', {
        width: width + outer.width - innerWidth,
        height: height + outer.height - innerHeight,
      });
    },
    close: () => call('DELETE', '/window'),
  };
}
