// The whole of it, as `npm start` serves it: someone walks through the demo site in a browser, and the API and the
// marketer's page tell who it was and what each step was worth.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Explanation, TimelineEvent, VisitorDetail } from '../../schema/api/visitor.ts';
import { launchChromium, personUserAgent } from '../support/browser/chromium.ts';
import { freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';

const email = 'jo.walker@journey.example';
const state = mkdtempSync(join(tmpdir(), 'leadlight-journey-'));
let server: RunningServer;
let shop: string;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort(true);
  shop = `http://localhost:${port + 1}`;
  [server, browser] = await Promise.all([
    startProcess(['--port', String(port), '--state', state, '--token', 't']),
    launchChromium({ automated: false, whole: true }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop('SIGTERM');
  rmSync(state, { recursive: true, force: true });
});

async function read<Answer>(path: string): Promise<Answer> {
  const response = await fetch(server.url + path, { headers: { authorization: 'Bearer t' } });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** Home, pricing, the PDF, the contact form: as a person clicks through them. */
async function walk(page: Page): Promise<void> {
  await page.goto(shop);
  await page.getByRole('link', { name: 'See the plans' }).click();
  await page.waitForURL(`${shop}/pricing`);
  // Some builds of Chromium show a PDF in place of the page, others save it.
  const guide = Promise.any([page.waitForURL('**/guide.pdf'), page.waitForEvent('download')]);
  await page.getByRole('link', { name: 'The rota guide (PDF)' }).click();
  await guide;
  await page.goto(`${shop}/contact`);
  await page.getByLabel('Your name').fill('Jo Walker');
  await page.getByLabel('Work email').fill('Jo.Walker@Journey.example');
  await page.getByLabel('What is hard').fill('My card is 4111 1111 1111 1111 and my secret is hunter2');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL(`${shop}/thanks`);
}

/** Newest first, as the explanation tells it. */
const expectedLines = [
  ['page', 0.5],
  ['sales-form', 50],
  ['page', 0.5],
  ['download', 10],
  ['pricing', 10],
  ['page', 0.5],
  ['page', 0.5],
];

test('a walk through the demo site is one identified visitor, each step a line, in the API and on the page', async () => {
  const context = await browser.newContext({ userAgent: personUserAgent, acceptDownloads: true });
  const page = await context.newPage();
  await walk(page);

  const list = `/v1/sites/demo/visitors?email=${encodeURIComponent(email)}`;
  const found = async () => (await read<{ data: VisitorDetail[] }>(list)).data;
  await expect.poll(async () => (await found()).map(({ score }) => score), { timeout: 10_000 }).toEqual([72]);
  const [visitor] = (await found()) as [VisitorDetail];
  expect(visitor).toMatchObject({ email, identified: true, verified: false, status: 'hot', visits: 1 });

  const path = `/v1/sites/demo/visitors/${visitor.id}`;
  const { lines, rawScore, score } = await read<Explanation>(`${path}/explanation`);
  const told = lines.map(({ rule, points }) => [rule, points]);
  expect(told.sort()).toEqual([...expectedLines].sort());
  expect(lines.filter(({ capped, claimed }) => capped || !claimed)).toEqual([]);
  expect(lines.reduce((sum, { worth }) => sum + worth, 0)).toBe(rawScore);
  expect(score).toBe(72);

  const timeline = await read<{ data: TimelineEvent[] }>(`${path}/events?limit=200`);
  expect(new Set(timeline.data.map(({ device }) => device)).size).toBe(1);
  expect(timeline.data.filter(({ origin }) => origin !== 'browser')).toEqual([]);
  // The form told that it was filled in, and the email; nothing else that was typed left the page.
  expect(JSON.stringify([timeline, await read(path)])).not.toMatch(/hunter2|4111|Jo Walker/);

  await page.goto(server.url);
  await page.getByLabel('Access token').fill('t');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const row = page.getByRole('row').filter({ hasText: email });
  expect(Number(await row.locator('.amount').textContent())).toBe(72);
  await row.getByRole('link', { name: email }).click();
  expect(await page.getByRole('heading', { name: /^Why/ }).textContent()).toMatch(/^Why 72(\.0+)?$/);
  const awards = page.getByRole('table', { name: 'Each award, newest first' }).locator('tbody tr');
  expect(await awards.count()).toBe(expectedLines.length);
  expect(
    await awards.filter({ hasText: 'Asked for a demo, contact, trial or quote' }).textContent(),
  ).toContain('+50');
  await context.close();
});
