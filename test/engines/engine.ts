// The browser in which the snippet's tests run: `$ENGINE`, which vitest.config.ts sets for each of its projects.

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

/** The engines. Each function throws one line of advice if the engine cannot run. */
export const engines = { chromium: wholeChromiumPath, firefox: firefoxPath, webkit: webkitPrograms };

/** The name of an engine. */
export type EngineName = keyof typeof engines;

/** The engine of this run. */
export const engineName: EngineName = nameOf(process.env.ENGINE ?? 'chromium');

/** Checks the name of an engine from outside. Throws for any other text. */
export function nameOf(text: string): EngineName {
  if (Object.hasOwn(engines, text)) return text as EngineName;
  throw new Error(`${text} is no engine; there are ${Object.keys(engines).join(', ')}.`);
}

/** What an engine or its driver cannot do, with the reasons. CONTRIBUTING.md has them as a table. */
export const lacking = {
  'headless shell': {
    'back-forward cache': 'it has the engine, but not the rest of the browser',
  },
  webkit: {
    buttons: 'WebKitWebDriver 2.50 always releases the left button, whichever was pressed',
  },
} as const;

/** Why this run's engine cannot do something, so that the tests for it are skipped. `undefined`: it can. */
export function lacks(what: 'back-forward cache' | 'buttons'): string | undefined {
  const path = engineName === 'chromium' ? findChromium(true) : undefined;
  const kind = path && !isWhole(path) ? 'headless shell' : engineName;
  const lacked: Record<string, Partial<Record<typeof what, string>>> = lacking;
  const why = lacked[kind]?.[what];
  return why && `${kind} lacks ${what}: ${why}`;
}

/**
 * Starts this run's engine. Every host that ends in .test is this machine: Chromium has an option for this, the others use a
 * proxy for all of them (`host:port`). The options are only for Chromium.
 */
export function launchEngine(
  proxy: string,
  { args = [], ...options }: ChromiumOptions = {},
): Promise<Engine> {
  if (engineName === 'firefox') return launchFirefox(proxy);
  if (engineName === 'webkit') return launchWebKit(proxy);
  return launchChromium({ ...options, args: ['--host-resolver-rules=MAP *.test 127.0.0.1', ...args] });
}
