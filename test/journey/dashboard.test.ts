// The marketer's pages in a browser: usable by eye, by keyboard and on a phone, in light and dark, and blind to attacks.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultModel } from '../../schema/model/default-model.ts';
import { dropped } from '../../schema/tables/counts.ts';
import { de } from '../../worker/dashboard/texts/de/de.ts';
import { en } from '../../worker/dashboard/texts/en/en.ts';
import { faultsOf } from '../support/browser/axe.ts';
import { launchChromium } from '../support/browser/chromium.ts';
import { databaseIn, freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';

const state = mkdtempSync(join(tmpdir(), 'leadlight-pages-'));
const token = 'token-of-the-pages-test';
const origin = 'https://acme.example';
const site = 'acme';
let server: RunningServer;
let browser: Browser;
/** The session of one who has signed in. */
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;

/** Ways to run as a script, or to break out of where text stands. */
const hostile = [
  '<script>hacked=1</script>',
  '<img src=x onerror=hacked=1>',
  '" autofocus onfocus=hacked=1 x="',
  "'><svg onload=hacked=1>",
  '</title></textarea><script>hacked=1</script>',
  '\u202Etxet desrever\u202D',
  'A'.repeat(300),
];

beforeAll(async () => {
  const port = await freePort();
  [server, browser] = await Promise.all([
    startProcess(['--port', String(port), '--state', state, '--token', token, '--no-demo']),
    launchChromium(),
  ]);
  await call('POST', '/v1/sites', { id: site, name: hostile[0], origins: [origin] });
  await call('POST', '/v1/sites', { id: 'other', name: 'Other', origins: ['https://other.example'] });
  for (const [index, text] of hostile.entries()) await visitWith(text, index);
  await sayOfAll();
  await makeGradedSite();
  fillCounts();
  const context = await browser.newContext();
  await signIn(await context.newPage());
  signedIn = await context.storageState();
  await context.close();
});

/** What colleagues say of each visitor is text as well. */
async function sayOfAll(): Promise<void> {
  const { data } = (await call('GET', `/v1/sites/${site}/visitors`)) as { data: { id: string }[] };
  for (const [index, { id }] of data.entries()) {
    const text = hostile[index % hostile.length] as string;
    const say = (what: string, body: object) =>
      call('POST', `/v1/sites/${site}/visitors/${id}/${what}`, { id: crypto.randomUUID(), ...body });
    await say('notes', { text });
    await say('state', { state: 'rejected', reason: text.slice(0, 200) });
    await say('owner', { owner: text.slice(0, 64) });
    await say('adjustments', { points: 1, reason: text.slice(0, 200) });
  }
}

/** A site whose model grades fit, with two people of one company. */
async function makeGradedSite(): Promise<void> {
  await call('POST', '/v1/sites', { id: 'graded', name: 'Graded', origins: ['https://graded.example'] });
  const boss = { id: 'boss', label: 'Decides', where: { seniority: 'executive' }, points: 80 };
  const fit = { rules: [boss], grades: { A: 70, B: 45, C: 20 } };
  await call('POST', '/v1/sites/graded/models', { ...defaultModel, fit });
  await call('POST', '/v1/sites/graded/models/2/publish', {});
  const visit = (email: string, traits: object) => [
    { id: crypto.randomUUID(), kind: 'identify', email, traits },
    { id: crypto.randomUUID(), kind: 'form_fill', email, form: 'demo', url: 'https://graded.example/' },
  ];
  await call('POST', '/v1/sites/graded/events', {
    events: [
      ...visit('ada@initech.example', { name: 'Ada', company: 'Initech', title: 'CEO' }),
      ...visit('bob@initech.example', {
        ...{ name: 'Bob', company: 'Initech', title: 'Clerk' },
        phone: '+1 555 010 0000',
      }),
    ],
  });
}

/** Most of the paid plan is used, which a local server is compared with. Every page then begins with a line that says so. */
function fillCounts(): void {
  const database = databaseIn(state);
  const today = new Date().toISOString().slice(0, 10);
  database.prepare('insert or replace into usage (day, rows_written) values (?, 40600000)').run(today);
  // And for the page Install: what was not recorded, for each reason.
  const drop = database.prepare(
    'insert into dropped (site, day, reason, beacons) select key, ?, ?, 1234 from site where id = ?',
  );
  for (const reason of dropped.reason.enumValues) drop.run(today, reason, site);
  database.close();
}

afterAll(async () => {
  await browser?.close();
  await server?.stop('SIGTERM');
  rmSync(state, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, origin, 'user-agent': 'Mozilla/5.0 Firefox/153.0' };
  const answer = await fetch(server.url + path, {
    ...{ method, headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** A hot visitor all of whose words are this text, by beacon and then by the site's server. */
async function visitWith(text: string, index: number): Promise<void> {
  const at = Date.now() - 60_000;
  const url = `${origin}/pricing?utm_source=${encodeURIComponent(text)}`;
  const common = { at, url, title: text, referrer: `https://x.example/${text}` };
  const device = crypto.randomUUID();
  const view = crypto.randomUUID();
  const email = `visitor-${index}@acme.example`;
  const traits = { name: text, company: text, [text]: text };
  const events = [
    { id: view, kind: 'page_view', ...common },
    { kind: 'engagement', ...common, view, seconds: 75, scroll: 90 },
    { kind: 'download', ...common, file: `${origin}/${encodeURIComponent(text)}.pdf` },
    { kind: 'outbound_click', ...common, target: `https://x.example/${text}` },
    { kind: text, ...common, props: { [text]: text } },
    { kind: 'form_fill', ...common, form: `contact ${text}`, email },
    { kind: 'identify', ...common, email, ...traits },
  ].map((event) => ({ id: crypto.randomUUID(), ...event }));
  await call('POST', '/e', { site, device, session: crypto.randomUUID(), sentAt: Date.now(), events });
  await call('POST', `/v1/sites/${site}/events`, {
    events: [{ id: crypto.randomUUID(), kind: 'identify', device, email, userId: text, traits }],
  });
}

/** What a page must never do, heard from before its first byte. */
async function listen(context: BrowserContext): Promise<string[]> {
  const heard: string[] = [];
  await context.exposeBinding('tell', (_, what: string) => heard.push(what));
  await context.addInitScript(() => {
    const { tell } = window as unknown as { tell(what: string): void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      tell(`${violatedDirective} ${blockedURI}`),
    );
  });
  context.on('console', (message) => heard.push(message.text()));
  context.on('weberror', (error) => heard.push(String(error.error())));
  context.on('dialog', (dialog) => {
    heard.push(dialog.message());
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== server.url) heard.push(`asked for ${request.url()}`);
  });
  return heard;
}

async function signIn(page: Page, { session, frame } = en): Promise<void> {
  await page.goto(server.url);
  await page.getByLabel(session.token).fill(token);
  await page.getByRole('button', { name: session.submit }).click();
  await page.waitForURL(server.url);
  await page.getByRole('heading', { name: frame.sites }).waitFor();
}

/** A page of somebody who has signed in: a context of its own, with the cookie of `signedIn`. */
async function openSignedIn(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ ...options, storageState: signedIn });
  return context.newPage();
}

/** Every page a marketer can come to here. */
async function everyPage(page: Page): Promise<string[]> {
  await page.goto(`${server.url}/s/${site}?status=everyone`);
  const visitors = await page
    .locator('.who > a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(visitors.length).toBe(hostile.length);
  const lists = [
    '',
    '?status=cold',
    `?q=${encodeURIComponent(hostile[0] as string)}`,
    '?q=%22autofocus&status=warm',
  ];
  await page.goto(`${server.url}/s/${site}/companies`);
  const companies = await page
    .locator('.companies .who a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  return [
    server.url,
    `${server.url}/s/${site}/companies`,
    ...companies,
    `${server.url}/s/${site}/install?platform=wordpress`,
    `${server.url}/s/other/install`,
    ...lists.map((query) => `${server.url}/s/${site}${query}`),
    `${server.url}/s/other`,
    `${server.url}/s/none`,
    `${server.url}/s/${site}/visitors/none`,
    ...visitors,
  ];
}

/** Texts with less contrast than WCAG AA asks for, as the browser computes colours; 3 for large text. */
function faintTexts(): string[] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  const rgba = (colour: string) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data] as [number, number, number, number];
  };
  const luminance = (colour: number[]) => {
    const [r = 0, g = 0, b = 0] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backgroundOf = (element: Element): number[] => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const [r, g, b, alpha] = rgba(getComputedStyle(at).backgroundColor);
      if (alpha === 255) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const faint: string[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    if (!own || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const [light = 0, dark = 0] = [
      luminance(rgba(style.color).slice(0, 3)),
      luminance(backgroundOf(element)),
    ].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const isLarge = Number.parseFloat(style.fontSize) >= 24;
    if (ratio < (isLarge ? 3 : 4.5))
      faint.push(`${ratio.toFixed(2)} ${element.className} ${element.textContent}`);
  }
  return faint;
}

/** What a page is and does, looked at once: desktop first, then on a phone with all that is folded open, in light and dark. */
async function lookAt(page: Page, url: string) {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: 'light' });
  const answer = await page.goto(url, { waitUntil: 'load' });
  const foreign =
    'script:not([type=module][src^="/assets/"]), iframe, object, [onerror], [onload], [onfocus]';
  const looked = {
    url,
    text: (await page.locator('body').textContent()) ?? '',
    policy: answer?.headers()['content-security-policy'],
    isHacked: await page.evaluate(() => 'hacked' in window),
    foreign: await page.locator(foreign).count(),
    structure: await page.evaluate(structureOf),
  };
  const faults = await faultsOf(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator('details').evaluateAll((all) => {
    for (const each of all) each.setAttribute('open', '');
  });
  const faint = { light: [] as string[], dark: [] as string[] };
  const backgrounds: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    backgrounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    faint[colorScheme] = await page.evaluate(faintTexts);
  }
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return { ...looked, faults, faint, backgrounds, width };
}

/** What somebody who does not see the page goes by. */
function structureOf() {
  return {
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    landmarks: ['body > header', 'main'].map((name) => document.querySelectorAll(name).length),
    fields: [...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select')].filter(
      ({ labels, ariaLabel }) => !labels?.[0]?.textContent?.trim() && !ariaLabel?.trim(),
    ).length,
    tables: [...document.querySelectorAll('table')].filter(
      ({ caption, tHead }) => !caption?.textContent || !tHead?.querySelector('th[scope=col]'),
    ).length,
    skipped: [...document.querySelectorAll('h1, h2, h3')].filter(
      ({ tagName }, index, all) => Number(tagName[1]) > Number(all[index - 1]?.tagName[1] ?? 0) + 1,
    ).length,
  };
}

describe('every page', () => {
  const looked: Awaited<ReturnType<typeof lookAt>>[] = [];
  let heard: string[];

  beforeAll(async () => {
    const context = await browser.newContext();
    heard = await listen(context);
    const page = await context.newPage();
    looked.push(await lookAt(page, `${server.url}/?signed-out`));
    await signIn(page);
    for (const url of [
      ...(await everyPage(page)),
      `${server.url}/s/graded/matrix`,
      ...['', '/sources', '/velocity', '/overview', '/calibration', '/prediction'].map(
        (report) => `${server.url}/s/graded/reports${report}`,
      ),
    ])
      looked.push(await lookAt(page, url));
    await context.close();
  }, 180_000);

  /** What each page is like in one respect, by its address. */
  const each = <T>(fact: (page: (typeof looked)[number]) => T) =>
    looked.map((page) => [page.url, fact(page)]);
  const all = <T>(value: T) => looked.map(({ url }) => [url, value]);

  test('shows what visitors say, and none of it runs, breaks the page or sends for anything', () => {
    expect(each(({ isHacked, foreign }) => ({ isHacked, foreign }))).toEqual(
      all({ isHacked: false, foreign: 0 }),
    );
    const shown = looked.map(({ text }) => text).join('');
    for (const text of hostile) expect(shown).toContain(text);
  });

  test('has a strict policy, which has nothing to stop', () => {
    expect(each(({ policy }) => policy?.includes('unsafe'))).toEqual(all(false));
    // 404s are told to the console by the browser itself.
    expect(heard.filter((what) => !/status of 404/.test(what))).toEqual([]);
  });

  test('can be read in light and in dark, and is no wider than a phone', () => {
    expect(each(({ faint }) => faint)).toEqual(all({ light: [], dark: [] }));
    expect(each(({ backgrounds }) => backgrounds)).toEqual(all(['rgb(246, 247, 248)', 'rgb(20, 24, 28)']));
    expect(each(({ width }) => width)).toEqual(all(360));
  });

  test('has nothing for axe to mend, in light and in dark', () => {
    expect(each(({ faults }) => faults)).toEqual(all([]));
  });

  test('has one main heading, landmarks, and a name for every field and table', () => {
    const structure = { lang: 'en', headings: 1, landmarks: [1, 1], fields: 0, tables: 0, skipped: 0 };
    expect(each((page) => page.structure)).toEqual(all(structure));
  });
});

test('the policy would stop a script that were there: the tests above are not deaf', async () => {
  const context = await browser.newContext();
  const heard = await listen(context);
  const page = await context.newPage();
  await page.goto(server.url);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'hacked=1';
    document.body.appendChild(script);
    document.body.insertAdjacentHTML('beforeend', '<p style="color:red">x</p><img src="https://x.example/">');
  });
  await expect.poll(() => heard.join('\n')).toMatch(/script-src[\s\S]*style-src[\s\S]*img-src/);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  await context.close();
});

