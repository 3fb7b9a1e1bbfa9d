// `npm run screens`: takes the README's screenshots of the demo (docs/screens/*.png). It needs a Chromium, and uses the
// system's font; the committed screenshots use Inter. The visitors and their events are always the same, relative to the
// last full hour. The Worker uses the real clock, so on another weekday a weekly cap affects other events.

import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { hourMs } from '../schema/time/durations.ts';
import { buildSnippet } from '../snippet/build/build.ts';
import { launchChromium, personUserAgent } from '../test/support/browser/chromium.ts';
import { freePort } from '../test/support/server/running-server.ts';
import { demoSite, seedDemo } from './people/seed.ts';
import { type Server, startServer } from './server.ts';

const folder = resolve(import.meta.dirname, '../docs/screens');
const token = 'token-of-the-screens';
/** The visitor whose page is shown. */
const shown = 'Mei Tanaka';
/** GitHub shows a README about 900 CSS pixels wide: a page that is not much wider stays readable. The image is 1,280 pixels wide. */
const size = { viewport: { width: 1120, height: 630 }, deviceScaleFactor: 8 / 7 };
/** The maximum size of a committed screenshot. */
const maxBytes = 200_000;

const stateDir = mkdtempSync(join(tmpdir(), 'leadlight-screens-'));
/** Stops everything that was started, last in, first out. */
const started: (() => unknown)[] = [() => rmSync(stateDir, { recursive: true })];
try {
  await buildSnippet(resolve(import.meta.dirname, '../dist/assets'));
  const server = await startServer({ port: await freePort(), stateDir, token, limits: false });
  started.push(() => server.stop());
  const now = Math.floor(Date.now() / hourMs) * hourMs;
  await seedDemo({ api: server.url, token, origin: 'https://rotafern.example', now });
  const browser = await launchChromium({ automated: false });
  started.push(() => browser.close());
  mkdirSync(folder, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) await takeAll(browser, server, scheme);
} finally {
  for (const end of started.reverse()) await end();
}

/** Signs in and takes screenshots of the list and of a visitor's page, in this color scheme. */
async function takeAll(browser: Browser, server: Server, colorScheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({ ...size, colorScheme, userAgent: personUserAgent });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**/s/${demoSite}`);
  await take(page, `list-${colorScheme}`);
  await page.getByRole('link', { name: shown }).click();
  await page.getByRole('heading', { name: /^Why \d/ }).waitFor();
  await take(page, `visitor-${colorScheme}`);
  await context.close();
}

/** Takes a screenshot of the window. Throws if the file is too large to load quickly. */
async function take(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  const { size: bytes } = statSync(path);
  if (bytes > maxBytes) throw new Error(`${path} has ${bytes} bytes; at most ${maxBytes} are allowed.`);
  console.log(`${path}: ${Math.round(bytes / 1000)} kB`);
}
