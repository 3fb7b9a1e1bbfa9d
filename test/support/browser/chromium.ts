// The Chromium that the browser tests run: the one of this machine, since Playwright's own cannot be had everywhere, or else
// the one that npm brings.

import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { findExecutable } from '../../engines/executable.ts';
import { npmShell } from './npm-shell.ts';

/** Chromium without a window: the same engine, at half the processor time, but with no back-forward cache and no PDF viewer. */
const shell = 'chromium-headless-shell';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];

/** Where they are when they are not on the path: macOS and Windows. */
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--in-process-gpu', // One process less for each browser.
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How to get what is missing. */
export const advice =
  'Install Chromium (Debian: apt-get install chromium), or run `npx playwright-core install chromium`, or set CHROMIUM to its executable.';

/**
 * What to look for, the best first: the machine's own, then Playwright's, then the shell that npm brought. The machine's shell
 * goes before its whole browser unless a test prefers that.
 */
export function chromiumPrograms(prefersWhole: boolean): string[] {
  const whole = [...names, ...elsewhere, chromium.executablePath()];
  return [...(prefersWhole ? [...whole, shell] : [shell, ...whole]), npmShell().path];
}

/** Whether an executable is a whole browser, as far as its path tells. */
export function isWhole(path: string): boolean {
  return path !== npmShell().path && !/headless[-_]shell/.test(path);
}

/** The executable to run: `$CHROMIUM`, else the first of the programs. `undefined`: this machine has none. */
export function findChromium(prefersWhole: boolean): string | undefined {
  return findExecutable('CHROMIUM', chromiumPrograms(prefersWhole));
}

/** The executable to run. Throws one line that says how to get one. */
export function chromiumPath(prefersWhole: boolean): string {
  const path = findChromium(prefersWhole);
  if (path) return path;
  throw new Error(
    `The browser tests need Chromium, which \`npm run test:browser\` gets from npm. Or: ${advice}`,
  );
}

/** The whole browser. Throws one line that says how to get one. */
export function wholeChromiumPath(): string {
  const path = findChromium(true);
  if (path && isWhole(path)) return path;
  throw new Error(`These tests need a whole Chromium. ${advice}`);
}

/** How a browser is started. */
export interface ChromiumOptions extends Pick<LaunchOptions, 'args' | 'ignoreDefaultArgs'> {
  /** Whether it says that it is automated (`navigator.webdriver`), as a test's browser does unless told otherwise. */
  automated?: boolean;
  /** Whether a test uses what the headless shell lacks. Where there is only a shell it gets that, and skips what it cannot do. */
  whole?: boolean;
}

/** Starts a headless Chromium. The caller closes it. Its User-Agent says HeadlessChrome, which the Worker takes for a crawler. */
export function launchChromium({
  automated = true,
  whole = false,
  args = [],
  ...options
}: ChromiumOptions = {}): Promise<Browser> {
  const executablePath = chromiumPath(whole);
  const { path, env } = npmShell();
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...(executablePath === path && env) },
    args: [...quiet, ...(automated ? [] : ['--disable-blink-features=AutomationControlled']), ...args],
    ...options,
  });
}

/** A User-Agent of a person's Chrome, for contexts that talk to the real Worker. */
export const personUserAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
