// Whether a row is a member of a segment is what the list's SQL says, now and later; and until when that stays so.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { isMember, type MemberRow } from '../../../worker/score/segments/member.ts';
import { nextChange } from '../../../worker/score/segments/next-change.ts';
import { factsAt, isSame, type Watched } from '../../../worker/score/segments/told.ts';
import { visitorFrom } from '../../../worker/store/ids.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { type Asked, allPages, queryOf } from '../../support/checks/list.ts';
import { makeSite } from '../../support/sites.ts';

const runs = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 25));
const day = 86_400_000;
const start = Date.UTC(2026, 10, 2, 9);

const anyModel: fc.Arbitrary<{ model: Model; timeZone: string }> = fc
  .record({
    halfLifeDays: fc.constantFrom(null, 1, 7, 30, 3650),
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu'),
  })
  .map(({ halfLifeDays, timeZone }) => ({ model: { ...defaultModel, halfLifeDays }, timeZone }));

/** Scores near the thresholds, and where rounding decides. */
const anyScore = fc.oneof(
  fc.constantFrom(0, 0.004, 0.005, 4, 5, 16, 19.995, 20, 36, 44.994, 44.995, 45, -3),
  fc.double({ min: -20, max: 120, noNaN: true }),
);

const anyRow = fc.record({
  score: anyScore,
  // Points of the days before, by how many.
  gained: fc.dictionary(
    fc.integer({ min: 0, max: 12 }).map(String),
    fc.double({ min: -5, max: 30, noNaN: true }),
    {
      maxKeys: 3,
    },
  ),
  level: fc.integer({ min: 1, max: 5 }),
  outcome: fc.constantFrom(null, 'won', 'lost'),
  lastSeen: fc.constantFrom(start - 3 * day, start - day, start),
  source: fc.constantFrom('', 'direct', 'google'),
  channel: fc.constantFrom('', 'direct', 'organic_search'),
  leadState: fc.constantFrom(null, 'working'),
  owner: fc.constantFrom(null, 'Ann', 'ÄNNE'),
  person: fc.option(
    fc.record({
      verified: fc.boolean(),
      email: fc.constantFrom(null, 'ann@acme.test', 'bob@acme.test'),
      userId: fc.constantFrom(null, 'u1', 'U1'),
      company: fc.constantFrom(null, 'Acme', 'ACME', 'Ärger'),
      companyKey: fc.constantFrom(null, 'acme.test', 'acme'),
      search: fc.constantFrom('', 'ann@acme.test\nacme', 'zoe muller\nzoe mueller'),
      grade: fc.constantFrom(null, 'A', 'B', 'D'),
    }),
  ),
});

const anyFilters: fc.Arbitrary<Asked> = fc
  .record(
    {
      status: fc.constantFrom('hot', 'warm', 'cool', 'cold', 'customer', 'disqualified'),
      grade: fc.constantFrom('A', 'B'),
      cell: fc.constantFrom('A1', 'A3', 'B3', 'D4'),
      trend: fc.constantFrom('up', 'down'),
      identified: fc.boolean(),
      minScore: fc.constantFrom(0, 0.07, 5, 20, 44.99, 45),
      company: fc.constantFrom('acme', 'acme.test', 'ärger', 'ÄRGER'),
      source: fc.constantFrom('DIRECT', 'google', 'google.de'),
      channel: fc.constantFrom('direct', 'organic_search'),
      state: fc.constantFrom('new', 'working'),
      owner: fc.constantFrom('ann', 'änne', 'ÄNNE'),
      seenSince: fc.constantFrom(start - day, start - day + 1),
      q: fc.constantFrom('ann', 'MÜLLER zoë', '!', 'acme ann'),
      userId: fc.constantFrom('u1', 'U1'),
    },
    { requiredKeys: [] },
  )
  .chain((all) =>
    fc.subarray(Object.entries(all), { minLength: Math.min(1, Object.keys(all).length), maxLength: 3 }),
  )
  .map((entries) => Object.fromEntries(entries) as Asked);

type Row = { row: MemberRow; visitor: string };

function rowsOf(
  site: SiteConfig,
  drawn: readonly (typeof anyRow extends fc.Arbitrary<infer R> ? R : never)[],
): Row[] {
  const { calendar } = compileModel(site.served);
  const today = calendar.dayOf(start);
  return drawn.map(({ score, gained, person, ...rest }, n) => ({
    visitor: visitorFrom((n + 1).toString(16).padStart(32, '0')),
    row: {
      ...rest,
      heat: score,
      heatByDay: Object.fromEntries(Object.entries(gained).map(([ago, heat]) => [today - Number(ago), heat])),
      ...(person ?? {
        ...{
          verified: null,
          email: null,
          userId: null,
          company: null,
          companyKey: null,
          search: null,
          grade: null,
        },
      }),
    },
  }));
}

