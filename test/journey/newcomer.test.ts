// A newcomer's first quarter of an hour in a browser: from an empty instance to the first lead, on a real page with the tag; and
// the pages that set up a site, looked at by axe, on a phone and without a script.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, personUserAgent } from '../support/browser/chromium.ts';
import { freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';

const state = mkdtempSync(join(tmpdir(), 'leadlight-newcomer-'));
const token = 'token-of-the-newcomer-test';
let server: RunningServer;
let browser: Browser;
/** The owner's site. Each page has the tag, once there is one, and a contact form. */
let website: Server;
let tag = '';

const form =
  '<form name="contact" action="/thanks"><input type="email" name="email"><button>Contact us</button></form>';

beforeAll(async () => {
  website = createServer((_, answer) =>
    answer.setHeader('content-type', 'text/html').end(`<title>Shop</title>${tag}${form}`),
  );
  await new Promise<void>((listening) => website.listen(0, '127.0.0.1', listening));
  const port = await freePort();
  [server, browser] = await Promise.all([
    startProcess(['--port', String(port), '--state', state, '--token', token, '--no-demo']),
    launchChromium({ automated: false }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop('SIGTERM');
  website?.close();
  rmSync(state, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${(website.address() as AddressInfo).port}`;

async function signedIn(context: BrowserContext, path = '/'): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`${server.url}/?next=${encodeURIComponent(path)}`);
  await tab.getByLabel('Access token').fill(token);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  return tab;
}

/** The first number of "2 of 5 are done", asked as often as the page asks. */
async function waitForSteps(tab: Page, verdict: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        await tab.bringToFront();
        await tab.clock.runFor(5_100);
        return tab.locator('.verdict').textContent();
      },
      { timeout: 20_000 },
    )
    .toMatch(verdict);
}

test('an empty instance leads to the first lead in five steps, without a manual and without a reload', async () => {
  const context = await browser.newContext({ userAgent: personUserAgent });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  const tab = await signedIn(context);
  await tab.clock.install();
  await tab.getByRole('heading', { name: 'Five steps to the first score' }).waitFor();

  // A mistake is said beside its field, and nothing that was typed is lost.
  await tab.getByLabel('Name').fill('My <b>shop</b>');
  await tab.getByLabel('Addresses of the site').fill(`${origin()}/shop`);
  await tab.getByLabel('Ask first').check();
  await tab.getByRole('button', { name: 'Make the site' }).click();
  await tab.getByText('is not the address of a site').waitFor();
  expect(await tab.getByLabel('Name').inputValue()).toBe('My <b>shop</b>');
  expect(await tab.getByLabel('Ask first').isChecked()).toBe(true);
  expect(
    await tab.getByLabel('Addresses of the site').evaluate((field) => field === document.activeElement),
  ).toBe(true);
  await tab.getByLabel('Addresses of the site').fill(origin());
  await tab.getByLabel('Record at once').check();
  await tab.getByRole('button', { name: 'Make the site' }).click();

  await tab.getByRole('heading', { name: 'Install' }).waitFor();
  await tab.getByText('the tag says granted').waitFor();
  await tab.getByRole('button', { name: 'Copy the tag' }).click();
  await tab.getByText('Copied.').waitFor();
  tag = await tab.evaluate(() => navigator.clipboard.readText());

  await tab.getByRole('link', { name: 'First steps' }).click();
  await tab.getByText('1 of 5 are done').waitFor();
  await tab.evaluate(() => Object.assign(window, { isSamePage: true }));
  const visitor = await context.newPage();
  await visitor.goto(origin());
  await waitForSteps(tab, /2 of 5/);
  await visitor.bringToFront();
  await visitor.goto(`${origin()}/pricing`);
  await waitForSteps(tab, /3 of 5/);
  await visitor.bringToFront();
  await visitor.getByRole('textbox').fill('ann@acme.example');
  await visitor.getByRole('button', { name: 'Contact us' }).click();
  await visitor.waitForURL(/thanks/);
  await waitForSteps(tab, /All five are done/);
  expect(await tab.evaluate(() => 'isSamePage' in window)).toBe(true);
  await tab.getByRole('link', { name: 'See who to call' }).click();
  await tab.getByRole('link', { name: 'ann@acme.example' }).first().waitFor();
  expect(await tab.getByText('what is left until the first lead').count()).toBe(0);
  await context.close();
}, 60_000);

test('the pinned tag loads exactly the script that is served, and records', async () => {
  const context = await browser.newContext({ userAgent: personUserAgent });
  const site = await siteOf('Pinned');
  const tab = await signedIn(context, `/s/${site}/install`);
  tag = (await tab.locator('pre#pinned').textContent()) ?? '';
  expect(tag).toMatch(
    /\/l\.[\da-f]{10}\.js\?site=\w+&consent=granted" integrity="sha384-[\w+/=]{64}" crossorigin/,
  );
  await tab.getByText('Pinned to one build').click();
  await tab.getByText('this build is not part of a release').waitFor();
  const visitor = await context.newPage();
  const beacon = visitor.waitForResponse((answer) => answer.url() === `${server.url}/e`);
  await visitor.goto(`${origin()}/pinned`);
  expect((await beacon).status()).toBe(202);
  tag = tag.replace(/sha384-../, 'sha384-AA');
  let beacons = 0;
  visitor.on('request', (request) => (beacons += Number(request.method() === 'POST')));
  await visitor.goto(`${origin()}/changed`, { waitUntil: 'networkidle' });
  expect(beacons).toBe(0);
  await context.close();
});

/** A site of its own for the owner's address. */
async function siteOf(name: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const body = JSON.stringify({ name, origins: [origin()] });
  const answer = await fetch(`${server.url}/v1/sites`, { method: 'POST', headers, body });
  return ((await answer.json()) as { id: string }).id;
}

test('the settings are changed without a script, and a mistake keeps what was typed', async () => {
  const site = await siteOf('Without a script');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await signedIn(context, `/s/${site}/settings`);
  const left = tab.locator('#exclude');
  await left.getByLabel('IP addresses').fill('203.0.113.999');
  await left.getByLabel('Pages').fill('/admin/*');
  await left.getByRole('button', { name: 'Save' }).click();
  await left.getByText('is no IP address').waitFor();
  expect(await left.getByLabel('Pages').inputValue()).toBe('/admin/*');
  await left.getByLabel('IP addresses').fill('203.0.113.9');
  await left.getByRole('button', { name: 'Save' }).click();
  await tab.getByText('Saved: Pages and IP addresses.').waitFor();
  await tab.getByRole('button', { name: 'Make a secret' }).click();
  await tab.getByText('It is shown only now').waitFor();
  await tab.getByRole('link', { name: 'Back to the settings' }).click();
  await tab.getByLabel('Name of the site').fill('Without a script');
  await tab.getByRole('button', { name: 'Delete the site' }).click();
  await tab.waitForURL((url) => !url.pathname.includes('settings'));
  expect((await tab.goto(`${server.url}/s/${site}/settings`))?.status()).toBe(404);
  await context.close();
});

test.each(['light', 'dark'] as const)(
  'in %s, axe finds nothing on these pages, and none is wider than a phone',
  async (colorScheme) => {
    const site = await siteOf(
      'A shop with a name that is long enough to need more than one line on any phone',
    );
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 } });
    const tab = await signedIn(context, `/s/${site}/start`);
    for (const path of [`/s/${site}/start`, `/s/${site}/install`, `/s/${site}/settings`, '/?all']) {
      await tab.goto(server.url + path);
      if (path === '/?all') await tab.getByText('Make another site').click();
      if (path.endsWith('settings')) {
        await tab.getByLabel('Time zone').fill('Mars');
        await tab.locator('#site').getByRole('button', { name: 'Save' }).click();
        await tab.getByText('There is no such time zone').waitFor();
      }
      await tab.evaluate(axe.source);
      const violations = await tab.evaluate(async () => {
        const found = await (globalThis as unknown as { axe: typeof axe }).axe.run();
        return found.violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`,
        );
      });
      expect([path, violations]).toEqual([path, []]);
      const width = await tab.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 360]);
    }
    await context.close();
  },
  60_000,
);
