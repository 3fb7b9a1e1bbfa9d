// The pages of the model in a browser, with and without script: changed, previewed, published and gone back on, by eye and by keyboard.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultModel } from '../../schema/model/default-model.ts';
import { faultsOf } from '../support/browser/axe.ts';
import { launchChromium } from '../support/browser/chromium.ts';
import { callShared, sharedServer } from '../support/server/shared-server.ts';
import { sharedToken as token } from '../support/server/shared-token.ts';

let server: string;
let browser: Browser;

/** Ways out of where text stands, as labels and actions. Each would set `hacked`. */
const hostile = [
  '<script>hacked=1</script>',
  '"><img src=x onerror=hacked=1>',
  "' autofocus onfocus=hacked=1 x='",
  '</textarea></select></title><svg onload=hacked=1>',
  '{points} {{constructor.constructor("hacked=1")()}}',
  '\u202Etxet desrever',
];

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedServer(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
});

/** A site with two people who have seen the pricing, one of whom bought later. */
async function makeSite(name: string, model?: object): Promise<string> {
  const id = `${name}-${crypto.randomUUID().slice(0, 8)}`; // A test that is tried again needs another.
  await callShared('POST', '/v1/sites', { id, name, origins: ['https://acme.example'] });
  if (model) {
    const { version } = await callShared<{ version: number }>('POST', `/v1/sites/${id}/models`, model);
    await callShared('POST', `/v1/sites/${id}/models/${version}/publish`, {});
  }
  const url = 'https://acme.example/pricing';
  const events = ['ann', 'bob'].map((name) => ({
    ...{
      id: crypto.randomUUID(),
      kind: 'page_view',
      email: `${name}@acme.example`,
      url,
      userId: hostile[1] + name,
    },
    traits: { name: `${hostile[0]} ${name}` },
  }));
  await callShared('POST', `/v1/sites/${id}/events`, { events });
  return `${server}/s/${id}`;
}

async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(url);
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(url);
  return page;
}

test.each([true, false])(
  'points are changed, previewed, published and gone back on (with script: %s)',
  async (javaScriptEnabled) => {
    const site = await makeSite(`walk-${javaScriptEnabled}`);
    const page = await open(site, { javaScriptEnabled });
    await page.getByRole('link', { name: 'Model', exact: true }).click();
    const points = page.getByLabel('Viewed pricing: points');
    await points.fill('many');
    if (javaScriptEnabled) await page.getByText('Give a number.').waitFor();
    await points.press('Enter');
    await page.getByText('Nothing was saved.').waitFor();
    expect(await points.inputValue()).toBe('many');
    expect(await points.getAttribute('aria-describedby')).toBe('rules.pricing.points-error');
    await points.fill('60');
    await points.press('Enter');
    await page.getByText('Saved as a draft.', { exact: true }).waitFor();
    await page.getByText('Viewed pricing: 10 points → 60 points').waitFor();
    await page.getByText('2 become hot, 0 stop being it').waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Published.').waitFor();
    await page.goto(site);
    expect(await page.locator('.who > a').count()).toBe(2);

    await page.goto(`${site}/model/versions`);
    await page.getByRole('button', { name: 'Go back to this version' }).click();
    await page.getByText('Published.').waitFor();
    expect(await points.inputValue()).toBe('10');
    await page.context().close();
  },
);

test('what is wrong is said as it is typed, is gone once it is right, and is not saved', async () => {
  const site = await makeSite('typed');
  const page = await open(`${site}/model/rules?id=pricing`);
  const sent: string[] = [];
  page.on(
    'request',
    (request) => request.method() === 'POST' && sent.push(request.headers()['x-check'] ?? 'saved'),
  );
  const about = page.getByRole('group', { name: 'Condition 2' }).getByLabel('About');
  await about.fill('colour');
  await page.getByRole('group', { name: 'Condition 2' }).getByLabel('Values').fill('red');
  await page.getByText('Unknown key').waitFor();
  expect(await about.getAttribute('aria-invalid')).toBe('true');
  await about.fill('title');
  await page.getByText('Unknown key').waitFor({ state: 'detached' });
  expect(await about.getAttribute('aria-invalid')).toBe(null);
  expect(new Set(sent)).toEqual(new Set(['1']));
  await page.context().close();
});