async function store(site: SiteConfig, rows: readonly Row[]): Promise<void> {
  await env.DB.prepare('delete from score where site = ?1').bind(site.key).run();
  await env.DB.prepare('delete from lead where site = ?1').bind(site.key).run();
  await env.DB.batch(
    rows.flatMap(({ row, visitor }, n) => {
      const hex = (n + 1).toString(16).padStart(32, '0');
      expect(visitorFrom(hex)).toBe(visitor);
      const score = env.DB.prepare(
        `insert into score (site, version, visitor, heat, heat_by_rule, heat_by_day, level, arrival, attempt, device, first_seen,
           last_seen, visits, source, outcome, lead_state, owner, state, email, user_id, verified, company, company_key, search, grade, channel)
         values (?1, 1, unhex(?2), ?3, '{}', ?4, ?5, 0, 0, unhex(?2), 0, ?6, 1, ?7, ?8, ?9, ?10, '[["",{}],[{},0,[]]]', ?11, ?12,
           ?13, ?14, ?15, ?16, ?17, ?18)`,
      ).bind(
        ...[
          site.key,
          hex,
          row.heat,
          JSON.stringify(row.heatByDay),
          row.level,
          row.lastSeen,
          row.source,
          row.outcome,
        ],
        ...[
          row.leadState,
          row.owner,
          row.email,
          row.userId,
          row.verified === null ? null : Number(row.verified),
        ],
        ...[row.company, row.companyKey, row.search, row.grade, row.channel],
      );
      if (row.verified === null) return [score];
      const lead = env.DB.prepare(
        `insert into lead (site, visitor, email, user_id, verified, named_at, traits, company, company_key, search, attempt)
         values (?1, unhex(?2), ?3, ?4, ?5, 0, '{}', ?6, ?7, ?8, 0)`,
      ).bind(
        ...[
          site.key,
          hex,
          row.email,
          row.userId,
          Number(row.verified),
          row.company,
          row.companyKey,
          row.search ?? '',
        ],
      );
      return [score, lead];
    }),
  );
}

// A site that keeps claimed identities separate does not look people up by `identifier`, which these rows do not have.
const newSite = ({ model, timeZone }: { model: Model; timeZone: string }) =>
  makeSite(env.DB, model, { landmark: start, changes: { claimed: 'separate' } }).then(async (site) => {
    const served = { ...site.served, timeZone };
    await env.DB.prepare('update model set time_zone = ?2 where site = ?1').bind(site.key, timeZone).run();
    return { ...site, served, fed: [served] } satisfies SiteConfig;
  });

describe('a member', () => {
  it('is exactly who the list has, now and at any later time', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyModel,
        fc.array(anyRow, { minLength: 1, maxLength: 12 }),
        fc.array(anyFilters, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0, 1, 5 * 3_600_000, day, 8 * day, 60 * day),
        async (made, drawn, asked, later) => {
          const site = await newSite(made);
          const compiled = compileModel(site.served);
          const rows = rowsOf(site, drawn);
          await store(site, rows);
          for (const one of asked) {
            const { visitors } = await allPages(
              env.DB,
              site,
              { ...one, at: start + later, limit: 200 },
              start,
            );
            const listed = visitors.map(({ id }) => id).sort();
            const members = rows
              .filter(({ row }) => isMember(compiled, queryOf(one), row, start + later))
              .map(({ visitor }) => visitor);
            expect({ one, members: members.sort() }).toEqual({ one, members: listed });
          }
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('the next change', () => {
  it('is the first moment at which something differs: nothing does before it', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyModel,
        anyRow,
        fc.array(anyFilters, { minLength: 1, maxLength: 4 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
        fc.nat(3 * day),
        async (made, drawn, asked, places, after) => {
          const site = { ...fakeSite(made) };
          const at = start + after;
          const [{ row }] = rowsOf(site, [drawn]) as [Row];
          const watched: Watched = {
            compiled: compileModel(site.served),
            revision: 1,
            segments: asked.map((one, n) => ({
              id: `s${n}`,
              model: 'default',
              since: 1,
              filters: queryOf(one),
            })),
          };
          const now = factsAt(watched, row, at);
          const next = nextChange(watched, row, at);
          const until = next ?? at + 400 * day;
          expect(until).toBeGreaterThan(at);
          const moments = places.map((place) => Math.floor(at + place * (until - 1 - at)));
          // Midnights are where a trend changes.
          const { calendar } = watched.compiled;
          for (let one = calendar.dayOf(at) + 1; one < calendar.dayOf(at) + 40; one++)
            moments.push(calendar.startOf(one));
          for (const moment of [...moments, until - 1].filter((each) => each < until))
            expect({ moment, same: isSame(factsAt(watched, row, moment), now) }).toEqual({
              moment,
              same: true,
            });
          // It differs then, or it is looked at once more: that is rare.
          if (next !== null && next < at + 300 * day)
            expect(isSame(factsAt(watched, row, next), now)).toBe(false);
        },
      ),
      { numRuns: runs * 10 },
    );
  });
});

function fakeSite({ model, timeZone }: { model: Model; timeZone: string }): SiteConfig {
  const served = { name: 'default', version: 1, landmark: start, model, timeZone };
  return { served } as unknown as SiteConfig;
}
