// A cart left: found by the scheduled work, and from then on an event like any other.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { lapseGraceMs, logLapses } from '../../../worker/flows/ingest/log-lapses.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call } from '../../support/api.ts';
import { beaconOf, post, wireEvent } from '../../support/beacons.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { withTextIds } from '../../support/ids.ts';
import { logByVisitor, makeSite, scoresOf } from '../../support/sites.ts';
import {
  act,
  cartLeft,
  day,
  hour,
  lapsedAt,
  names,
  runAfter,
  send,
  shopModel,
  waitingAt,
} from '../../support/stories/lapses.ts';
import { uuidOf } from '../../support/stories/models.ts';
import { drain } from '../../support/units.ts';

/** Far enough back for everything below to have happened by now. */
const start = Date.now() - 100 * day;
const shop = () => makeSite(env.DB, shopModel);
const add = (device: number, at: number) => act(device, 'added_to_cart', at);
const order = (device: number, at: number) => act(device, 'order_placed', at, { origin: 'server' });
const moments = async (site: SiteConfig) => (await lapsedAt(site)).map(({ at }) => at - start);

/** Events as they occurred, each arriving at its own moment. */
async function happen(site: SiteConfig, ...events: ReturnType<typeof act>[]): Promise<void> {
  for (const event of events) await send(site, event.occurredAt, [event]);
}

