// Which browser the tests of the snippet run in: `$ENGINE`, which vitest.config.ts sets for each of its projects.

import { type ChromiumOptions, chromiumPath, launchChromium } from '../support/browser/chromium.ts';
import { firefoxPath, launchFirefox } from './firefox.ts';
import type { Engine } from './tab.ts';
import { launchWebKit, webkitPrograms } from './webkit.ts';

/** The engines, each with what throws a line of advice where it cannot run. */
export const engines = { chromium: chromiumPath, firefox: firefoxPath, webkit: webkitPrograms };

/** The name of one. */
export type EngineName = keyof typeof engines;

/** The engine of this run. */
export const engineName: EngineName = nameOf(process.env.ENGINE ?? 'chromium');

/** An engine's name, from somewhere else. Throws at any other. */
export function nameOf(text: string): EngineName {
  if (Object.hasOwn(engines, text)) return text as EngineName;
  throw new Error(`${text} is no engine; there are ${Object.keys(engines).join(', ')}.`);
}

/** What the driver of an engine cannot do, each with the reason. CONTRIBUTING.md has them as a table. */
export const lacking = {
  webkit: {
    buttons: 'WebKitWebDriver 2.50 lets go of the left button, whichever was pressed',
  },
} as const;

/** Whether this run's engine cannot be made to do something: a test that needs it is skipped. */
export function lacks(what: keyof (typeof lacking)['webkit']): boolean {
  return engineName in lacking && what in lacking[engineName as keyof typeof lacking];
}

/**
 * Starts this run's engine, in which every host that ends in .test is this machine: Chromium is told so, the
 * others have a proxy for all of them (`host:port`). The options are Chromium's alone.
 */
export function launchEngine(
  proxy: string,
  { args = [], ...options }: ChromiumOptions = {},
): Promise<Engine> {
  if (engineName === 'firefox') return launchFirefox(proxy);
  if (engineName === 'webkit') return launchWebKit(proxy);
  return launchChromium({ ...options, args: ['--host-resolver-rules=MAP *.test 127.0.0.1', ...args] });
}
