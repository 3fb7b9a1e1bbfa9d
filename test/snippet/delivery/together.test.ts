// Undelivered events travel together, and a server that is away is left alone.

import { describe, expect, test } from 'vitest';
import { page, site, useSite } from '../site/use-site.ts';
import { open, quickMinutes, waiting } from './kept.ts';

useSite();

/** Puts events into the queue as if they had waited, of so many visits each under a session of its own. */
async function leaveWaiting(count: number, visits = 1): Promise<void> {
  site.page('/plain', { tag: null });
  await open('/first');
  await page.goto(site.url('/plain'));
  await site.arrived('page_view');
  await site.quiet();
  await page.evaluate(
    ([events, sessions]) => {
      const kept = JSON.parse(localStorage.leadlight);
      const about = { site: 'acme', device: kept.device, session: kept.session, keep: true };
      for (let index = 0; index < events; index++) {
        const id = crypto.randomUUID();
        const visit = index % sessions;
        const session = visit ? kept.session.replace(/.{4}$/, String(1000 + visit)) : kept.session;
        const event = { id, kind: `Waiting ${index}`, at: Date.now() - 60_000 };
        kept.queue[id] = {
          about: JSON.stringify({ ...about, session }),
          event: JSON.stringify(event),
          at: event.at,
          sentAt: 0,
        };
      }
      localStorage.leadlight = JSON.stringify(kept);
    },
    [count, visits] as const,
  );
  site.beacons.length = 0;
  site.attempts.clear();
}

const arrivedWaiting = () => site.events().filter(({ kind }) => kind.startsWith('Waiting')).length;

describe('undelivered events travel together', () => {
  test('what is recorded in one go is one request, as it was then', async () => {
    await open();
    await site.quiet();
    site.attempts.clear();
    await page.evaluate(() => {
      const props = { step: 1 };
      window.leadlight?.('track', 'One', props);
      props.step = 2;
      window.leadlight?.('track', 'Two', props);
      window.leadlight?.('identify', 'ann@acme.com');
    });
    await site.arrived('identify');
    await site.quiet();
    expect(site.attempts.size).toBe(1);
    expect(site.events('One')[0]?.props).toEqual({ step: 1 });
    expect(site.events('Two')[0]?.props).toEqual({ step: 2 });
  });

  test('50 that waited arrive in a few requests, none twice', async () => {
    await leaveWaiting(50);
    await page.goto(site.url('/b'));
    for (let patience = 20; arrivedWaiting() < 50 && patience; patience--) await site.quiet();
    expect(arrivedWaiting()).toBe(50);
    expect(site.attempts.size).toBeLessThanOrEqual(3);
    const ids = site.beacons.flatMap(({ body }) => body.events.map(({ id }) => id));
    expect(ids).toHaveLength(new Set(ids).size);
    for (const { body } of site.beacons) expect(body.events.length).toBeLessThanOrEqual(50);
  });

  test('each under the session and device it was recorded with', async () => {
    await open();
    site.answer = { status: 0 };
    await page.evaluate("leadlight('track', 'Before'); leadlight('reset'); leadlight('track', 'After')");
    await page.waitForTimeout(300);
    await page.goto('about:blank');
    site.answer = { status: 202 };
    await page.goto(site.url('/b'));
    await site.arrived('Before');
    await site.arrived('After');
    const carrier = (name: string) =>
      site.beacons.find(({ body }) => body.events.some(({ kind }) => kind === name))?.body;
    expect(carrier('Before')?.device).toBe(site.beacons[0]?.body.device);
    expect(carrier('After')?.device).not.toBe(carrier('Before')?.device);
    expect(carrier('After')?.session).not.toBe(carrier('Before')?.session);
  });

  const failures: [name: string, answer: (typeof site)['answer']][] = [
    ['answers 503', { status: 503 }],
    ['cannot be reached', { status: 0 }],
    ['does not answer', { status: 202, delayMs: 20_000 }],
  ];
  for (const visits of [1, 10]) {
    test.for(failures)(
      `a page load makes at most two requests while the server %s, with ${visits} visits waiting`,
      async ([, answer]) => {
        await leaveWaiting(50, visits);
        site.answer = answer;
        await page.goto(site.url('/b'));
        for (const name of ['One', 'Two', 'Three']) {
          await page.evaluate(`leadlight('track', '${name}')`);
          await page.waitForTimeout(100);
        }
        await page.goto(site.url('/plain'));
        await page.waitForTimeout(200);
        expect(site.attempts.size).toBeGreaterThan(0);
        expect(site.attempts.size).toBeLessThanOrEqual(2);
      },
    );
  }
});

