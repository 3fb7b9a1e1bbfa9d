// Split and adjust: what is moved stays moved, what is given by hand follows its visitor.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { anonymousVisitor } from '../../../worker/flows/common/visitor-id.ts';
import { split } from '../../../worker/flows/identity/split.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { recordByHand } from '../../../worker/flows/ingest/record-by-hand.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { readIdentity } from '../../../worker/store/identity/visitor-identity.ts';
import { hexOf, visitorFrom } from '../../../worker/store/ids.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { allPages } from '../../support/checks/list.ts';
import { logByVisitor, makeSite } from '../../support/sites.ts';
import { streamStart, uuidOf } from '../../support/stories/models.ts';
import { someWeights } from '../../support/stories/weights.ts';

const minute = 60_000;
const phone = uuidOf('d', 1);
const laptop = uuidOf('d', 2);
const start = streamStart;
let count = 0;

const fit = {
  rules: [{ id: 'firm', label: 'Acme', where: { company: 'acme' }, points: 50 }],
  grades: { A: 70, B: 45, C: 20 },
};

const site = () =>
  makeSite(
    env.DB,
    { ...defaultModel, halfLifeDays: null, fit },
    { landmark: start, prediction: someWeights },
  );

function view(device: string, at: number): NewEvent {
  const event = {
    id: uuidOf('e', ++count),
    kind: 'page_view',
    occurredAt: start + at,
    ownedAt: null,
    session: null,
  };
  return { ...event, device, origin: 'browser', body: { url: 'https://example.com/' } };
}

function named(device: string, at: number, body: NewEvent['body']): NewEvent {
  return { ...view(device, at), kind: 'identify', body };
}

async function send(to: SiteConfig, at: number, ...events: NewEvent[]): Promise<void> {
  const answer = await ingest(
    env.DB,
    events.map((event) => ({ site: to, event })),
    start + at,
  );
  expect(answer).toEqual({ kind: 'stored' });
}

const splitOff = (from: SiteConfig, visitor: string, device: string, at: number) =>
  split(env.DB, from, { visitor, device, actor: 'test', now: start + at });

/** Ids of the events that are a visitor's. */
async function eventsOf(of: SiteConfig, visitor: string): Promise<string[]> {
  return ((await logByVisitor(env.DB, of)).get(visitor) ?? []).map(({ id }) => id).sort();
}

async function visitorNamed(at: SiteConfig, email: string): Promise<string> {
  const found = await env.DB.prepare(
    'select hex(visitor) as visitor from lead where site = ?1 and email = ?2',
  )
    .bind(at.key, email)
    .first<string>('visitor');
  return visitorFrom(found as string);
}

/** Ann on a phone and a laptop, Bob later on the laptop. */
async function family() {
  const home = await site();
  const hers = [view(phone, 0), named(phone, minute, { email: 'ann@example.com' })];
  const shared = [
    view(laptop, 0),
    named(laptop, minute, { email: 'ann@example.com' }),
    view(laptop, 2 * minute),
  ];
  const his = [named(laptop, 3 * minute, { email: 'bob@example.com' }), view(laptop, 4 * minute)];
  for (const event of [...hers, ...shared, ...his]) await send(home, 5 * minute, event);
  const ids = (events: NewEvent[]) => events.map(({ id }) => id).sort();
  return {
    home,
    ann: await visitorNamed(home, 'ann@example.com'),
    bob: await visitorNamed(home, 'bob@example.com'),
    hers: ids(hers),
    shared: ids(shared),
    his: ids(his),
  };
}