/** The default model with these texts wherever people can put one. */
function hostileModel(): object {
  const rules = hostile.map((label, n) => ({
    ...{
      id: `hostile-${n}`,
      label,
      on: label,
      where: { [`props.${label}`]: label, title: { words: [`w ${label}`] } },
    },
    ...{ points: n - 2, cap: { times: 1, per: 'day', by: `query.${label}` } },
  }));
  const lapses = hostile.map((label, n) => ({
    ...{
      id: `lapse_${n}`,
      label,
      after: { on: label, where: { url: label } },
      unless: { on: label },
      hours: 1,
    },
  }));
  const fitRules = hostile.map((label, n) => ({
    id: `fit-${n}`,
    label,
    where: { [label]: label },
    points: 1,
  }));
  const actions = Object.fromEntries(hostile.map((text, n) => [`${'AB'[n % 2]}${(n >> 1) + 1}`, text]));
  const fit = { rules: fitRules, grades: { A: 70, B: 45, C: 20 } };
  return { ...defaultModel, rules: [...defaultModel.rules, ...rules], lapses, fit, actions };
}

const pages = [
  ...['/model', '/model/json', '/model/versions', '/model/print', '/matrix', '/model/rules', '/model/groups'],
  ...['/model/rules?id=hostile-0', '/model/rules?id=hostile-3', '/model/fit.rules?id=fit-1'],
  ...['/model/lapses?id=lapse_2', '/model/groups?id=deeds', '/model/fit.rules', '/model/lapses'],
];

test('no label, condition or action runs as script, on any page or in the draft', async () => {
  const site = await makeSite('hostile', hostileModel());
  const page = await open(site, { bypassCSP: true });
  await page.goto(`${site}/model`);
  await page.getByLabel('Viewed pricing: points').fill('60');
  await page.keyboard.press('Enter');
  await page.getByText('2 become hot').waitFor();
  let shown = '';
  for (const path of pages) {
    await page.goto(site + path, { waitUntil: 'load' });
    expect([path, await page.evaluate(() => 'hacked' in window)]).toEqual([path, false]);
    expect(await page.locator('main script, main img, [onload], [onfocus], [onerror]').count()).toBe(0);
    shown += await page.locator('body').textContent();
  }
  for (const text of hostile) expect(shown).toContain(text);
  await page.context().close();
});

test('axe finds nothing to mend, in light and in dark, and no page is wider than a phone', async () => {
  const site = await makeSite('axe', hostileModel());
  const page = await open(site, { viewport: { width: 360, height: 740 } });
  await page.goto(`${site}/model`);
  await page.getByLabel('Viewed pricing: points').fill('60');
  await page.keyboard.press('Enter');
  await page.getByText('2 become hot').waitFor();
  for (const path of pages) {
    const answer = await page.goto(site + path);
    expect([path, answer?.status()]).toEqual([path, 200]);
    expect(Buffer.byteLength((await answer?.body()) ?? '')).toBeLessThan(60_000);
    await page.locator('details').evaluateAll((all) => {
      for (const each of all) each.setAttribute('open', '');
    });
    expect([path, await faultsOf(page)]).toEqual([path, []]);
    expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 360]);
  }
  await page.context().close();
}, 180_000);

test('the page to print has neither navigation nor links on paper', async () => {
  const page = await open(`${await makeSite('print')}/model/print`);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('heading', { name: 'What “hot” means' }).isVisible()).toBe(true);
  for (const hidden of ['.top', '.back', '.how', '.skip']) {
    expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
  }
  await page.context().close();
});
