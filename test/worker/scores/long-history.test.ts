// One long history, taken in in different ways: what is derived from it must be the same, row by row.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../../demo/people/random.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import { verifySite } from '../../../worker/flows/scores/verify.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { createModel } from '../../../worker/store/models/models.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { withTextIds } from '../../support/ids.ts';
import { makeSite, predictFor } from '../../support/sites.ts';
import { uuidOf } from '../../support/stories/models.ts';
import { someWeights } from '../../support/stories/weights.ts';

const start = Date.UTC(2026, 8, 1);
const day = 86_400_000;
/** All arrives long after it occurred, within seconds: a stored level is that of the last arrival. */
const later = start + 60 * day;
const people = 40;
const random = randomFrom(Number(process.env.PROPERTY_SEED ?? 7));

/** Visits of some browsers to some pages; a form now and then says whose browser it is, not always the same person. */
const history: NewEvent[] = Array.from({ length: 2_000 }, (_, n) => {
  const device = random.between(1, 70);
  const occurredAt = start + Math.floor((n * 50 * day) / 2_000) + random.between(0, 3_600_000);
  const url = `https://example.com/${random.pick(['', 'pricing', 'docs', 'about', 'blog'])}`;
  const kind = random.pick(['page_view', 'page_view', 'page_view', 'download', 'engagement', 'form_fill']);
  const isNamed = kind === 'form_fill' && random.chance(0.4);
  const email = `p${random.chance(0.9) ? device % people : random.between(0, people - 1)}@acme.test`;
  return {
    ...{ device: uuidOf('d', device), id: uuidOf('e', n), kind, occurredAt, ownedAt: null },
    ...{ session: uuidOf('5e', device * 100 + Math.floor(n / 200)), origin: 'browser' as const },
    body: {
      url,
      ...(kind === 'download' && { file: `https://example.com/${random.between(1, 4)}.pdf` }),
      ...(kind === 'engagement' && { view: uuidOf('e', n - 1), seconds: random.between(1, 90), scroll: 50 }),
      ...(kind === 'form_fill' && { form: random.pick(['demo', 'contact', 'news']) }),
      ...(isNamed && { email, traits: { title: random.pick(['CTO', 'Intern']) } }),
    },
  };
});

/** The rules without what goes by the order of arrival: caps, and visits, which begin with what arrives first of them. */
const uncapped: Model = {
  ...defaultModel,
  rules: defaultModel.rules.filter(({ on }) => on !== 'visit').map(({ cap: _, nth: __, ...rule }) => rule),
  groups: [],
};

/** What each table holds of a site, but for what tells one write from another and what may lag behind. */
async function derived({ key, served }: SiteConfig) {
  const read = async (sql: string) => withTextIds((await env.DB.prepare(sql).bind(key).all()).results);
  return {
    scores: await read(
      `select visitor, level, heat, heat_by_rule, heat_by_day, device, first_seen, visits, source, outcome, outcome_at,
         state, email, user_id, verified, name, company, fit_score, grade, deed_odds, person_odds
       from score where site = ?1 and version = ${served.version} order by visitor`,
    ),
    leads: await read(
      'select visitor, email, user_id, verified, named_at, traits from lead where site = ?1 order by visitor',
    ),
    stints: await read(
      'select device, started_at, visitor, verified, claimed_at from stint where site = ?1 order by device, started_at',
    ),
    identifiers: await read(
      'select kind, value, visitor from identifier where site = ?1 order by kind, value',
    ),
  };
}

/** A site of its own, with the same visitors, to which the events came in batches of these sizes, over and over. */
async function siteWith(model: Model, events: readonly NewEvent[], sizes: readonly number[]) {
  const { key } = await makeSite(env.DB, model, { landmark: start, prediction: someWeights });
  await env.DB.prepare("update site set visitor_key = 'one for all' where key = ?1").bind(key).run();
  const site = (await readSite(env.DB, key)) as SiteConfig;
  for (let from = 0, n = 0; from < events.length; n++) {
    const size = sizes[n % sizes.length] as number;
    const batch = events.slice(from, from + size).map((event) => ({ site, event }));
    expect(await ingest(env.DB, batch, later + from)).toEqual({ kind: 'stored' });
    from += size;
  }
  return site;
}

