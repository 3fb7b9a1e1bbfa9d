// Which browser the tests of the snippet run in: `$ENGINE`, which vitest.config.ts sets for each of its projects.

import {
  type ChromiumOptions,
  findChromium,
  isWhole,
  launchChromium,
  wholeChromiumPath,
} from '../support/browser/chromium.ts';
import { firefoxPath, launchFirefox } from './firefox.ts';
import type { Engine } from './tab.ts';
import { launchWebKit, webkitPrograms } from './webkit.ts';

/** The engines, each with what throws a line of advice where it cannot run. */
export const engines = { chromium: wholeChromiumPath, firefox: firefoxPath, webkit: webkitPrograms };

/** The name of one. */
export type EngineName = keyof typeof engines;

/** The engine of this run. */
export const engineName: EngineName = nameOf(process.env.ENGINE ?? 'chromium');

/** An engine's name, from somewhere else. Throws at any other. */
export function nameOf(text: string): EngineName {
  if (Object.hasOwn(engines, text)) return text as EngineName;
  throw new Error(`${text} is no engine; there are ${Object.keys(engines).join(', ')}.`);
}

/** What an engine or its driver cannot do, each with the reason. CONTRIBUTING.md has them as a table. */
export const lacking = {
  'headless shell': {
    'back-forward cache': 'it has the engine, but not the rest of the browser',
  },
  webkit: {
    buttons: 'WebKitWebDriver 2.50 always releases the left button, whichever was pressed',
  },
} as const;

/** Why this run's engine cannot do something: a test that needs it is skipped. `undefined`: it can. */
export function lacks(what: 'back-forward cache' | 'buttons'): string | undefined {
  const path = engineName === 'chromium' ? findChromium(true) : undefined;
  const kind = path && !isWhole(path) ? 'headless shell' : engineName;
  const lacked: Record<string, Partial<Record<typeof what, string>>> = lacking;
  const why = lacked[kind]?.[what];
  return why && `${kind} lacks ${what}: ${why}`;
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
