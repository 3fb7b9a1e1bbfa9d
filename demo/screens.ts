// `npm run screens`: takes the README's pictures, docs/screens/*.png, of the demo's visitors. It needs a Chromium, and uses
// the system's font; those in the repository are in Inter. The visitors and what they did are always the same, counted back
// from the last full hour. The Worker's clock is the real one: on another weekday, other events fall under a weekly cap.

import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildSnippet } from '../snippet/build/build.ts';
import { launchChromium, personUserAgent } from '../test/support/browser/chromium.ts';
import { freePort } from '../test/support/server/running-server.ts';
import { demoSite, seedDemo } from './people/seed.ts';
import { type Server, startServer } from './server.ts';

const folder = resolve(import.meta.dirname, '../docs/screens');
const token = 'token-of-the-screens';
/** Whose page is taken. */
const shown = 'Mei Tanaka';
const hourMs = 3_600_000;
/** GitHub shows a README about 900 CSS pixels wide, so a page not much wider stays readable. The picture has 1,280 pixels. */
const size = { viewport: { width: 1120, height: 742 }, deviceScaleFactor: 8 / 7 };
/** The largest picture that is committed. */
const maxBytes = 200_000;

const stateDir = mkdtempSync(join(tmpdir(), 'leadlight-screens-'));
/** What has been started, and is ended in the reverse order. */
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

/** Signs in as a marketer and takes the list and a visitor's page, in light or dark as the system is set. */
async function takeAll(browser: Browser, server: Server, colorScheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({ ...size, colorScheme, userAgent: personUserAgent });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**/s/${demoSite}`);
  await take(page, `list-${colorScheme}`);
  await page.getByRole('link', { name: shown }).click();
  await page.getByRole('heading', { name: /^Why/ }).waitFor();
  await take(page, `visitor-${colorScheme}`);
  await context.close();
}

/** Writes what the window shows. Throws where the picture is too large to load quickly. */
async function take(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  const { size: bytes } = statSync(path);
  if (bytes > maxBytes) throw new Error(`${path} has ${bytes} bytes, more than ${maxBytes}.`);
  console.log(`${path}: ${Math.round(bytes / 1000)} kB`);
}
