// The cost of a script for the page that loads it, and how many of its events arrive, measured in a real Chromium.

import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession } from 'playwright-core';
import { median } from '../rounds.ts';
import type { Ground } from './ground.ts';
import type { Script } from './peers.ts';

/** Milliseconds of the main thread, minus those of the same page without a script. */
export interface Cost {
  /** Compiling and running scripts, until two seconds after the page has loaded. */
  startMs: number;
  /** All work for each pushState after a click, once that is over. */
  navigationMs: number;
  /** Requests until two seconds after the page has loaded, without the one for the script. */
  requests: number;
}

/** Ways to leave a page, in the same task as the event. The driver closes the tab for `close`. */
const ways: Record<string, string> = {
  link: "document.querySelector('a').click()",
  form: 'document.forms[0].submit()',
  close: '',
  reload: 'location.reload()',
  back: 'history.back()',
};

const rounds = 15;
const navigations = 40;
const readingMs = 2_000;

/** The cost of each script, compared round by round with the page without a script. */
export async function costs(browser: Browser, ground: Ground, all: readonly Script[]): Promise<Cost[]> {
  const taken = [null, ...all].map(() => ({
    start: [] as number[],
    navigation: [] as number[],
    requests: 0,
  }));
  for (let round = -1; round < rounds; round++) {
    for (const [index, script] of [null, ...all].entries()) {
      const { startMs, navigationMs, requests } = await visit(browser, ground, script);
      const row = taken[index];
      if (round < 0 || !row) continue; // One round warms up.
      row.start.push(startMs);
      row.navigation.push(navigationMs);
      row.requests = requests;
    }
  }
  const [bare, ...rows] = taken;
  return rows.map(({ start, navigation, requests }) => ({
    startMs: median(start.map((ms, round) => ms - (bare?.start[round] ?? 0))),
    navigationMs: median(navigation.map((ms, round) => ms - (bare?.navigation[round] ?? 0))),
    requests,
  }));
}

/** Visits a page as a new visitor. */
async function visit(browser: Browser, ground: Ground, script: Script | null): Promise<Cost> {
  ground.script = script;
  ground.requests = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(`${ground.origin}/page`, { waitUntil: 'load' });
  await page.waitForTimeout(readingMs);
  const startMs = await spentMs(session, 'ScriptDuration', 'V8CompileDuration');
  const before = await spentMs(session, 'TaskDuration');
  const requests = ground.requests.length;
  await page.evaluate(`(async () => {
    for (let index = 0; index < ${navigations}; index++) {
      document.body.click(); // Without it, another address so soon is a redirect.
      history.pushState({}, '', '/page/' + index);
      await new Promise((next) => setTimeout(next, 10));
    }
  })()`);
  const after = await spentMs(session, 'TaskDuration');
  await context.close();
  return { startMs, navigationMs: (after - before) / navigations, requests };
}

/**
 * The time that the page's main thread has spent on these so far. `ScriptDuration` excludes code run by `page.evaluate`, such
 * as a click, a pushState and everything that they call synchronously. `TaskDuration` includes all work, so only differences count.
 */
async function spentMs(session: CDPSession, ...counters: string[]): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const spent = metrics.filter(({ name }) => counters.includes(name));
  return spent.reduce((seconds, { value }) => seconds + value, 0) * 1000;
}

/** How many events were made while leaving a page, and how many arrived within ten seconds after the last one. */
export async function arrivals(
  browser: Browser,
  ground: Ground,
  script: Script,
  tries: number,
): Promise<{ made: number; arrived: number }> {
  ground.script = script;
  const said: string[] = [];
  for (const delayMs of [0, 150]) {
    for (const [name, leave] of Object.entries(ways)) {
      for (let round = 0; round < tries; round++) {
        const text = `said-${name}-${delayMs}-${round}-${Math.random().toString(36).slice(2)}`;
        said.push(text);
        await sayAndLeave(browser, ground, delayMs, text, leave);
      }
    }
  }
  const heard = () => said.filter((text) => ground.requests.some((request) => request.includes(text))).length;
  for (let waited = 0; heard() < said.length && waited < 100; waited++) {
    await pause(100);
  }
  return { made: said.length, arrived: heard() };
}

async function sayAndLeave(
  browser: Browser,
  ground: Ground,
  delayMs: number,
  text: string,
  leave: string,
): Promise<void> {
  ground.delayMs = 0;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${ground.origin}/page/before`);
  await page.goto(`${ground.origin}/page`);
  await page.waitForFunction("'say' in window || 'leadlight' in window");
  await page.waitForTimeout(300); // Enough for scripts that load a configuration first.
  ground.delayMs = delayMs;
  const said = page.evaluate(`(window.say ?? ((text) => leadlight('track', text)))('${text}'); ${leave}`);
  // `evaluate` may never resolve once the page is gone.
  const left = leave ? said : said.then(() => page.close());
  await Promise.race([left.catch(() => {}), pause(500)]);
  await pause(200);
  await Promise.race([context.close().catch(() => {}), pause(2_000)]);
}
