// The Chromium that the browser tests run: the one of this machine, since Playwright's own cannot be had everywhere.

import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { findExecutable } from '../../engines/executable.ts';

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
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The executable to run: `$CHROMIUM`, else the system's, else Playwright's own. Where a test does not need the `whole`
 * browser, the system's headless shell goes first. Throws one line that says how to get one.
 */
export function chromiumPath(whole = true): string {
  const programs = [...(whole ? [] : [shell]), ...names, ...elsewhere, chromium.executablePath()];
  const path = findExecutable('CHROMIUM', programs);
  if (path) return path;
  throw new Error(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium), or `npx playwright-core install chromium`, or set CHROMIUM to its executable.',
  );
}

/** How a browser is started. */
export interface ChromiumOptions extends Pick<LaunchOptions, 'args' | 'ignoreDefaultArgs'> {
  /** Whether it says that it is automated (`navigator.webdriver`), as a test's browser does unless told otherwise. */
  automated?: boolean;
  /** Whether the test needs what the headless shell lacks. */
  whole?: boolean;
}

/** Starts a headless Chromium. The caller closes it. Its User-Agent says HeadlessChrome, which the Worker takes for a crawler. */
export function launchChromium({
  automated = true,
  whole = false,
  args = [],
  ...options
}: ChromiumOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(whole),
    args: [...quiet, ...(automated ? [] : ['--disable-blink-features=AutomationControlled']), ...args],
    ...options,
  });
}

/** A User-Agent of a person's Chrome, for contexts that talk to the real Worker. */
export const personUserAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
