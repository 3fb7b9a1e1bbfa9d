// What every test of the snippet begins with: a site of its own, and a browser that has never been there.

import { afterEach, beforeAll, beforeEach } from 'vitest';
import { engineName, launchEngine } from '../../engines/engine.ts';
import type { Engine, Tab, Visitor } from '../../engines/tab.ts';
import type { ChromiumOptions } from '../../support/browser/chromium.ts';
import { startSite, type TestSite } from './site.ts';

/** The site of this file's tests, forgetful of the test before. */
export let site: TestSite;

/** The browser of this file's tests. */
export let browser: Engine;

/** This test's visitor: no cookie, nothing stored. */
export let context: Visitor;

/** The tab in front of the visitor. */
export let page: Tab;

/** Playwright may wait for ever to close a page that is on its way elsewhere: what hangs goes with the browser. */
const closingMs = 3_000;

/**
 * The sites and browsers of this process, by the browser's options. They end with the process, since the files of a process
 * share them: to start takes Firefox 153 five seconds of processor time.
 */
const running = new Map<string, Promise<{ site: TestSite; browser: Engine }>>();

async function start(options: ChromiumOptions): Promise<{ site: TestSite; browser: Engine }> {
  const site = await startSite();
  return { site, browser: await launchEngine(site.proxy, options) };
}

/** Gives this file a site and a browser, and each of its tests a new visitor. The options are for Chromium, others do without. */
export function useSite(options: ChromiumOptions = {}): void {
  beforeAll(async () => {
    const key = engineName === 'chromium' ? JSON.stringify(options) : '';
    const known = running.get(key) ?? start(options);
    running.set(key, known);
    known.catch(() => running.delete(key));
    ({ site, browser } = await known);
  });
  beforeEach(async () => {
    await site.clear();
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterEach(() => Promise.race([context?.close(), new Promise((resolve) => setTimeout(resolve, closingMs))]));
}

/** Opens another tab of the same visitor, which is in front from now on. */
export async function openTab(): Promise<Tab> {
  page = await context.newPage();
  return page;
}