test('a marketer signs in, finds who is hot, sees why, and signs out, by keyboard alone', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}/s/${site}?sort=lastSeen`);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('token');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('alert').textContent()).toContain('Invalid token');
  await page.keyboard.type(token);
  await page.keyboard.press('Enter');
  // Back where one wanted to go.
  await page.waitForURL(`${server.url}/s/${site}?sort=lastSeen`);
  const cookies = await context.cookies();
  expect(cookies).toMatchObject([{ name: 'leadlight-session', httpOnly: true, sameSite: 'Lax', path: '/' }]);
  expect(JSON.stringify(cookies)).not.toContain(token);

  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  await tabTo(page, '.who a');
  expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineWidth)).toBe(
    '3px',
  );
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/visitors\//);
  await page.getByRole('heading', { name: /^Why \d/ }).waitFor();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  const sums = page.locator('.sums tfoot .total');
  const score = await page.locator('.standing .amount').textContent();
  expect(await sums.allTextContents()).toEqual([score, score]);

  await tabTo(page, '.sign-out button');
  await page.keyboard.press('Enter');
  await page.getByLabel('Access token').waitFor();
  expect(await context.cookies()).toEqual([]);
  await page.goto(`${server.url}/s/${site}`);
  await page.getByLabel('Access token').waitFor();
  await context.close();
});

/** Presses Tab until the focus is on such an element. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${selector}`);
}

