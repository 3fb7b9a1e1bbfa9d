// Opens the pages of a platform, sends each form as a visitor would, and compares what is recorded.

import { describe, expect, test } from 'vitest';
import { page, site } from '../../site/use-site.ts';
import { startClock } from '../fill-in.ts';
import type { Platform, PlatformForm, Try } from './platform.ts';

/** So long a page that refuses a form has been seen to do so. Longer than two looks of the script. */
const settledMs = 450;

const path = '/page';

async function open({ libraries = {}, forms }: Platform): Promise<void> {
  for (const [at, text] of Object.entries(libraries))
    site.page(at, { text, headers: { 'content-type': 'text/javascript' } });
  const head = Object.keys(libraries).map((at) => `<script src="${at}"></script>`);
  const parts = forms.map(({ body, script = '' }) => `<div>${body}</div><script>{${script}}</script>`);
  // Firefox asks before a page of localhost posts to another host without https.
  const body = parts.join('\n').replace(/https:\/\/([\w.-]+)/g, `${site.url('/')}$1`);
  site.page(path, { head: head.join(''), body });
  // A server that answers without content leaves the page where it is: one load is enough for all forms.
  for (const [, at = ''] of body.matchAll(/(?:action="|location = ')(?:http:\/\/[^/"]+)?(\/[^"'?#]*)/g))
    if (at !== path) site.page(at, { status: 204, text: '' });
  await page.goto(site.url(path));
  await expect
    .poll(() => site.requests.map((request) => request.path), { interval: 20 })
    .toContain('/l.forms.js');
  await page.waitForTimeout(150);
}

async function attempt({ type = {}, press, answers = {}, until }: Try): Promise<void> {
  for (const [at, options] of Object.entries(answers)) site.page(at, options);
  for (const [selector, text] of Object.entries(type)) await page.fill(selector, text);
  await page.click(press);
  if (until) await page.waitForFunction(until);
}

/** How often a page or a script has asked for anything but the script and its parts. */
const posts = () =>
  site.requests.filter((request) => !/^\/(e|page|late\/.*|l\..*)$/.test(request.path)).length;

/** What each form has recorded so far. */
const recorded = () =>
  site
    .events()
    .filter(({ kind }) => kind === 'form_fill' || kind === 'identify')
    .map(({ kind, form, label, email }) =>
      kind === 'form_fill' ? { kind, form, label, email } : { kind, email },
    );

function expectedOf({ records, email = 'ann@acme.com' }: PlatformForm): object[] {
  return records.kind === 'nothing' ? [] : [{ ...records, email }];
}

async function send(form: PlatformForm): Promise<void> {
  for (const one of form.tries.slice(0, -1)) {
    await attempt(one);
    await page.waitForTimeout(settledMs);
  }
  const isLate = await startClock();
  const before = posts();
  await attempt(form.tries.at(-1) as Try);
  if (form.end === 'posted') await expect.poll(posts, { interval: 20 }).toBeGreaterThan(before);
  else if (form.end === 'told') {
    const expected = expectedOf(form).map((event) => expect.objectContaining(event));
    await expect.poll(recorded, { timeout: 5_000, interval: 20 }).toEqual(expect.arrayContaining(expected));
    expect(isLate(), `${form.name} was told of late`).toBe(false);
  } else if (form.records.kind === 'nothing') await page.waitForTimeout(settledMs);
}

/** Leaves the page, which records what it still waits for, and waits until all has arrived. */
async function leave(): Promise<void> {
  await page.goto(site.url('/left'));
  await page.evaluate("leadlight('track', 'left')");
  await site.arrived('left');
}

/** A test for each platform. */
export function describePlatforms(platforms: Platform[]): void {
  describe('records of each form what it should, and nothing of what is no lead’s or was held back', () => {
    test.for(platforms.map((platform) => [platform.name, platform] as const))('%s', async ([, platform]) => {
      await open(platform);
      for (const form of platform.forms) await send(form);
      await leave();
      expect(recorded()).toEqual(platform.forms.flatMap(expectedOf));
    });
  });
}
