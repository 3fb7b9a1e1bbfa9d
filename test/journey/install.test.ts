// The page Install in a browser: the tag is copied, and the check turns green by itself once the tag is on a page.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, personUserAgent } from '../support/browser/chromium.ts';
import { sharedServer } from '../support/server/shared-server.ts';
import { sharedToken as token } from '../support/server/shared-token.ts';

let server: string;
let browser: Browser;
/** The owner's site, whose every page is `page`. */
let website: Server;
let page = '<title>No tag yet</title>';

beforeAll(async () => {
  website = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(page));
  await new Promise<void>((listening) => website.listen(0, '127.0.0.1', listening));
  [server, browser] = await Promise.all([sharedServer(), launchChromium()]);
  const answer = await fetch(`${server}/v1/sites`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ id: 'install', name: 'Mine', origins: [origin()] }),
  });
  expect(answer.status).toBe(201);
});

afterAll(async () => {
  await browser?.close();
  website?.close();
});

const origin = () => `http://127.0.0.1:${(website.address() as AddressInfo).port}`;

test('an owner copies the tag, pastes it, opens the site, and the page says within seconds that it works', async () => {
  const context = await browser.newContext({ userAgent: personUserAgent });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server });
  const tab = await context.newPage();
  await tab.clock.install();
  await tab.goto(`${server}/?next=${encodeURIComponent('/s/install')}`);
  await tab.getByLabel('Access token').fill(token);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.getByRole('link', { name: 'Steps for your platform, and whether it works' }).click();
  await tab.getByText('Nothing has arrived yet').waitFor();
  await tab.getByRole('link', { name: 'WordPress' }).click();
  await tab.getByRole('heading', { name: 'WordPress' }).waitFor();

  await tab.getByRole('button', { name: 'Copy the tag' }).click();
  await tab.getByText('Copied.').waitFor();
  const copied = await tab.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(`<script defer src="${server}/l.js?site=install&consent=granted"></script>`);

  // Nothing but the check changes, and the page is not loaded again.
  await tab.evaluate(() => Object.assign(window, { isSamePage: true }));
  const visitor = await context.newPage();
  page = `<title>With the tag</title>${copied}`;
  await visitor.goto(origin());
  await tab.bringToFront();
  await expect
    .poll(
      async () => {
        await tab.clock.runFor(5_100);
        return tab.locator('.check').textContent();
      },
      { timeout: 15_000 },
    )
    .toMatch(/Works.*The last visitor came (just now|\d+ seconds? ago), from http:\/\/127\.0\.0\.1:\d+\./);
  expect(await tab.locator('.check').textContent()).not.toContain('Nothing has arrived yet');
  expect(await tab.evaluate(() => 'isSamePage' in window)).toBe(true);
  expect(await tab.getByText('Copied.').count()).toBe(1);
  await context.close();
});

test('where a browser refuses to copy, the tag is selected; without a script there is no button', async () => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
  });
  await tab.goto(`${server}/?next=${encodeURIComponent('/s/install/install')}`);
  await tab.getByLabel('Access token').fill(token);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.getByRole('button', { name: 'Copy the tag' }).click();
  await tab.getByText('copy it by hand').waitFor();
  expect(await tab.evaluate(() => getSelection()?.toString())).toContain('<script defer');

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const still = await plain.newPage();
  await still.goto(`${server}/s/install/install`);
  await still.getByText('<script defer').first().waitFor();
  expect(await still.getByRole('button', { name: 'Copy the tag' }).count()).toBe(0);
  await Promise.all([context.close(), plain.close()]);
});