test('where most of the plan is used, a line at the top says so, and opens by keyboard to say what to do', async () => {
  const page = await openSignedIn({ viewport: { width: 360, height: 740 } });
  for (const path of ['/', `/s/${site}?status=everyone`, `/s/other`]) {
    await page.goto(server.url + path);
    const line = page.getByRole('status');
    expect(await line.textContent()).toMatch(/^81% of what Cloudflare's paid plan includes this month/);
    expect(await line.getByText('Beyond that').isVisible()).toBe(false);
    expect(await page.locator('.top + .notice + div main').count()).toBe(1);
    await tabTo(page, '.notice summary');
    await page.keyboard.press('Enter');
    await line.getByText('Beyond that, each million rows costs $1.00').waitFor({ state: 'visible' });
  }
  await page.context().close();
});

test('German fits a phone as well, word by word in the bar of pages, and axe finds nothing to mend', async () => {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await signIn(page, de);
  for (const path of [
    '',
    '?status=everyone&seen=30',
    '/segments',
    '/companies',
    '/matrix',
    '/reports',
    '/reports/sources',
    '/reports/velocity',
    '/reports/overview',
    '/reports/calibration',
    '/reports/prediction',
    '/alerts',
    '/companies/initech.example',
  ]) {
    await page.goto(`${server.url}/s/graded${path}`);
    expect(await page.getAttribute('html', 'lang')).toBe('de');
    const { scroll, room, bar, lines } = await page.evaluate(() => {
      const links = [...document.querySelectorAll('.pages-of-site a')];
      return {
        scroll: document.documentElement.scrollWidth,
        room: document.documentElement.clientWidth,
        bar: Math.max(...links.map((link) => link.getBoundingClientRect().right)),
        lines: links.map((link) => Math.round(link.clientHeight / 10)),
      };
    });
    expect([path, scroll]).toEqual([path, room]);
    expect(bar).toBeLessThanOrEqual(room);
    expect(new Set(lines).size, 'a word of the bar breaks').toBe(1);
    expect(lines[0]).toBeLessThan(6);
    expect([path, await faultsOf(page)]).toEqual([path, []]);
  }
  await context.close();
});

test('keys lead through the list and to a person, and a list shows who has risen without a reload', async () => {
  const page = await openSignedIn();
  await page.clock.install();
  await page.goto(`${server.url}/s/graded?status=everyone`);
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press('j');
  const first = await focused();
  await page.keyboard.press('j');
  expect(await focused()).not.toBe(first);
  await page.keyboard.press('k');
  expect(await focused()).toBe(first);
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('q');
  await page.keyboard.press('j');
  expect(await page.locator('#q').inputValue()).toBe('j');

  await call('POST', '/v1/sites/graded/events', {
    events: [
      {
        id: crypto.randomUUID(),
        kind: 'form_fill',
        form: 'demo',
        email: 'late@initech.example',
        url: 'https://graded.example/',
      },
    ],
  });
  await page.clock.runFor(31_000);
  await page.locator('tr.risen', { hasText: 'late@initech.example' }).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: 'Go to' }).fill('late@');
  await page.clock.runFor(300);
  await page.locator('.go a', { hasText: 'late@' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/visitors\//);
  await page.context().close();
});

test('Ctrl-K does what the page can do: it makes the rows compact, opens a form to type into, and signs out', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page);
  await page.goto(`${server.url}/s/graded?status=everyone`);
  const look = async (words: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Go to' }).fill(words);
    await page.locator('.go button').first().waitFor();
  };
  const act = async (words: string) => {
    await look(words);
    await page.keyboard.press('Enter');
  };
  await look('compact');
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.locator('table.compact').waitFor();
  expect(page.url()).toBe(`${server.url}/s/graded?status=everyone`);
  await act('filter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('who');
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: 'Go to' }).fill('initech');
  await page.locator('.go a[href*="/companies/initech.example"]').waitFor();
  // What is folded away cannot be done.
  expect(await page.locator('.go button', { hasText: 'Apply' }).count()).toBe(0);
  // The first Escape empties the field.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Ada' }).click();
  await page.waitForURL(/visitors/);
  await act('points');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('points');
  await act('sign out');
  await page.getByLabel('Access token').waitFor();
  await context.close();
});