async function expectVerified(site: SiteConfig): Promise<void> {
  let checked = 0;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const found = await verifySite(env.DB, site, { actor: 'test', now: later, cursor });
    if (found === 'filling') throw new Error('a version is being filled');
    expect(found.differing).toEqual([]);
    checked += found.checked;
    cursor = found.nextCursor;
  }
  expect(checked).toBeGreaterThan(people / 2);
}

type Derived = Awaited<ReturnType<typeof derived>>;

/**
 * What rows say, by the names of people: which of their browsers' ids they keep depends on what is resolved first. JSON without
 * the order of its keys, and of a trait said twice not which of the two times is kept.
 */
function said(rows: Derived): Derived {
  const names = new Map(rows.leads.map(({ visitor, email }) => [visitor, email]));
  const open = ({ traits, state, heat_by_rule, heat_by_day, ...row }: Record<string, unknown>) => {
    const [opened, memory, byRule, byDay] = [traits, state, heat_by_rule, heat_by_day].map(
      (json) => json && JSON.parse(String(json)),
    );
    return { ...row, traits: opened, memory: memory?.[0], activity: memory?.[1], byRule, byDay };
  };
  const text = JSON.stringify(
    { ...rows, scores: rows.scores.map(open), leads: rows.leads.map(open) },
    (key, value) => (key === 'at' ? undefined : (names.get(value) ?? value)),
  );
  const { scores, leads, ...others } = JSON.parse(text) as Derived;
  const sorted = (list: Derived['scores']) =>
    list.toSorted((a, b) => (String(a.visitor) < String(b.visitor) ? -1 : 1));
  return { ...others, scores: sorted(scores), leads: sorted(leads) };
}

/** The same without what the order of arrival decides: what came first and last, and the last digits of sums of doubles. */
function saidInAnyOrder(rows: Derived): unknown {
  const { scores, ...others } = said(rows);
  const unordered = scores.map(({ memory: _, device: __, activity, ...row }) => ({
    ...row,
    activity: (activity as unknown[]).slice(0, 2),
  }));
  return JSON.parse(JSON.stringify({ ...others, scores: unordered }), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(9)) : value,
  );
}

describe('a long history', { tags: 'slow' }, () => {
  let oneByOne: SiteConfig;
  beforeAll(async () => {
    oneByOne = await siteWith(defaultModel, history, [1]);
  }, 180_000);

  it('comes to the same rows one by one and in batches of any size', async () => {
    const expected = said(await derived(oneByOne));
    expect(expected.scores.length).toBeGreaterThan(people / 2);
    expect(expected.leads.length).toBeGreaterThan(people / 2);
    for (const sizes of [[100], [7, 1, 40, 3]])
      expect(said(await derived(await siteWith(defaultModel, history, sizes)))).toEqual(expected);
    await expectVerified(oneByOne);
  });

  it('comes to the same rows in another order, where no cap is used up by it', async () => {
    const inOrder = await siteWith(uncapped, history, [50]);
    // Some fifty events later or earlier: of more than 24 sessions in between, a visit would be counted again (docs/models.md).
    const shuffled = history
      .map((event, n) => [n + random.between(0, 50), event] as const)
      .sort(([a], [b]) => a - b)
      .map(([, event]) => event);
    const mixed = await siteWith(uncapped, shuffled, [13, 90]);
    expect(saidInAnyOrder(await derived(mixed))).toEqual(saidInAnyOrder(await derived(inOrder)));
    await expectVerified(mixed);
  });

  it('comes to the same rows when it is scored anew from the log', async () => {
    const before = await derived(oneByOne);
    const { key } = oneByOne;
    const by = { actor: 'test', now: start, deadline: Date.now() + 60_000 };
    const version = await createModel(env.DB, { site: key, model: defaultModel }, by);
    await predictFor(env.DB, oneByOne, { version, prediction: someWeights });
    await startPublishing(env.DB, { site: key, version }, by);
    expect(await continuePublishing(env.DB, key, by.deadline)).toBe('served');
    const after = await derived((await readSite(env.DB, key)) as SiteConfig);
    expect(after).toEqual(before);
    await expectVerified((await readSite(env.DB, key)) as SiteConfig);
  });
});
