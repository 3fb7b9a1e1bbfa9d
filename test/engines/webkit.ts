// WebKitGTK's little browser on a screen that nobody sees, over classic WebDriver. Each visitor is a session, in a browser
// process of its own; the driver holds one at a time. https://www.w3.org/TR/webdriver2/

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Driver, drivenTab } from './driven-tab.ts';
import { findExecutable } from './executable.ts';
import type { Cookie, Engine, Visitor } from './tab.ts';

/** What runs WebKit here: its driver, its browser and the screen. */
export interface WebKitPrograms {
  driver: string;
  browser: string;
  screen: string;
}

/** The programs to run, as Debian names and places them. Throws one line that says how to get them. */
export function webkitPrograms(): WebKitPrograms {
  const driver = findExecutable('WEBKIT_DRIVER', ['WebKitWebDriver']);
  const places = globSync('/usr/{lib,lib/*,libexec}/webkit2gtk-4.*/MiniBrowser').sort().reverse();
  const browser = findExecutable('WEBKIT_BROWSER', places);
  const screen = findExecutable('XVFB', ['Xvfb']);
  if (driver && browser && screen) return { driver, browser, screen };
  throw new Error(
    'These tests need WebKitGTK, which runs on Linux: install it (Debian: apt-get install webkit2gtk-driver xvfb).',
  );
}

/** A call of the driver: method, path under the session, and body. */
type Call = <Value = unknown>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<Value>;

const patienceMs = 30_000;

/** Starts the screen and the driver, with a proxy for all hosts (`host:port`). */
export async function launchWebKit(proxy: string): Promise<Engine> {
  const { driver, browser, screen } = webkitPrograms();
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  const started: ChildProcess[] = [];
  const kill = () => started.reverse().map((child) => child.kill('SIGKILL'));
  process.once('exit', kill);

  const size = ['-screen', '0', '1400x1400x24', '-nolisten', 'tcp'];
  const shown = spawn(screen, ['-displayfd', '3', ...size], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  started.push(shown);
  const [display] = await once(shown.stdio[3] as Readable, 'data');
  const port = await freePort();
  const env = { ...process.env, DISPLAY: `:${String(display).trim()}`, HOME: home };
  started.push(spawn(driver, [`--port=${port}`], { stdio: 'ignore', env }));
  const call = callerOf(`http://127.0.0.1:${port}`);
  await answering(call);

  const capabilities = {
    proxy: { proxyType: 'manual', httpProxy: proxy },
    timeouts: { script: 10_000, pageLoad: 20_000 },
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  };
  let last: Visitor | undefined;
  return {
    async newContext() {
      await last?.close();
      last = await newVisitor(call, capabilities);
      return last;
    },
    async close() {
      await last?.close();
      const gone = started.map((child) => once(child, 'exit'));
      kill();
      await Promise.all(gone);
      process.off('exit', kill);
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The driver must be told which port to take. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function answering(call: Call): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await call('GET', '/status').catch(() => null)) return;
    await sleep(50);
  }
  throw new Error('WebKitWebDriver does not answer.');
}

function callerOf(base: string): Call {
  return async <Value>(method: string, path: string, body?: object) => {
    const response = await fetch(base + path, {
      method,
      signal: AbortSignal.timeout(patienceMs),
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value as Value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${method} ${path.replace(/^\/session\/[^/]+/, '')}: ${error} ${message}`);
  };
}

async function newVisitor(driver: Call, capabilities: object): Promise<Visitor> {
  const { sessionId } = await driver<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  });
  const call: Call = (method, path, body) => driver(method, `/session/${sessionId}${path}`, body);
  const handles: string[] = [await call<string>('GET', '/window')];
  let isFirst = true;
  let isOpen = true;

  // A command goes to the window that was switched to last: nothing may come between the two.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
  const callsIn =
    (handle: string): Call =>
    (method, path, body) =>
      inTurn(async () => {
        await call('POST', '/window', { handle });
        return call(method, path, body);
      });

  return {
    async newPage() {
      // A window of its own: behind another tab a page would be hidden.
      const made = isFirst ? handles[0] : undefined;
      isFirst = false;
      const handle =
        made ??
        (await inTurn(() => call<{ handle: string }>('POST', '/window/new', { type: 'window' }))).handle;
      if (!made) handles.push(handle);
      return drivenTab(driverOf(callsIn(handle)));
    },
    async cookies() {
      const found = await inTurn(() => call<(Cookie & { expiry?: number })[]>('GET', '/cookie'));
      return found.map(({ expiry = -1, ...cookie }) => ({ ...cookie, expires: expiry }));
    },
    clearCookies: () => inTurn(() => call('DELETE', '/cookie')),
    async setOffline(isOffline) {
      const script = `dispatchEvent(new Event('${isOffline ? 'offline' : 'online'}'))`;
      for (const handle of handles)
        await driverOf(callsIn(handle))
          .run(script)
          .catch(() => {});
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await call('DELETE', '').catch(() => {});
    },
  };
}

function driverOf(call: Call): Driver {
  const execute = <Value>(script: string, ...args: unknown[]) =>
    call<Value>('POST', '/execute/async', { script, args });
  return {
    navigate: (url) => call('POST', '/url', { url }),
    traverse: (delta) => call('POST', delta < 0 ? '/back' : '/forward', {}),
    async run(script) {
      const { value, error } = await execute<{ value?: unknown; error?: string }>(
        `const [script, done] = arguments;
        (async () => ({ value: await (0, eval)(script) }))().then(done, (error) => done({ error: String(error) }))`,
        script,
      );
      if (error !== undefined) throw new Error(`${error}, in ${script}`);
      return value ?? undefined;
    },
    perform: (actions) => call('POST', '/actions', { actions }),
    async resize({ width, height }) {
      const window = await call<{ width: number; height: number }>('GET', '/window/rect');
      const inside = await execute<[number, number]>('arguments[0]([innerWidth, innerHeight])');
      const [frameWidth, frameHeight] = [window.width - inside[0], window.height - inside[1]];
      await call('POST', '/window/rect', { width: width + frameWidth, height: height + frameHeight });
    },
    close: () => call('DELETE', '/window'),
  };
}
