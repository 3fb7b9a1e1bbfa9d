// How often the script tells leads' forms from others: forms of real pages, each with the class that a person gave it, filled in
// and sent in a real browser.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { startSite, type TestSite } from '../../../test/snippet/site/site.ts';
import { launchChromium } from '../../../test/support/browser/chromium.ts';
import { fillIn, send } from '../../page/visitor.ts';
import type { Result } from '../../report.ts';

/** A line of the file. */
interface LabelledForm {
  /** What it is for, in the words of `leads` or others. */
  is: string;
  html: string;
}

/** The classes that are leads'. */
const leads = ['contact/comment', 'join mailing list'];

/** How many visitors are at it at a time. */
const visitors = 6;

/** Longer than the script waits for a page to refuse a form. */
const patienceMs = 4_000;

/** As long as a page that was left may take to say what it has to. */
const leavingMs = 1_500;

/** Fills in and sends all the forms of a file: JSON lines, gzipped where its name ends in `.gz`. */
export async function forms(file: string): Promise<Result> {
  const labelled = readForms(file);
  const site = await startSite();
  const browser = await launchChromium();
  try {
    const kinds: (string | undefined)[] = [];
    const waiting = labelled.entries();
    const visit = async () => {
      for (const [index, { html }] of waiting) kinds[index] = await record(browser, site, index, html);
    };
    await Promise.all(Array.from({ length: visitors }, visit));
    return tell(labelled, kinds);
  } finally {
    await browser.close();
    await site.close();
  }
}

function readForms(file: string): LabelledForm[] {
  const bytes = readFileSync(file);
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line) as LabelledForm);
}

/** What a form is recorded as when it is filled in and sent: the kind of its event, if there is one. */
async function record(
  browser: Browser,
  site: TestSite,
  index: number,
  html: string,
): Promise<string | undefined> {
  const url = site.url(`/form/${index}`);
  site.page(`/form/${index}`, { body: html });
  const context = await browser.newContext();
  try {
    // Other sites, where the forms were once sent.
    await context.route(
      ({ origin }) => origin !== site.url(''),
      (route) => route.fulfill({ contentType: 'text/html', body: 'Thanks' }),
    );
    const page = await context.newPage();
    page.on('dialog', (dialog) => dialog.accept().catch(() => {}));
    // What a form shows of other sites may never load.
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await fillIn(page);
    await partLoaded(page);
    await send(page);
    return await heard(page, site, url);
  } finally {
    await context.close();
  }
}

/** Waits for the part that hears forms, which a page may load only once somebody is in a field. */
async function partLoaded(page: Page): Promise<void> {
  const isWrapped = () => !`${HTMLFormElement.prototype.submit}`.includes('native');
  await page.waitForFunction(isWrapped, undefined, { timeout: 2_000 }).catch(() => {
    // A form without a field never asks for it.
  });
}

/** Waits for what the page records of its form. */
async function heard(page: Page, site: TestSite, url: string): Promise<string | undefined> {
  for (let deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    const events = site.beacons.flatMap(({ body }) => body.events).filter((event) => event.url === url);
    const found = events.find(({ kind }) => /form_fill|identify/.test(kind));
    if (found) return found.kind;
    if (page.url() !== url) deadline = Math.min(deadline, Date.now() + leavingMs);
    await page.waitForTimeout(50);
  }
  return undefined;
}

/** A line for each class, and one for each form of which the script was wrong. */
function tell(labelled: LabelledForm[], kinds: (string | undefined)[]): Result {
  const classes = [...new Set(labelled.map(({ is }) => is))].sort(
    (one, other) => Number(leads.includes(other)) - Number(leads.includes(one)) || one.localeCompare(other),
  );
  const count = (isIn: (is: string) => boolean, kind?: string) =>
    labelled.filter(({ is }, index) => isIn(is) && (!kind || kinds[index] === kind)).length;
  const percent = (isIn: (is: string) => boolean) => (100 * count(isIn, 'form_fill')) / count(isIn);
  const isLead = (is: string) => leads.includes(is);
  const wrong = [...labelled.entries()].filter(
    ([index, { is }]) => isLead(is) !== (kinds[index] === 'form_fill'),
  );
  return {
    name: 'forms',
    title: 'Labelled forms',
    columns: ['class', 'forms', 'form_fill', 'identify', 'nothing'],
    rows: classes.map((one) => {
      const isIn = (is: string) => is === one;
      const [all, fills, identities] = [count(isIn), count(isIn, 'form_fill'), count(isIn, 'identify')];
      return [one, all, fills, identities, all - fills - identities];
    }),
    targets: [
      { what: 'contact and newsletter forms taken, %', value: percent(isLead), atLeast: 97 },
      { what: 'other forms taken, %', value: percent((is) => !isLead(is)), atMost: 3 },
    ],
    notes: wrong.map(
      ([index, { is, html }]) =>
        `line ${index + 1}: ${is}, recorded as ${kinds[index] ?? 'nothing'}: ${html.replace(/\s+/g, ' ').slice(0, 100)}`,
    ),
  };
}