describe('split', () => {
  it('moves what a visitor did on a device, and leaves what another did there', async () => {
    const { home, ann, bob, hers, shared, his } = await family();
    expect(await eventsOf(home, ann)).toEqual([...hers, ...shared].sort());
    const answer = await splitOff(home, ann, laptop, 10 * minute);
    if (answer.kind !== 'split') throw new Error(answer.kind);
    expect(await eventsOf(home, answer.visitor)).toEqual(shared);
    expect(await eventsOf(home, ann)).toEqual(hers);
    expect(await eventsOf(home, bob)).toEqual(his);
    expect((await readIdentity(env.DB, home.key, answer.visitor))?.lead).toBeNull();
    await expectFold(env.DB, home);
  });

  it('is for good: an identification that arrives later, early or late, claims none of it', async () => {
    const { home, ann, shared } = await family();
    const answer = await splitOff(home, ann, laptop, 10 * minute);
    if (answer.kind !== 'split') throw new Error(answer.kind);
    // It occurred before the split, in the midst of what was moved: said then, so it is part of that, and claims nothing.
    const late = named(laptop, 2 * minute - 1, { email: 'cyd@example.com' });
    await send(home, 11 * minute, late);
    await send(
      home,
      12 * minute,
      named(laptop, 11 * minute, { email: 'ann@example.com' }),
      view(laptop, 12 * minute),
    );
    expect(await eventsOf(home, answer.visitor)).toEqual([...shared, late.id].sort());
    expect((await eventsOf(home, ann)).length).toBe(4);
    await expectFold(env.DB, home);
  });

  it('leaves an identified visitor with nothing but the name when it takes the only device', async () => {
    const home = await site();
    await send(
      home,
      minute,
      view(phone, 0),
      named(phone, 1, { email: 'ann@example.com', traits: { company: 'Acme' } }),
    );
    const ann = await visitorNamed(home, 'ann@example.com');
    const answer = await splitOff(home, ann, phone, 2 * minute);
    if (answer.kind !== 'split') throw new Error(answer.kind);
    expect((await eventsOf(home, answer.visitor)).length).toBe(2);
    expect((await readIdentity(env.DB, home.key, ann))?.lead?.email).toBe('ann@example.com');
    const row = await env.DB.prepare(
      'select heat, visits, email, grade from score where site = ?1 and visitor = unhex(?2)',
    )
      .bind(home.key, hexOf(ann))
      .first();
    expect(row).toEqual({ heat: 0, visits: 0, email: 'ann@example.com', grade: 'B' });
    await expectFold(env.DB, home);
    // The same person, back on another device, is the same visitor, and what was known of them is still known.
    await send(
      home,
      4 * minute,
      view(laptop, 3 * minute),
      named(laptop, 3 * minute, { email: 'ann@example.com' }),
    );
    expect((await eventsOf(home, ann)).length).toBe(2);
    const traits = await env.DB.prepare('select company from lead where site = ?1 and visitor = unhex(?2)')
      .bind(home.key, hexOf(ann))
      .first('company');
    expect(traits).toBe('Acme');
  });

  it('keeps someone with nothing but the name on the list when another model is published', async () => {
    const home = await site();
    await send(home, minute, named(phone, 0, { email: 'ann@example.com', traits: { company: 'Acme' } }));
    const ann = await visitorNamed(home, 'ann@example.com');
    await splitOff(home, ann, phone, 2 * minute);
    await env.DB.prepare('insert into model (site, version, body, created_at) values (?1, 2, ?2, 0)')
      .bind(home.key, JSON.stringify({ ...defaultModel, fit }))
      .run();
    const by = { actor: 'test', now: start, deadline: Date.now() + 20_000 };
    await startPublishing(env.DB, { site: home.key, version: 2 }, by);
    expect(await continuePublishing(env.DB, home.key, by.deadline)).toBe('served');
    const served = (await readSite(env.DB, home.id)) as SiteConfig;
    const { visitors } = await allPages(env.DB, served, { email: 'ann@example.com' }, start + minute);
    expect(visitors).toMatchObject([{ id: ann, score: 0, company: 'Acme', grade: 'B' }]);
    await expectFold(env.DB, served);
  });

  it('leads from an emptied visitor to whoever its email turns out to name, and lists it no more', async () => {
    const home = await site();
    await send(home, 5 * minute, named(phone, 5 * minute, { email: 'ann@example.com' }));
    const ann = await visitorNamed(home, 'ann@example.com');
    await splitOff(home, ann, phone, 6 * minute);
    await send(home, 7 * minute, named(laptop, 3 * minute, { userId: '42' }));
    // What was said first arrives last: the email and the userId are one person, and have been from the start.
    const first = { email: 'ann@example.com', userId: '42' };
    await send(home, 8 * minute, named(uuidOf('d', 3), minute, first));
    const found = await readIdentity(env.DB, home.key, ann);
    expect(found?.visitor).not.toBe(ann);
    expect(found?.lead).toMatchObject(first);
    const { visitors } = await allPages(env.DB, home, {}, start + 8 * minute);
    expect(visitors.map(({ id }) => id)).not.toContain(ann);
    await expectFold(env.DB, home);
  });

  it('refuses a device that is not the visitor’s, an anonymous visitor, and one that is not there', async () => {
    const { home, ann, bob } = await family();
    expect(await splitOff(home, bob, phone, 10 * minute)).toEqual({ kind: 'not_theirs' });
    expect(await splitOff(home, ann, uuidOf('d', 9), 10 * minute)).toEqual({ kind: 'not_theirs' });
    expect(await splitOff(home, 'nobody', phone, 10 * minute)).toEqual({ kind: 'not_found' });
    const anonymous = uuidOf('d', 7);
    await send(home, minute, view(anonymous, 0));
    const visitor = await anonymousVisitor(home.visitorKey, anonymous);
    expect(await splitOff(home, visitor, anonymous, 10 * minute)).toEqual({ kind: 'not_theirs' });
  });
});

