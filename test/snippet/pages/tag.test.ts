// How the tag starts, or says why it does not: as a module, twice, in a page that was written anew, with a wrong site.

import { describe, expect, test } from 'vitest';
import { first } from '../site/site-page.ts';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

/** Keeps what the page's console warns of. */
const listening = first(() => {
  const warnings: string[] = [];
  console.warn = (...words: unknown[]) => void warnings.push(words.join(' '));
  Object.assign(window, { warnings });
});
const warnings = () => page.evaluate<string[]>('warnings');
const paths = () => site.events('page_view').map(({ url }) => new URL(url as string).pathname);

describe('a script that cannot know where it comes from says what to paste, once, and does nothing else', () => {
  test.for([
    ['a module', '<script type=module src="/l.js?site=acme"></script>'],
    ['an import', "<script>import('/l.js?site=acme')</script>"],
    [
      'a copy in the page',
      "<script>fetch('/l.js').then((file) => file.text()).then((text) => document.head.append(Object.assign(document.createElement('script'), { text })))</script>",
    ],
  ])('%s', async ([, script]) => {
    site.isWatched = true;
    site.page('/', { tag: null, head: listening + script });
    await page.goto(site.url('/'));
    await page.waitForFunction('warnings.length > 0');
    await site.quiet();
    expect(await warnings()).toEqual([
      expect.stringContaining('<script defer src=.../l.js?site=...></script>'),
    ]);
    expect(site.complaints).toEqual([]);
    expect(site.beacons).toEqual([]);
  });

  test('a tag says nothing', async () => {
    site.page('/', { head: listening });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    expect(await warnings()).toEqual([]);
  });
});

test('the console shows what the server says to a beacon that it refuses, and nothing of others', async () => {
  site.answer = { status: 403 };
  site.page('/', { head: listening });
  await page.goto(site.url('/'));
  await page.waitForFunction('warnings.length > 0');
  site.answer = { status: 202 };
  await page.evaluate("leadlight('track', 'One')");
  await site.arrived('One');
  await site.quiet();
  expect(await warnings()).toEqual(['{"accepted":1,"rejected":[]}']);
});

test('a page with the tag twice counts once', async () => {
  site.page('/', { head: '<script defer src="/l.js?site=acme"></script>' });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate("history.pushState({}, '', '/a'); document.title = 'A'");
  await site.arrived('page_view', 2);
  await site.quiet();
  expect(paths()).toEqual(['/', '/a']);
});

test('a tag of another site does not keep this one out', async () => {
  site.page('/', {
    head: '<script defer src="/l.js?site=wrong"></script>',
    body: '<a href="/guide.pdf">x</a>',
  });
  await page.goto(site.url('/'));
  await site.arrived('page_view', 2);
  await page.evaluate("leadlight('track', 'Opened')");
  await site.arrived('Opened');
  await page.click('a');
  await site.arrived('download', 2);
  await site.quiet();
  const of = (kind: string) =>
    site.beacons.filter(({ body }) => body.events[0]?.kind === kind).map(({ body }) => body.site);
  expect(of('page_view').sort()).toEqual(['acme', 'wrong']);
  expect(of('download').sort()).toEqual(['acme', 'wrong']);
  expect(of('Opened')).toEqual(['acme']);
});

test('a page that is written anew starts its tag again, and counts each page once', async () => {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate(`document.open();
    document.write('<title>New</title><a href="/guide.pdf">x</a><script src="/l.js?site=acme"></' + 'script>');
    document.close();`);
  await site.arrived('page_view', 2);
  await page.evaluate("history.pushState({}, '', '/a'); document.title = 'A'");
  await site.arrived('page_view', 3);
  await page.click('a');
  await site.arrived('download');
  await site.quiet();
  expect(paths()).toEqual(['/', '/', '/a']);
  expect(site.events('download')).toHaveLength(1);
});