describe('a page that stays open', () => {
  const failures: [name: string, answer: (typeof site)['answer'], most: number][] = [
    ['cannot be reached', { status: 0 }, 2],
    ['does not answer', { status: 202, delayMs: 20_000 }, 2],
    ['answers 503', { status: 503 }, 2],
    ['answers 503 and asks for ten minutes', { status: 503, headers: { 'retry-after': '600' } }, 1],
  ];
  /** Opens the page while the server is away. */
  async function openUnheard(answer: (typeof site)['answer']): Promise<void> {
    site.page('/', { head: quickMinutes });
    site.page('/plain', { tag: null });
    site.answer = answer;
    await page.goto(site.url('/'));
    await expect.poll(() => site.attempts.size, { timeout: 5_000 }).toBe(1);
    // A page looks for waiting events a second after its start.
    await page.waitForTimeout(1_200);
  }

  test.for(failures.slice(0, 2))('sends again by itself what met a server that %s', async ([, answer]) => {
    await openUnheard(answer);
    await site.quiet();
    expect(site.attempts.size).toBe(1);
    site.beacons.length = 0;
    site.answer = { status: 202 };
    await page.evaluate('passMinute()');
    await site.arrived('page_view');
    await site.quiet();
    expect(await waiting()).toBe(0);
    // Once it has arrived, there is nothing to send.
    await page.evaluate('passMinute()');
    await site.quiet();
    expect(site.attempts.size).toBe(2);
  });

  test.for(failures)(
    'makes few requests in five minutes and at its end while the server %s',
    async ([, answer, most]) => {
      await openUnheard(answer);
      for (let minute = 1; minute <= 5; minute++) {
        await page.evaluate('passMinute()');
        await page.waitForTimeout(200);
      }
      await page.goto(site.url('/plain'));
      await page.waitForTimeout(200);
      expect(site.attempts.size).toBe(most);
    },
  );

  test('sends its last word though a request before it failed', async () => {
    await openUnheard({ status: 0 });
    site.answer = { status: 202 };
    await page.goto(site.url('/plain'));
    await site.arrived('page_view');
    await site.arrived('engagement');
  });

  test('sends again with the next event after two failures', async () => {
    await openUnheard({ status: 0 });
    await page.evaluate('passMinute()');
    await expect.poll(() => site.attempts.size, { timeout: 5_000 }).toBe(2);
    await page.waitForTimeout(300);
    site.answer = { status: 202 };
    await page.evaluate("passMinute(); leadlight('track', 'Later')");
    await site.arrived('Later');
    await site.arrived('page_view');
  });
});

describe('a page that was left', () => {
  test('has its last word sent by the next page where it did not arrive, in the same request', async () => {
    site.page('/plain', { tag: null });
    await open();
    await site.quiet();
    site.answer = { status: 503 };
    await page.goto(site.url('/plain'));
    await site.quiet();
    expect(site.events('engagement')).toEqual([]);
    site.answer = { status: 202 };
    site.attempts.clear();
    // Nobody heard of the 503.
    await page.goto(site.url('/b'));
    await site.arrived('engagement');
    await site.quiet();
    expect(site.attempts.size).toBe(1);
  });

  test('costs a visit of several pages no request beyond a view and a leave for each', async () => {
    for (const path of ['/a', '/b', '/c', '/d']) await open(path);
    await site.quiet();
    expect(site.attempts.size).toBeLessThanOrEqual(7);
    expect(site.events('page_view')).toHaveLength(4);
    expect(site.events('engagement')).toHaveLength(3);
  });

  test('that is only hidden hears the answer and lets go', async () => {
    await open();
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await site.arrived('engagement');
    await site.quiet();
    expect(await waiting()).toBe(0);
  });
});

describe('an event that the server refuses', () => {
  test('takes no other with it', async () => {
    site.refuse = (text) => text.includes('Bad') && 400;
    await open();
    await page.evaluate(() => {
      for (let index = 0; index < 20; index++)
        window.leadlight?.('track', index === 7 ? 'Bad' : `Good ${index}`);
    });
    const isGood = ({ kind }: { kind: string }) => kind.startsWith('Good');
    for (let patience = 20; site.events().filter(isGood).length < 19 && patience; patience--)
      await site.quiet();
    expect(site.events().filter(isGood)).toHaveLength(19);
    await site.quiet();
    expect(await waiting()).toBe(0);
    // All together, then one by one; the views of the page beside them.
    expect(site.attempts.size).toBeLessThanOrEqual(24);
  });

  test('and all of them do not make it go on for ever', async () => {
    site.answer = { status: 400 };
    await page.goto(site.url('/'));
    await page.evaluate(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the page
      'for (let i = 1; i <= 10; i++) leadlight(`track`, `Event ${i}`)',
    );
    for (let patience = 20; (await waiting()) && patience; patience--) await site.quiet();
    expect(await waiting()).toBe(0);
    expect(site.attempts.size).toBeLessThanOrEqual(16);
  });
});