/** Fifty people are in two screens: where the last row ends, in CSS pixels. */
async function endOfRows(page: Page): Promise<number> {
  const last = await page.locator('tr[data-id]').nth(49).boundingBox();
  return Number(last?.y) + Number(last?.height) + (await page.evaluate(() => scrollY));
}

test('fifty compact rows are in two screens, chosen by keyboard, and a phone keeps its cards', async () => {
  await call('POST', '/v1/sites', { id: 'crowd', name: 'Crowd', origins: ['https://crowd.example'] });
  const events = Array.from({ length: 55 }, (_, n) => ({
    ...{
      id: crypto.randomUUID(),
      kind: 'form_fill',
      form: 'f1',
      label: 'Book a demo',
      email: `p${n}@firm${n}.example`,
    },
    traits: { name: `A person with a rather long name ${n}`, company: `Firm ${n} of the very long name` },
    url: `https://crowd.example/a/rather/long/path/of/a/page/${n}`,
  }));
  await call('POST', '/v1/sites/crowd/events', { events });
  const page = await openSignedIn({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${server.url}/s/crowd`);
  expect(await endOfRows(page)).toBeLessThan(4 * 800);
  expect(await page.locator('.seen').first().textContent()).toMatch(/asked for a demo just now/);
  await tabTo(page, '.density button[value=compact]');
  await page.keyboard.press('Enter');
  await page.locator('table.compact').waitFor();
  const notice = (await page.locator('.notice').first().boundingBox())?.height ?? 0;
  expect((await endOfRows(page)) - notice).toBeLessThanOrEqual(2 * 800);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const card = await page.locator('tr[data-id]').first().boundingBox();
  expect(card?.height).toBeGreaterThan(100);
  expect(await faultsOf(page)).toEqual([]);
  await page.context().close();
});

test('the matrix leads to the people of a cell, and a company to its people', async () => {
  const page = await openSignedIn();
  await page.goto(`${server.url}/s/graded`);
  await page.getByRole('link', { name: 'Matrix' }).click();
  await page.getByRole('link', { name: '1 in A1' }).click();
  expect(await page.locator('.visitors .who > a').allTextContents()).toEqual(['Ada']);
  await page.getByRole('link', { name: 'Remove: Cell A1' }).click();
  await page.getByRole('link', { name: 'Companies' }).click();
  await page.locator('.companies').getByRole('link', { name: 'Initech', exact: true }).click();
  expect(await page.locator('.visitors .who > a').allTextContents()).toContain('Ada');
  await page.context().close();
});

test('a visitor is called, given points and marked as won on a phone without a script, and each form says what it did', async () => {
  const viewport = { width: 360, height: 740 };
  const page = await openSignedIn({ viewport, javaScriptEnabled: false });
  await page.goto(`${server.url}/s/graded?status=everyone`);
  await page.getByRole('link', { name: 'Bob' }).click();
  expect(await page.getByRole('link', { name: /^Call/ }).getAttribute('href')).toBe('tel:+15550100000');
  expect(await page.getByRole('button', { name: 'Copy link' }).isVisible()).toBe(false);

  await page.getByText('Add points', { exact: true }).click();
  await page.getByLabel('Points').fill('7');
  await page.getByLabel('Reason').fill('   ');
  await page.getByRole('button', { name: 'Save points' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('Give a reason');
  expect(await page.getByLabel('Points').inputValue()).toBe('7');
  await page.getByLabel('Reason').fill('Met at the fair');
  await page.getByRole('button', { name: 'Save points' }).click();
  expect(await page.locator('.done').textContent()).toContain('Recorded +7 points');
  expect(await page.getByText('Met at the fair').count()).toBeGreaterThan(0);

  await page.getByText('Won or lost', { exact: true }).click();
  await page.getByLabel('Won', { exact: true }).check();
  await page.getByLabel('Value').fill('1200');
  await page.getByRole('button', { name: 'Save result' }).click();
  expect(await page.locator('.done').textContent()).toContain('a customer now');
  expect(await page.locator('.standing .badge').textContent()).toBe('customer');
  const targets = page.locator('.actions > a, .actions summary');
  const heights = await targets.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  await page.context().close();
});

test('on a phone without a script a lead is taken over, noted and rejected, and each can be undone at once', async () => {
  const viewport = { width: 360, height: 740 };
  const page = await openSignedIn({ viewport, javaScriptEnabled: false });
  await page.goto(`${server.url}/s/graded?status=everyone`);
  await page.getByRole('link', { name: 'Ada' }).click();
  const done = page.locator('.done');

  await page.getByRole('button', { name: 'Take over' }).click();
  expect(await done.textContent()).toContain('Saved the owner.');
  expect(await page.getByRole('combobox', { name: 'Owner' }).inputValue()).toBe('Administrator');

  await page.getByText('Write a note', { exact: true }).click();
  await page.getByLabel('Note', { exact: true }).fill('Called.\nWants a demo.');
  await page.getByRole('button', { name: 'Save note' }).click();
  expect(await page.locator('.newest').textContent()).toContain('Wants a demo.');

  expect(await page.getByLabel('Rejected because').isVisible()).toBe(false);
  await page.getByRole('combobox', { name: 'State' }).selectOption('Rejected');
  await page.getByRole('button', { name: 'Save state' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('Give a reason');
  await page.getByLabel('Rejected because').fill('No budget');
  await page.getByRole('button', { name: 'Save state' }).click();
  expect(await done.textContent()).toContain('The state is now: Rejected.');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(viewport.width);
  const targets = page.locator('.lead button, .lead select, .lead summary, .just-done button');
  const heights = await targets.evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect().height).filter((height) => height > 0),
  );
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);

  await page.locator('.just-done').getByRole('button', { name: 'Undo' }).click();
  expect(await done.textContent()).toContain('Undone');
  expect(await page.getByRole('combobox', { name: 'State' }).inputValue()).toBe('new');
  await page.getByRole('button', { name: 'Undo: Note' }).click();
  expect(await page.locator('.newest').count()).toBe(0);
  expect(await page.getByRole('combobox', { name: 'Owner' }).inputValue()).toBe('Administrator');

  await page.getByRole('link', { name: 'Sales', exact: true }).click();
  await page.waitForURL(/kinds=sales/);
  expect(await page.locator('.timeline li[id]').count()).toBe(1);
  await page.context().close();
});

test('with the script a visitor’s address is copied, and the open forms have nothing for axe to mend', async () => {
  const page = await openSignedIn({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${server.url}/s/graded?status=everyone`);
  await page.getByRole('link', { name: 'Ada' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(page.url().split('?')[0]);
  await page.locator('.actions details, .lead details').evaluateAll((all) => {
    for (const each of all) each.setAttribute('open', '');
  });
  expect(await faultsOf(page)).toEqual([]);
  await page.context().close();
});

test('from another site, no form signs anybody in or out, and no page can be framed', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page);
  await page.route('https://evil.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${server.url}/sign-out"><button>Win</button></form><iframe src="${server.url}"></iframe>`,
    }),
  );
  await page.goto('https://evil.example/');
  const framed = page.frames().find((frame) => frame !== page.mainFrame());
  expect(await framed?.locator('body').textContent()).not.toContain('Sites');
  await page.getByRole('button', { name: 'Win' }).click();
  await page.getByRole('heading', { name: 'Form from another site rejected' }).waitFor();
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'Sites' }).waitFor();
  await context.close();
});

