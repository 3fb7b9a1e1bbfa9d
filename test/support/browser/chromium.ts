// The Chromium for the browser tests: that of this machine, because Playwright's own is not available everywhere, or
// otherwise the one from npm.

import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { findExecutable } from '../../engines/executable.ts';
import { npmShell } from './npm-shell.ts';

/** Chromium without a window: the same engine with half the processor time, but without back-forward cache and PDF viewer. */
const shell = 'chromium-headless-shell';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];

/** Locations of programs that are not on the path: macOS and Windows. */
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
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How to install the missing browser. */
export const advice =
  'Install Chromium (Debian: apt-get install chromium), or run `npx playwright-core install chromium`, or set CHROMIUM to its executable.';

/**
 * The programs to try, the best first: the machine's own, then Playwright's, then the shell from npm. The machine's shell
 * comes before its whole browser, unless a test prefers that.
 */
export function chromiumPrograms(prefersWhole: boolean): string[] {
  const whole = [...names, ...elsewhere, chromium.executablePath()];
  return [...(prefersWhole ? [...whole, shell] : [shell, ...whole]), npmShell().path];
}

/** Whether an executable is a whole browser, judging by its path. */
export function isWhole(path: string): boolean {
  return path !== npmShell().path && !/headless[-_]shell/.test(path);
}

/** The executable to run: `$CHROMIUM`, otherwise the first of the programs. `undefined`: this machine has none. */
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

/** Options for starting a browser. */
export interface ChromiumOptions extends Pick<LaunchOptions, 'args' | 'ignoreDefaultArgs'> {
  /** Whether it reports that it is automated (`navigator.webdriver`), as a test's browser does by default. */
  automated?: boolean;
  /**
   * Whether a test uses features that the headless shell lacks. If there is only a shell, the test gets it and skips those
   * features.
   */
  whole?: boolean;
}

/**
 * Starts a headless Chromium. The caller closes it. Its User-Agent is HeadlessChrome, which the Worker treats as a crawler.
 */
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

/** The User-Agent of an ordinary Chrome, for contexts that use the real Worker. */
export const personUserAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