describe('a cart left', () => {
  it('is logged, scored, explained and told, and shows nobody as having been there', async () => {
    const site = await shop();
    const props = { value: 120, product: 'lamp' };
    const cart = act(1, 'added_to_cart', start, { body: { url: 'https://example.com/cart', props } });
    await happen(site, cart);
    await runAfter(start + day);
    expect(await lapsedAt(site)).toEqual([
      { device: cart.device, at: start + day, ownedAt: start, after: cart.id },
    ]);
    expect(await waitingAt(site)).toEqual([]);
    await expectFold(env.DB, site);

    const [visitor] = (await call(`GET /v1/sites/${site.id}/visitors`)).body.data;
    expect(visitor).toMatchObject({ score: 22, status: 'warm', lastSeen: start, firstSeen: start });
    const path = `/v1/sites/${site.id}/visitors/${visitor.id}`;
    const { data } = (await call(`GET ${path}/events`)).body;
    expect(data[0]).toMatchObject({
      kind: 'cart_left',
      origin: 'server',
      occurredAt: start + day,
      body: { url: 'https://example.com/cart', props, label: 'Left a cart', after: cart.id },
    });
    expect(data[0].id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const { lines } = (await call(`GET ${path}/explanation`)).body;
    expect(
      lines.map(({ rule, points, eventId }: Record<string, unknown>) => [rule, points, eventId]),
    ).toEqual(
      expect.arrayContaining([
        ['left', 7, data[0].id],
        ['large', 10, data[0].id],
        ['cart', 5, cart.id],
      ]),
    );
    const page = await call(`GET ${path}/explanation?at=${start + day - 1}`);
    expect(page.body.score).toBe(5);
  });

  it('waits for its time, and for beacons that are on their way', async () => {
    const site = await shop();
    await happen(site, add(1, start));
    const runAt = (now: number) => drain(logLapses(env.DB, now));
    await runAt(start + day + lapseGraceMs - 1);
    expect(await moments(site)).toEqual([]);
    await runAt(start + day + lapseGraceMs);
    expect(await moments(site)).toEqual([day]);
  });

  it('is one of the jobs of each minute', async () => {
    const site = await shop();
    await happen(site, add(1, start));
    await runScheduled(env.DB, { now: start + 2 * day, deadline: Date.now() + 20_000 });
    expect(await moments(site)).toEqual([day]);
  });

  it.each([
    ['a moment before its end', day - 1, []],
    ['at its end', day, []],
    ['a moment after its end', day + 1, [day]],
  ])('is none with an order %s', async (_, at, expected) => {
    const site = await shop();
    await happen(site, add(1, start), order(1, start + at));
    await runAfter(start + 2 * day);
    expect(await moments(site)).toEqual(expected);
    expect(await waitingAt(site)).toEqual([]);
  });

  it('is moved on by a further cart: a run of them is one, and one row', async () => {
    const site = await shop();
    const runs = [0, 10 * hour, 20 * hour, 30 * hour];
    await happen(site, ...runs.map((at) => add(1, start + at)));
    expect(await waitingAt(site)).toEqual([{ device: uuidOf('d', 1), since: start, due: start + day }]);
    await runAfter(start + day);
    expect(await moments(site)).toEqual([]);
    expect(await waitingAt(site)).toMatchObject([{ since: start + 30 * hour, due: start + 54 * hour }]);
    await runAfter(start + 54 * hour - 1);
    expect(await moments(site)).toEqual([]);
    await runAfter(start + 54 * hour);
    expect(await moments(site)).toEqual([54 * hour]);
    expect(await waitingAt(site)).toEqual([]);
  });

  it('is left again by whoever comes back', async () => {
    const site = await shop();
    await happen(site, add(1, start), add(1, start + 3 * day));
    await runAfter(start + 2 * day);
    expect(await waitingAt(site)).toMatchObject([{ since: start + 3 * day }]);
    await runAfter(start + 4 * day);
    expect(await moments(site)).toEqual([day, 4 * day]);
  });

  it('is begun by no automated browser', async () => {
    const site = await shop();
    await happen(site, { ...add(1, start), origin: 'automated' });
    expect(await waitingAt(site)).toEqual([]);
  });

  it('counts once, however often its cart is delivered and the job runs', async () => {
    const site = await shop();
    const cart = add(1, start);
    for (let times = 0; times < 3; times++) {
      await send(site, start + times, [cart, cart]);
      // A known event begins nothing again.
      expect(await waitingAt(site)).toHaveLength(times === 0 ? 1 : 0);
      await runAfter(start + day);
      await runAfter(start + 5 * day);
    }
    expect(await moments(site)).toEqual([day]);
    expect((await scoresOf(env.DB, site.key)).map(({ heat }) => heat)).toEqual([12]);
  });

  it('stays when the order is told too late', async () => {
    const site = await shop();
    await happen(site, add(1, start));
    await runAfter(start + day);
    await send(site, start + 2 * day, [order(1, start + hour)]);
    await runAfter(start + 3 * day);
    expect(await moments(site)).toEqual([day]);
  });

  it('of a history that is told late is judged once there was a minute to tell all of it', async () => {
    const site = await shop();
    const now = start + 50 * day;
    await send(site, now, [add(1, start), add(2, start)]);
    await drain(logLapses(env.DB, now + 1_000));
    await send(site, now + 2_000, [order(1, start + hour)]);
    await runAfter(now + 2_000);
    expect(await lapsedAt(site)).toMatchObject([{ device: uuidOf('d', 2), at: start + day }]);
  });

  it('told late, of before another that was settled, is found too', async () => {
    const site = await shop();
    await happen(site, add(1, start + 5 * day));
    await runAfter(start + 6 * day);
    await send(site, start + 7 * day, [add(1, start)]);
    await runAfter(start + 7 * day);
    expect(await moments(site)).toEqual([day, 6 * day]);
    await expectFold(env.DB, site);
  });
});

describe('whose cart it was', () => {
  it('an order on another device of the same person keeps it from being left', async () => {
    const site = await shop();
    await happen(site, add(1, start), names(1, 'ann', start + 1));
    await happen(site, names(2, 'ann', start + hour), order(2, start + 2 * hour));
    await runAfter(start + day);
    expect(await moments(site)).toEqual([]);
    expect(await waitingAt(site)).toEqual([]);
  });

  it('an order by someone else does not', async () => {
    const site = await shop();
    await happen(site, add(1, start), names(1, 'ann', start + 1));
    await happen(site, names(2, 'bob', start + hour), order(2, start + 2 * hour));
    await runAfter(start + day);
    expect(await moments(site)).toEqual([day]);
  });

  it('a cart on another device of the same person moves it there', async () => {
    const site = await shop();
    await happen(site, names(1, 'ann', start), names(2, 'ann', start));
    await happen(site, add(1, start + 1), add(2, start + 1 + hour));
    await runAfter(start + 3 * day);
    expect(await lapsedAt(site)).toMatchObject([{ device: uuidOf('d', 2), at: start + 1 + hour + day }]);
    expect(await waitingAt(site)).toEqual([]);
  });

  it('it is theirs who left it, also where someone else has the device by then', async () => {
    const site = await shop();
    await happen(site, names(1, 'ann', start), add(1, start + 1));
    // Bob takes over, orders what is in his own cart, and leaves another.
    await happen(site, names(1, 'bob', start + hour), add(1, start + 2 * hour), order(1, start + 3 * hour));
    await happen(site, add(1, start + 20 * hour));
    await runAfter(start + day + 1);
    expect(await moments(site)).toEqual([day + 1]);
    expect(await waitingAt(site)).toMatchObject([{ since: start + 20 * hour }]);
    await runAfter(start + 2 * day);
    expect(await moments(site)).toEqual([day + 1, 44 * hour]);
    await expectFold(env.DB, site);
    const log = await logByVisitor(env.DB, site);
    const leads = await env.DB.prepare('select visitor, email from lead where site = ?1')
      .bind(site.key)
      .all();
    const left = withTextIds<{ visitor: string; email: string }>(leads.results).map(({ visitor, email }) => [
      email,
      (log.get(visitor) ?? []).filter(({ kind }) => kind === 'cart_left').map((e) => e.occurredAt - start),
    ]);
    expect(Object.fromEntries(left)).toEqual({
      'ann@example.com': [day + 1],
      'bob@example.com': [44 * hour],
    });
  });

  it('named afterwards, the person has it with all else', async () => {
    const site = await shop();
    await happen(site, add(1, start));
    await runAfter(start + day);
    await happen(site, names(1, 'ann', start + 2 * day));
    expect(await scoresOf(env.DB, site.key)).toMatchObject([{ email: 'ann@example.com', heat: 12 }]);
    await expectFold(env.DB, site);
  });

  it('names nobody anew, whatever the form said that it began with', async () => {
    const lapse = { ...cartLeft, after: { on: 'form_fill' }, unless: { on: 'form_confirmed' } };
    const site = await makeSite(env.DB, { ...shopModel, lapses: [lapse] });
    const body = { form: 'quote', email: 'ann@example.com' };
    await happen(site, act(1, 'form_fill', start, { body }), names(1, 'bob', start + hour));
    await runAfter(start + day);
    expect(await moments(site)).toEqual([day]);
    const namings = await env.DB.prepare('select count(*) as n from naming where site = ?1')
      .bind(site.key)
      .first('n');
    expect(namings).toBe(2);
    await expectFold(env.DB, site);
  });
});

describe('who may say it', () => {
  it('no browser: it is refused as what only a server may send, and the rest of its beacon is taken', async () => {
    const site = await shop();
    const said = ['cart_left', 'Cart Left', 'added_to_cart'].map((kind) => wireEvent(kind));
    const answer = await post(beaconOf(site, said));
    expect(await answer.json()).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 0, code: 'server_only' },
        { index: 1, code: 'server_only' },
      ],
    });
    const other = await makeSite(env.DB, { ...shopModel, lapses: [] });
    expect(await (await post(beaconOf(other, said))).json()).toEqual({ accepted: 3, rejected: [] });
  });

  it('the site’s own server may: it is believed', async () => {
    const site = await shop();
    const events = [{ kind: 'cart_left', email: 'ann@example.com' }];
    const answer = await call(`POST /v1/sites/${site.id}/events`, { body: { events } });
    expect(answer.body).toEqual({ accepted: 1, rejected: [] });
  });
});

