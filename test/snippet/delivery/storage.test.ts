// Storage that cannot be written to, is emptied or filled by others: the page's visitor stays one, in one visit.

import { describe, expect, test } from 'vitest';
import { first } from '../site/site-page.ts';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

/** Fills localStorage to the last character, beside what is there. */
function fill(): void {
  for (let length = 2 ** 23; length >= 1; length /= 2) {
    try {
      for (let round = 0; round < 20; round++)
        localStorage.setItem(`fill${length}-${round}`, 'x'.repeat(length));
    } catch {
      // Full for this length.
    }
  }
}

const refuse = () => {
  Storage.prototype.setItem = () => {};
  Object.defineProperty(window, 'localStorage', {
    value: new Proxy(
      {},
      {
        set() {
          throw new DOMException('read-only', 'QuotaExceededError');
        },
      },
    ),
  });
};

const swallow = () =>
  Object.defineProperty(window, 'localStorage', { value: new Proxy({}, { set: () => true }) });

const deny = () =>
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('denied', 'SecurityError');
    },
  });

const sessions = () => new Set(site.beacons.map(({ body }) => body.session));
const devices = () => new Set(site.beacons.map(({ body }) => body.device));

describe('a page whose localStorage', () => {
  const kinds: [name: string, spoil: () => void][] = [
    ['is full', fill],
    ['can be read and not written', refuse],
    ['writes nothing and does not say so', swallow],
    ['throws when it is asked for', deny],
  ];
  test.for(kinds)('%s is one visit of one device, and names a person once', async ([, spoil]) => {
    site.page('/', { head: first(spoil) });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    for (const name of ['One', 'Two']) {
      await page.evaluate(`leadlight('identify', 'ann@acme.com'); leadlight('track', '${name}')`);
      await site.arrived(name);
    }
    await site.quiet();
    expect(site.events('identify')).toHaveLength(1);
    expect(sessions().size).toBe(1);
    expect(devices().size).toBe(1);
    const all = site.beacons.flatMap(({ body }) => body.events.map(({ id }) => id));
    expect(all).toHaveLength(new Set(all).size);
  });

  test.for(kinds)('%s keeps what does not arrive for the life of the page', async ([, spoil]) => {
    site.page('/', { head: first(spoil) });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    site.answer = { status: 0 };
    await page.evaluate("leadlight('track', 'Kept')");
    await page.waitForTimeout(200);
    site.answer = { status: 202 };
    await page.goto('about:blank');
    await site.arrived('Kept');
  });
});

test('what another tab has filled stays as it was, and the visit goes on', async () => {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate(fill);
  await page.evaluate("leadlight('track', 'After')");
  await site.arrived('After');
  await page.goto(site.url('/b'));
  await site.arrived('page_view', 2);
  await site.quiet();
  expect(sessions().size).toBe(1);
  expect(devices().size).toBe(1);
});

test('a page that empties localStorage loses neither the visit nor what waits', async () => {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  site.answer = { status: 0 };
  await page.evaluate("leadlight('track', 'Kept')");
  await page.waitForTimeout(200);
  await page.evaluate("localStorage.clear(); leadlight('track', 'After')");
  await page.waitForTimeout(100);
  await page.goto('about:blank');
  site.answer = { status: 202 };
  await page.goto(site.url('/b'));
  await site.arrived('Kept');
  await site.arrived('After');
  expect(sessions().size).toBe(1);
  expect(devices().size).toBe(1);
});

test('a denial in one tab leaves another tab nothing to restore', async () => {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  const [before] = devices();
  // As the other tab leaves it: no cookie, nothing stored.
  await page.evaluate(() => {
    delete localStorage.leadlight;
    // biome-ignore lint/suspicious/noDocumentCookie: it is code of the page
    document.cookie = 'leadlight=;max-age=0;path=/';
  });
  await page.evaluate("leadlight('track', 'After')");
  await site.arrived('After');
  expect(site.beacons.at(-1)?.body.device).not.toBe(before);
});
