// WebKitGTK's MiniBrowser on a virtual screen, over classic WebDriver. A driver can only have one session, so each visitor
// has their own driver and browser. https://www.w3.org/TR/webdriver2/

import { once } from 'node:events';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { freePort } from '../support/server/running-server.ts';
import { findExecutable } from './executable.ts';
import { type Program, startProgram } from './program.ts';
import type { Engine } from './tab.ts';
import { answering, type Call, callerOf } from './webdriver.ts';
import { newVisitor } from './webkit-visitor.ts';

/** The programs for WebKit: its driver, its browser and the virtual screen. */
export interface WebKitPrograms {
  driver: string;
  browser: string;
  screen: string;
}

/** The programs, with Debian's names and paths. Throws one line that says how to get them. */
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

/** Starts the screen, and the browser with a proxy for all hosts except the machine itself (`host:port`). */
export async function launchWebKit(proxy: string): Promise<Engine> {
  const { driver, browser, screen } = webkitPrograms();
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  const shown = await startScreen(screen);
  const capabilities = {
    timeouts: { script: 10_000, pageLoad: 20_000 },
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation', ...proxied(proxy)] },
  };
  const env = { ...process.env, DISPLAY: shown.display, HOME: home };
  const drivers = new Set<Program>();
  return {
    async newContext() {
      const { program, call } = await startDriver(driver, env);
      drivers.add(program);
      const visitor = await newVisitor(call, capabilities);
      return {
        ...visitor,
        async close() {
          await visitor.close();
          await program.stop();
          drivers.delete(program);
        },
      };
    },
    async close() {
      await Promise.all([...drivers].map((program) => program.stop()));
      // Closing the screen also ends what still runs on it.
      await shown.program.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * The browser's options for a proxy. Does not use the driver's capability: WebKitGTK 2.50 reads its `noProxy` after freeing
 * it, so one browser in ten crashed at its start, and the driver waited forever (WebKitAutomationSession.cpp, since
 * https://github.com/WebKit/WebKit/pull/36897).
 */
function proxied(proxy: string): string[] {
  return [`--proxy=http://${proxy}`, '--ignore-host=localhost', '--ignore-host=127.0.0.1'];
}

/**
 * Starts a virtual screen and returns its name. By default it resets when the last window closes, and a browser that starts
 * at that moment finds no screen; `-noreset` prevents this.
 */
async function startScreen(screen: string): Promise<{ program: Program; display: string }> {
  const options = ['-displayfd', '3', '-screen', '0', '1400x1400x24', '-nolisten', 'tcp', '-noreset'];
  const program = startProgram(screen, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(program.child.stdio[3] as Readable, 'data');
  return { program, display: `:${String(number).trim()}` };
}

async function startDriver(
  driver: string,
  env: NodeJS.ProcessEnv,
): Promise<{ program: Program; call: Call }> {
  const port = await freePort();
  const program = startProgram(driver, [`--port=${port}`], { stdio: 'ignore', env });
  const call = callerOf(`http://127.0.0.1:${port}`);
  await answering(call);
  return { program, call };
}