describe('when the model changes', () => {
  async function publish(site: SiteConfig, model: object): Promise<SiteConfig> {
    const drafted = await call(`POST /v1/sites/${site.id}/models`, { body: model });
    expect(drafted.status).toBe(201);
    const by = { actor: 'test', now: start, deadline: Date.now() + 10_000 };
    const target = { site: site.key, version: drafted.body.version };
    expect(await startPublishing(env.DB, target, by)).toEqual({ kind: 'publishing' });
    return (await readSite(env.DB, site.key)) as SiteConfig;
  }

  async function serve(site: SiteConfig): Promise<SiteConfig> {
    expect(await continuePublishing(env.DB, site.key, Date.now() + 10_000)).toBe('served');
    return (await readSite(env.DB, site.key)) as SiteConfig;
  }

  const withoutLapses = { ...shopModel, rules: shopModel.rules.slice(0, 1), lapses: undefined };

  it('it stays in the log, and is scored by the new one', async () => {
    const site = await shop();
    await happen(site, add(1, start));
    await runAfter(start + day);
    const rules = shopModel.rules.map((rule) => (rule.id === 'left' ? { ...rule, points: 20 } : rule));
    const changed = await serve(await publish(site, { ...shopModel, rules }));
    await expectFold(env.DB, changed);
    expect((await scoresOf(env.DB, site.key, 2)).map(({ heat }) => heat)).toEqual([25]);
    await serve(await publish(changed, withoutLapses));
    expect((await scoresOf(env.DB, site.key, 3)).map(({ heat }) => heat)).toEqual([5]);
    expect(await moments(site)).toEqual([day]);
  });

  it('a lapse that is in no model any more is waited for no longer', async () => {
    const site = await shop();
    await happen(site, add(1, start));
    await serve(await publish(site, withoutLapses));
    await runAfter(start + day);
    expect(await moments(site)).toEqual([]);
    expect(await waitingAt(site)).toEqual([]);
  });

  it('a new one counts what is begun from its publication on, while it is being filled too', async () => {
    const site = await makeSite(env.DB, JSON.parse(JSON.stringify(withoutLapses)));
    await happen(site, add(1, start));
    const filling = await publish(site, shopModel);
    await happen(filling, add(2, start + hour));
    await runAfter(start + 2 * day);
    expect(await lapsedAt(site)).toMatchObject([{ device: uuidOf('d', 2), at: start + hour + day }]);
    await expectFold(env.DB, await serve(filling));
  });

  it('one whose hours grew is waited for as long as they now say', async () => {
    const site = await shop();
    await happen(site, add(1, start));
    await serve(await publish(site, { ...shopModel, lapses: [{ ...cartLeft, hours: 48 }] }));
    await runAfter(start + day);
    expect(await moments(site)).toEqual([]);
    expect(await waitingAt(site)).toMatchObject([{ since: start, due: start + 2 * day }]);
    await runAfter(start + 2 * day);
    expect(await moments(site)).toEqual([2 * day]);
  });

  it('a model that is refused names its lapse', async () => {
    const site = await shop();
    const refused = async (lapse: object) => {
      const lapses = [{ ...cartLeft, ...lapse }];
      const answer = await call(`POST /v1/sites/${site.id}/models`, { body: { ...shopModel, lapses } });
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_model']);
      return answer.body.errors.map(({ path, message }: Record<string, string>) => `${path} | ${message}`);
    };
    expect(await refused({ hours: 1_000 })).toEqual([
      'lapses[0].hours | lapse "cart_left": at most 720, thirty days',
    ]);
    expect(await refused({ after: { on: '*' } })).toEqual([
      'lapses[0].after.on | lapse "cart_left": name a single kind of event, not "*"',
    ]);
    expect(await refused({ after: { on: 'a', where: { title: {} } } })).toEqual([
      expect.stringMatching(/^lapses\[0\]\.after\.where\.title \| lapse "cart_left": /),
    ]);
    expect(await refused({ id: 7 })).toEqual([expect.stringMatching(/^lapses\[0\]\.id \| lapse "#1": /)]);
    const strange = await call(`POST /v1/sites/${site.id}/models`, {
      body: { 'rules[0]': 1, 'lapses[0]': 2 },
    });
    expect(strange.status).toBe(400);
  });
});

describe('who is forgotten', () => {
  it('leaves nothing behind that waits, and whoever else was on the device keeps theirs', async () => {
    const lapses = [{ ...cartLeft, hours: 720 }];
    const changes = { retentionDays: { anonymous: 1, identified: 10 } };
    const site = await makeSite(env.DB, { ...shopModel, lapses }, { changes });
    await happen(site, add(1, start), add(2, start), names(2, 'ann', start + 1));
    await happen(site, names(2, 'bob', start + 5 * day));
    const forget = (now: number) => {
      const hourOf = Math.ceil(now / hour) * hour;
      return runScheduled(env.DB, { now: hourOf, deadline: Date.now() + 20_000 });
    };
    await forget(start + 3 * day);
    expect(await waitingAt(site)).toMatchObject([{ device: uuidOf('d', 2) }]);
    await forget(start + 11 * day);
    expect(await waitingAt(site)).toMatchObject([{ device: uuidOf('d', 2) }]);
    // Its cart is Ann's, who is forgotten: nothing is found, and nothing waits any longer.
    await runAfter(start + 30 * day);
    expect(await waitingAt(site)).toEqual([]);
    expect(await lapsedAt(site)).toEqual([]);
  });
});