test('Escape and a click elsewhere close the menu of sites, which opens by keyboard', async () => {
  for (const width of [360, 1200]) {
    const page = await openSignedIn({ viewport: { width, height: 740 } });
    await page.goto(`${server.url}/s/other`);
    const button = page.getByRole('button', { name: 'Other' });
    const menu = page.getByRole('navigation', { name: 'Sites' });
    await button.focus();
    await page.keyboard.press('Enter');
    await menu.waitFor({ state: 'visible' });
    const [box, opener] = [await menu.boundingBox(), await button.boundingBox()];
    expect(box && opener && box.y - opener.y - opener.height).toBeLessThan(60);
    expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    await button.click();
    await menu.waitFor({ state: 'visible' });
    await page.locator('main').click({ position: { x: 5, y: 600 }, force: true });
    await menu.waitFor({ state: 'hidden' });
    await page.context().close();
  }
});

test('a name of 300 letters takes no more room than two lines of its column', async () => {
  for (const width of [360, 1200]) {
    const page = await openSignedIn({ viewport: { width, height: 740 } });
    await page.goto(`${server.url}/s/${site}?status=everyone&q=AAAAAAAA`);
    const link = await page.locator('.who > a').first().boundingBox();
    expect(link?.height).toBeLessThan(60);
    expect(link?.width).toBeLessThanOrEqual(18 * 16 + 1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    if (width === 1200) {
      const why = await page.locator('td.why').first().boundingBox();
      expect(why?.width).toBeGreaterThan(220);
    }
    await page.context().close();
  }
});

test('the API reference fits a phone, in light and in dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
    const page = await context.newPage();
    await page.goto(`${server.url}/docs`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    // No word is squeezed into a column of a few letters.
    const narrowest = await page.evaluate(() =>
      Math.min(
        ...[...document.querySelectorAll('dd, article > p')].map(
          (each) => each.getBoundingClientRect().width,
        ),
      ),
    );
    expect(narrowest).toBeGreaterThan(150);
    await context.close();
  }
});
