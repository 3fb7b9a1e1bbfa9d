// Access in a browser: a link that signs in, and a link that opens one person's page; both usable by everybody (axe).

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf } from '../support/browser/axe.ts';
import { launchChromium, personUserAgent } from '../support/browser/chromium.ts';
import { callShared, sharedServer } from '../support/server/shared-server.ts';
import { sharedToken as token } from '../support/server/shared-token.ts';

let server: string;
let browser: Browser;
let visitor: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedServer(), launchChromium()]);
  await callShared('POST', '/v1/sites', { id: 'access', name: 'Mine', origins: ['https://mine.example'] });
  const event = { kind: 'form_fill', form: 'demo', url: 'https://mine.example/', email: 'ann@acme.example' };
  await callShared('POST', '/v1/sites/access/events', { events: [event] });
  const path = '/v1/sites/access/visitors?email=ann@acme.example';
  const { data } = await callShared<{ data: [{ id: string }] }>('GET', path);
  visitor = data[0].id;
});

afterAll(async () => {
  await browser?.close();
});

test('a colleague gets a link that signs in at the press of a button, and one that shows only one person', async () => {
  const context = await browser.newContext({ userAgent: personUserAgent });
  const tab = await context.newPage();
  await tab.goto(`${server}/?next=${encodeURIComponent('/s/access/access')}`);
  await tab.getByLabel('Access token').fill(token);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  expect(await faultsOf(tab, 'all')).toEqual([]);
  await tab.getByLabel('Name', { exact: true }).fill('Bo');
  await tab.getByLabel('Reader: sees everything').check();
  await tab.getByRole('button', { name: 'Add' }).click();
  await tab.getByRole('heading', { name: 'Bo may sign in' }).waitFor();
  expect(await faultsOf(tab, 'all')).toEqual([]);
  const link = (await tab.locator('#link').textContent()) ?? '';
  await tab.goto(`${server}/s/access/activity`);
  await tab.getByText('gave access to “Bo”, role read').waitFor();
  expect(await faultsOf(tab, 'all')).toEqual([]);

  const other = await browser.newContext({ userAgent: personUserAgent });
  const theirs = await other.newPage();
  const addresses: string[] = [];
  theirs.on('request', (request) => addresses.push(request.url(), request.headers().referer ?? ''));
  await theirs.goto(link);
  await theirs.getByText('Your link has filled in the token').waitFor();
  expect(new URL(theirs.url()).hash).toBe('');
  expect((await other.cookies()).length).toBe(0);
  expect(await faultsOf(theirs, 'all')).toEqual([]);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await theirs.waitForURL('**/s/access');
  // Playwright reports addresses without what is behind #: what the server gets.
  const secret = link.split('_').at(-1) ?? '';
  expect(addresses.filter((address) => !address.includes('#') && address.includes(secret))).toEqual([]);

  await tab.goto(`${server}/s/access/visitors/${visitor}`);
  expect(await faultsOf(tab, 'all')).toEqual([]);
  await tab.getByRole('button', { name: 'Make a link' }).click();
  await tab.getByRole('heading', { name: 'A link to ann@acme.example' }).waitFor();
  expect(await faultsOf(tab, 'all')).toEqual([]);
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
  for (const path of [shared, `${server}/s/access/access`, `${server}/s/access/activity`]) {
    await small.goto(path);
    const width = await small.evaluate(() => document.documentElement.scrollWidth);
    expect([path, width <= 360]).toEqual([path, true]);
    expect(await faultsOf(small, 'all')).toEqual([]);
  }
  await Promise.all([context, other, stranger, phone].map((each) => each.close()));
});
