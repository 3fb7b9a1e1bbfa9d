// Access in a browser: a link that signs in, and a link that opens one person's page; both usable by everybody (axe).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, personUserAgent } from '../support/browser/chromium.ts';
import { freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';

const state = mkdtempSync(join(tmpdir(), 'leadlight-access-'));
const token = 'token-of-the-access-test';
let server: RunningServer;
let browser: Browser;
let visitor: string;

/** The answer of the API. Tests look into it. */
// biome-ignore lint/suspicious/noExplicitAny: as in test/support/api.ts
async function call(what: string, body?: object): Promise<any> {
  const [method = 'GET', path = ''] = what.split(' ');
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(server.url + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
  return answer.json();
}

beforeAll(async () => {
  const port = await freePort();
  [server, browser] = await Promise.all([
    startProcess(['--port', String(port), '--state', state, '--token', token, '--no-demo']),
    launchChromium(),
  ]);
  await call('POST /v1/sites', { id: 'mine', name: 'Mine', origins: ['https://mine.example'] });
  const event = { kind: 'form_fill', form: 'demo', url: 'https://mine.example/', email: 'ann@acme.example' };
  await call('POST /v1/sites/mine/events', { events: [event] });
  visitor = (await call('GET /v1/sites/mine/visitors?email=ann@acme.example')).data[0].id;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop('SIGTERM');
  rmSync(state, { recursive: true, force: true });
});

/** The rules that a page breaks, in light and dark. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    found.push(...violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`));
  }
  return found;
}

test('a colleague gets a link that signs in at the press of a button, and one that shows only one person', async () => {
  const context = await browser.newContext({ userAgent: personUserAgent });
  const tab = await context.newPage();
  await tab.goto(`${server.url}/?next=${encodeURIComponent('/s/mine/access')}`);
  await tab.getByLabel('Access token').fill(token);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  expect(await faultsOf(tab)).toEqual([]);
  await tab.getByLabel('Name', { exact: true }).fill('Bo');
  await tab.getByLabel('Reader: sees everything').check();
  await tab.getByRole('button', { name: 'Add' }).click();
  await tab.getByRole('heading', { name: 'Bo may sign in' }).waitFor();
  expect(await faultsOf(tab)).toEqual([]);
  const link = (await tab.locator('#link').textContent()) ?? '';
  await tab.goto(`${server.url}/s/mine/activity`);
  await tab.getByText('gave access to “Bo”, role read').waitFor();
  expect(await faultsOf(tab)).toEqual([]);

  const other = await browser.newContext({ userAgent: personUserAgent });
  const theirs = await other.newPage();
  const addresses: string[] = [];
  theirs.on('request', (request) => addresses.push(request.url(), request.headers().referer ?? ''));
  await theirs.goto(link);
  await theirs.getByText('Your link has filled in the token').waitFor();
  expect(new URL(theirs.url()).hash).toBe('');
  expect((await other.cookies()).length).toBe(0);
  expect(await faultsOf(theirs)).toEqual([]);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await theirs.waitForURL('**/s/mine');
  // Playwright reports addresses without what is behind #: what the server gets.
  const secret = link.split('_').at(-1) ?? '';
  expect(addresses.filter((address) => !address.includes('#') && address.includes(secret))).toEqual([]);

  await tab.goto(`${server.url}/s/mine/visitors/${visitor}`);
  expect(await faultsOf(tab)).toEqual([]);
  await tab.getByRole('button', { name: 'Make a link' }).click();
  await tab.getByRole('heading', { name: 'A link to ann@acme.example' }).waitFor();
  expect(await faultsOf(tab)).toEqual([]);
  const shared = (await tab.locator('#link').textContent()) ?? '';

  const stranger = await browser.newContext({ userAgent: personUserAgent, javaScriptEnabled: false });
  const seen = await stranger.newPage();
  await seen.goto(shared);
  await seen.getByRole('heading', { name: 'ann@acme.example' }).waitFor();
  expect(await seen.getByRole('button').count()).toBe(0);
  const phone = await browser.newContext({
    userAgent: personUserAgent,
    viewport: { width: 360, height: 700 },
    storageState: await context.storageState(),
  });
  const small = await phone.newPage();
  for (const path of [shared, `${server.url}/s/mine/access`, `${server.url}/s/mine/activity`]) {
    await small.goto(path);
    const width = await small.evaluate(() => document.documentElement.scrollWidth);
    expect([path, width <= 360]).toEqual([path, true]);
    expect(await faultsOf(small)).toEqual([]);
  }
  await Promise.all([context, other, stranger, phone].map((each) => each.close()));
});
