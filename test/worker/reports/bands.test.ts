// The report by bands, as a program gets it: JSON, and the same as a file.

import { beforeAll, describe, expect, it } from 'vitest';
import { call, newSite, newToken } from '../../support/api.ts';

const day = 86_400_000;
const begun = Date.now() - 20 * day;
let site: string;

/** Ten people who look at the prices a lot, of whom eight buy, and twenty who looked once, of whom one buys. */
beforeAll(async () => {
  site = await newSite();
  const events = Array.from({ length: 30 }, (_, person) => {
    const at = (minutes: number) => begun + person * 60_000 + minutes * 60_000;
    const email = `p${person}@acme.test`;
    const view = (minutes: number, url: string) => ({ kind: 'page_view', email, url, at: at(minutes) });
    const pages = person < 10 ? 6 : 1;
    return [
      ...Array.from({ length: pages }, (_, page) => view(page, `https://acme.test/p${page}`)),
      ...(person < 10
        ? [{ kind: 'form_fill', email, form: 'demo', url: 'https://acme.test/', at: at(9) }]
        : []),
    ];
  }).flat();
  await call(`POST /v1/sites/${site}/events`, { body: { events } });
  const buyers = [0, 1, 2, 3, 4, 5, 6, 7, 29];
  const outcomes = buyers.map((person) => ({
    ...{ id: `o${person}`, email: `p${person}@acme.test`, result: 'won', at: begun + day + person },
  }));
  outcomes.push({ id: 'stranger', email: 'new@acme.test', result: 'won', at: begun + day });
  const { body } = await call(`POST /v1/sites/${site}/outcomes`, { body: outcomes });
  expect(body.accepted).toBe(10);
});

const path = (file = '', query = '') => `GET /v1/sites/${site}/reports/bands${file}${query}`;

describe('the report by bands', () => {
  it('has each level with its people, its buyers, and rates with their intervals', async () => {
    const { status, body } = await call(path());
    expect([status, body.counting]).toEqual([200, null]);
    const levels = body.data.filter(({ by }: { by: string }) => by === 'level');
    expect(levels.map(({ name }: { name: string }) => name)).toEqual(['hot', 'warm', 'cool', 'cold']);
    const hot = levels[0];
    expect(hot).toMatchObject({ won: 8, missing: null, from: null, to: null });
    expect(hot.people).toBeGreaterThan(2);
    expect(hot.people).toBeLessThan(10);
    expect(hot.lift.low).toBeLessThan(hot.lift.value);
    expect(hot.lift.value).toBeCloseTo(8 / 9 / hot.share, 2);
    expect(hot.conversion.value).toBeLessThanOrEqual(1);
    expect(levels[1]).toMatchObject({
      won: 0,
      lift: null,
      conversion: null,
      missing: '5 people more in it, on average',
    });
  });

  it('says who bought, and who of them stood in no band', async () => {
    const { body } = await call(path());
    expect(body.notes).toEqual([
      '10 people bought for the first time in this period. In no band was 1 of them: 1 had never been seen before, 0 were disqualified.',
    ]);
  });

  it('has the same in a file', async () => {
    const { body } = await call(path());
    const { status, headers, body: text } = await call(path('.csv'));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/filename="\S+-bands-\d{4}-\d\d-\d\d\.csv"/);
    const [header, ...rows] = String(text).trimEnd().split('\r\n');
    expect(header).toBe(
      'by,name,from,to,people,share,won,lift,liftLow,liftHigh,conversion,conversionLow,conversionHigh,missing',
    );
    expect(rows).toHaveLength(body.data.length);
    const hot = body.data.find(({ name }: { name: string }) => name === 'hot');
    expect(rows).toContain(
      [
        ...[
          'level',
          'hot',
          '',
          '',
          hot.people,
          hot.share,
          hot.won,
          hot.lift.value,
          hot.lift.low,
          hot.lift.high,
        ],
        ...[hot.conversion.value, hot.conversion.low, hot.conversion.high, ''],
      ].join(','),
    );
  });

  it('of a period without sales says so', async () => {
    const { body } = await call(path('', `?from=${begun - 9 * day}&to=${begun - day}`));
    expect(body.notes).toEqual([expect.stringMatching(/^Nobody is known to have bought for the first time/)]);
    expect(body.data.every(({ lift }: { lift: unknown }) => lift === null)).toBe(true);
  });

  it.each([
    ['from=yesterday', 'from'],
    ['from=2026-02-01&to=2026-01-01', 'from'],
    ['from=2020-01-01', 'from'],
    ['model=none', 'model'],
    ['until=1', 'until'],
  ])('refuses %s and names the parameter', async (query, parameter) => {
    const { status, body } = await call(path('', `?${query}`));
    expect([status, body.code]).toEqual([400, 'invalid_request']);
    expect(JSON.stringify(body.errors)).toContain(parameter);
  });

  it('is for tokens that may read', async () => {
    expect((await call(path(), { token: await newToken('read', site) })).status).toBe(200);
    expect((await call(path(), { token: await newToken('write', site) })).status).toBe(403);
    expect((await call(path(), { token: await newToken('read', await newSite()) })).status).toBe(404);
  });
});
