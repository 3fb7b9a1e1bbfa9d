// WebKitGTK's little browser on a screen that nobody sees, over classic WebDriver. Each visitor is a session, in a browser
// process of its own; the driver holds one at a time. https://www.w3.org/TR/webdriver2/

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { findExecutable } from './executable.ts';
import type { Engine, Visitor } from './tab.ts';
import { answering, callerOf } from './webdriver.ts';
import { newVisitor } from './webkit-visitor.ts';

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
