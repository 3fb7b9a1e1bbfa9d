/** @module-tag slow */
// What a stranger sends is shown to the marketer: script in every field of every kind of event, and none of it runs.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/browser/chromium.ts';
import { freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';

const origin = 'https://acme.example';
const state = mkdtempSync(join(tmpdir(), 'leadlight-script-'));
let server: RunningServer;
let browser: Browser;
let site: string;

/** Ways into HTML: text, attributes of either quote, raw-text elements, URLs, templates. Each would set `hacked`. */
const scripts = [
  '<script>hacked=1</script>',
  '<img src=x onerror=hacked=1>',
  '"autofocus onfocus=hacked=1 x="',
  "'><svg onload=hacked=1>",
  '</title></style></textarea><script>hacked=1</script>',
  'javascript:hacked=1',
  '{{constructor.constructor("hacked=1")()}}',
];

beforeAll(async () => {
  const port = await freePort();
  [server, browser] = await Promise.all([
    startProcess(['--port', String(port), '--state', state, '--token', 't', '--no-demo']),
    launchChromium(),
  ]);
  const settings = { collectFields: scripts.map((script) => script.slice(0, 64)), keepQuery: ['q'] };
  const made = { name: scripts[0], origins: [origin], settings };
  site = (await call<{ id: string }>('POST', '/v1/sites', made)).id;
  for (const [n, script] of scripts.entries()) await sendEverywhere(script, n);
  for (const [n, script] of scripts.entries()) await sayByHand(script, n);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop('SIGTERM');
  rmSync(state, { recursive: true, force: true });
});

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization: 'Bearer t', origin, 'user-agent': 'Mozilla/5.0 Firefox/153.0' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
}

/** One visitor who says nothing else, by beacon and by the site's server. */
async function sendEverywhere(script: string, n: number): Promise<void> {
  const path = encodeURIComponent(script);
  const at = Date.now();
  const common = {
    at,
    url: `${origin}/${path}?q=${script}`,
    referrer: `https://x.example/${path}`,
    title: script,
  };
  const traits = { name: script, company: script, firstName: script, [script]: script };
  const events = [
    { kind: 'page_view', ...common },
    { kind: 'download', ...common, file: `${origin}/${path}/${script}.pdf` },
    { kind: 'outbound_click', ...common, target: `https://x.example/${path}` },
    { kind: 'form_fill', ...common, form: script, email: `"${script}"@x.example`, fields: traits },
    { kind: 'form_fill', ...common, form: 'contact', email: `person-${n}@x.example`, fields: traits },
    { kind: 'identify', ...common, email: `person-${n}@x.example`, userId: script, traits, ...traits },
    { kind: script, ...common, props: traits },
  ].map((event) => ({ id: crypto.randomUUID(), ...event }));
  const device = crypto.randomUUID();
  const { accepted } = await call<{ accepted: number }>('POST', '/e', { site, device, sentAt: at, events });
  expect(accepted).toBeGreaterThanOrEqual(6);
  const verified = events.map((event) => ({ ...event, userId: script, id: crypto.randomUUID() }));
  await call('POST', `/v1/sites/${site}/events`, { events: verified });
}

/** What colleagues write about a visitor comes from people too. */
async function sayByHand(script: string, n: number): Promise<void> {
  const list = await call<{ data: { id: string }[] }>(
    'GET',
    `/v1/sites/${site}/visitors?email=person-${n}@x.example`,
  );
  const path = `/v1/sites/${site}/visitors/${list.data[0]?.id}`;
  const say = (what: string, body: object) =>
    call('POST', `${path}/${what}`, { id: crypto.randomUUID(), ...body });
  await say('notes', { text: script });
  await say('owner', { owner: script });
  await say('state', { state: 'rejected', reason: script });
  await say('adjustments', { points: 1, reason: script });
}

/** Pages, and an address or a number with nothing else in it: no subject, no copy, no code that a phone obeys. */
const safeTarget = /^(?:https?:|mailto:[\w.%'*!~-]+@[a-z0-9.-]+$|tel:\+?\d+$)/;

/** Opens a page, waits until what would run has run, and answers its links. */
async function visit(page: Page, url: string): Promise<string[]> {
  await page.goto(url, { waitUntil: 'load' });
  expect([url, await page.evaluate(() => 'hacked' in window)]).toEqual([url, false]);
  return page.evaluate(() => [...document.links].map(({ href }) => href));
}

test('script in any field runs on no page of the marketer, and no link leads to one', async () => {
  // The pages' policy would stop it, too: here the escaping has to hold alone.
  const page = await browser.newPage({ bypassCSP: true });
  await page.goto(server.url);
  await page.getByLabel('Access token').fill('t');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const list = `${server.url}/s/${site}?status=everyone`;
  await page.waitForURL(`${server.url}/s/**`);

  const links = await visit(page, list);
  const visitors = [...new Set(links.filter((link) => link.includes('/visitors/')))];
  expect(visitors.length).toBeGreaterThanOrEqual(scripts.length);
  const shown: string[] = [];
  for (const link of visitors) {
    const targets = await visit(page, link);
    expect(targets.filter((target) => !safeTarget.test(target))).toEqual([]);
    shown.push((await page.locator('body').textContent()) ?? '');
  }
  // They are shown, as text: the pages were not simply without them.
  for (const script of scripts) expect(shown.join('\n')).toContain(script);
  for (const script of scripts) await visit(page, `${list}&q=${encodeURIComponent(script)}`);
  for (const script of scripts) await visit(page, `${list}&owner=${encodeURIComponent(script)}`);
  for (const path of [
    '/v1/sites',
    '/openapi.json',
    '/docs',
    `/${encodeURIComponent(scripts[0] as string)}`,
  ]) {
    await visit(page, server.url + path);
  }
});