describe('an adjustment', () => {
  const give = (to: SiteConfig, visitor: string, id: string, points: number) =>
    recordByHand(env.DB, to, {
      visitor,
      id,
      fact: { kind: 'adjustment', points, reason: 'met at the fair' },
      actor: 'test',
      now: start + 10 * minute,
    });

  const heatOf = (of: SiteConfig, visitor: string) =>
    env.DB.prepare('select heat from score where site = ?1 and visitor = unhex(?2)')
      .bind(of.key, hexOf(visitor))
      .first('heat');

  it('counts once, and follows an anonymous visitor into the person it becomes', async () => {
    const home = await site();
    await send(home, minute, view(phone, 0), named(phone, 1, { email: 'ann@example.com' }));
    await send(home, minute, view(laptop, 0));
    const anonymous = await anonymousVisitor(home.visitorKey, laptop);
    const id = uuidOf('ad', 1);
    expect(await give(home, anonymous, id, 20)).toEqual({ kind: 'recorded', event: expect.any(String) });
    expect(await give(home, anonymous, id, 20)).toEqual({ kind: 'recorded', event: expect.any(String) });
    expect(await heatOf(home, anonymous)).toBe(20.5);
    // The laptop turns out to be Ann's: the points are hers, and asking again by the old id still changes nothing.
    await send(home, 20 * minute, named(laptop, 5 * minute, { email: 'ann@example.com' }));
    const ann = await visitorNamed(home, 'ann@example.com');
    expect(await give(home, anonymous, id, 20)).toEqual({ kind: 'recorded', event: expect.any(String) });
    expect(await heatOf(home, ann)).toBe(21);
    await expectFold(env.DB, home);
  });

  it('belongs to the visitor it was given to, not to whoever has the device by then', async () => {
    const { home, ann, bob } = await family();
    const [hers, his] = [await heatOf(home, ann), await heatOf(home, bob)];
    expect(await give(home, ann, uuidOf('ad', 2), -7)).toEqual({
      kind: 'recorded',
      event: expect.any(String),
    });
    expect(await heatOf(home, ann)).toBe(Number(hers) - 7);
    expect(await heatOf(home, bob)).toBe(his);
    expect(await give(home, 'nobody', uuidOf('ad', 3), 1)).toEqual({ kind: 'not_found' });
    await expectFold(env.DB, home);
  });
});
