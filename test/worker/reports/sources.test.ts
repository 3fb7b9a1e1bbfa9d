// The reports on sources and velocity, as a program gets them: each number is that of the list of visitors.

import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceBy } from '../../../schema/api/reports/sources.ts';
import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { parseCsv } from '../../support/checks/csv.ts';
import { random } from '../../support/checks/random.ts';

const day = 86_400_000;
const now = Date.now();
const period = { from: now - 40 * day, to: now - 10 * day };
const inPeriod = `from=${period.from}&to=${period.to}`;

const origins = [
  'utm_source=google&utm_medium=cpc&utm_campaign=spring',
  'utm_source=google&utm_medium=organic',
  'utm_source=newsletter&utm_medium=email&utm_campaign=may',
  'utm_source=chatgpt.com',
  '',
];

let site: string;
/** The people of the list, and their own pages. */
let visitors: VisitorDetail[];
/** Their first sales, and the values of all, by email. */
const sales = new Map<string, { at: number; values: [string, number][] }>();

/** Sixty people, most of whom come in the period; of those of one source more buy than of another. */
beforeAll(async () => {
  const next = random(8);
  site = await newSite();
  const people = Array.from({ length: 60 }, (_, person) => ({
    email: `p${person}@acme.test`,
    begun: now - (5 + next() * 45) * day,
    origin: Math.floor(next() ** 2 * origins.length),
    luck: next(),
  }));
  const events = people.flatMap(({ email, begun, origin }, person) => {
    const page = { email, kind: 'page_view', url: `https://acme.test/${person % 3}?${origins[origin]}` };
    const later = { email, kind: 'page_view', url: 'https://acme.test/pricing?utm_source=later' };
    return [
      { ...page, at: Math.round(begun) },
      ...Array.from({ length: person % 9 }, (_, place) => ({
        ...later,
        at: Math.round(begun + (place + 1) * 3_600_000),
      })),
    ];
  });
  const stored = await call(`POST /v1/sites/${site}/events`, { body: { events }, plan: 'paid' });
  expect(stored.body.accepted).toBe(events.length);
  const outcomes = people.flatMap(({ email, begun, luck, origin }, person) => {
    const at = Math.round(begun + (2 + (person % 3)) * day);
    const of = { email, at, currency: person % 2 ? 'EUR' : 'USD' };
    if (luck < 0.6 / (origin + 1)) {
      const more = { at: at + day / 4, value: 1.5, currency: 'EUR' };
      sales.set(email, {
        at,
        values: [
          [of.currency, 100.1 + person],
          ['EUR', more.value],
        ],
      });
      return [
        { ...of, id: `won ${person}`, result: 'won', value: 100.1 + person },
        { ...of, ...more, id: `more ${person}`, result: 'won' },
      ];
    }
    return luck > 0.9 ? [{ ...of, id: `lost ${person}`, result: 'lost' }] : [];
  });
  const { body } = await call(`POST /v1/sites/${site}/outcomes`, { body: outcomes, plan: 'paid' });
  expect(body.accepted).toBe(outcomes.length);
  const list = await call(`GET /v1/sites/${site}/visitors?limit=100&identified=true`);
  visitors = await Promise.all(
    list.body.data.map(
      async ({ id }: { id: string }) => (await call(`GET /v1/sites/${site}/visitors/${id}`)).body,
    ),
  );
  expect(visitors).toHaveLength(60);
});

const report = async (name: string, query = inPeriod) =>
  (await call(`GET /v1/sites/${site}/reports/${name}?${query}`)).body;

/** What the list says of the people of the period with this first visit. */
function byHand(by: SourceBy, name: string | null) {
  const own = visitors.filter(
    ({ firstSeen, firstVisit }) =>
      firstSeen >= period.from && firstSeen < period.to && firstVisit?.[by] === name,
  );
  const bought = own.filter(({ outcome }) => outcome === 'won');
  const values = new Map<string, number>();
  for (const [currency, value] of bought.flatMap(({ email }) => sales.get(email ?? '')?.values ?? []))
    values.set(currency, (values.get(currency) ?? 0) + value);
  return {
    visitors: own.length,
    leads: own.filter(({ identified }) => identified).length,
    won: own.filter(({ status }) => status === 'customer').length,
    lost: own.filter(({ outcome }) => outcome === 'lost').length,
    open: own.filter(({ outcome, level }) => outcome === null && level !== null).length,
    value: [...values].sort().map(([currency, amount]) => ({ currency, amount: expect.closeTo(amount, 6) })),
  };
}

describe('the report on sources', () => {
  it.each(['channel', 'source', 'campaign', 'landing'] as const)(
    'by %s has the numbers of the list',
    async (by) => {
      const { data, counting } = await report('sources', `${inPeriod}&by=${by}`);
      expect(counting).toBeNull();
      expect(data.length).toBeGreaterThan(2);
      for (const row of data) {
        expect(row.kind).toBe(row.name === null ? 'none' : 'named');
        expect([row.name, row]).toEqual([row.name, expect.objectContaining(byHand(by, row.name))]);
      }
      const known = visitors.filter(({ firstSeen }) => firstSeen >= period.from && firstSeen < period.to);
      const all = data.reduce((sum: number, row: { visitors: number }) => sum + row.visitors, 0);
      expect(all).toBe(known.length);
    },
  );

  it('makes rates of them, where there are sales enough, and says what else is missing', async () => {
    const { data, notes } = await report('sources', `${inPeriod}&by=source`);
    const google = data.find(({ name }: { name: string }) => name === 'google');
    const { won, leads, open } = google;
    expect(won).toBeGreaterThan(5);
    expect(google.missing).toBeNull();
    expect(google.conversion.value).toBeCloseTo(won / leads, 4);
    expect(google.expected.value).toBeCloseTo((won / leads) * open, 3);
    expect(google.leadsPerSale).toBeCloseTo(leads / won, 3);
    const days = visitors
      .filter(
        ({ source, firstSeen }) => source === 'google' && firstSeen >= period.from && firstSeen < period.to,
      )
      .flatMap(({ email, firstSeen }) => {
        const sale = sales.get(email ?? '');
        return sale ? [Math.round((sale.at - firstSeen) / (day / 10)) / 10] : [];
      })
      .sort((a, b) => a - b);
    const middle = [days[Math.floor((won - 1) / 2)], days[Math.ceil((won - 1) / 2)]] as [number, number];
    expect(google.daysToSale).toBeCloseTo((middle[0] + middle[1]) / 2, 3);
    const scarce = data.find(({ name }: { name: string }) => name === 'chatgpt');
    expect(scarce).toMatchObject({ conversion: null, leadsPerSale: null, daysToSale: null, expected: null });
    expect(scarce.missing).toMatch(/^\d more sales? from it$/);
    expect(notes).toContain(
      `Counted: ${data.reduce((sum: number, { visitors: some }: { visitors: number }) => sum + some, 0)} people whose first visit was in this period, with everything since then.`,
    );
  });

  it('has the same in a file, with a column for each currency', async () => {
    const { data } = await report('sources', `${inPeriod}&by=source`);
    const { status, headers, body } = await call(
      `GET /v1/sites/${site}/reports/sources.csv?${inPeriod}&by=source`,
    );
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toMatch(/filename="\S+-sources-source-\d{4}-\d\d-\d\d\.csv"/);
    const [header = [], ...rows] = parseCsv(String(body).replace(/^\uFEFF/, ''));
    expect(header.slice(-3)).toEqual(['missing', 'valueEUR', 'valueUSD']);
    expect(rows).toHaveLength(data.length);
    const column = (name: string) => rows.map((row) => row[header.indexOf(name)]);
    expect(column('name')).toEqual(data.map(({ name }: { name: string }) => name));
    expect(column('won')).toEqual(data.map(({ won }: { won: number }) => String(won)));
    const euros = data.map(
      ({ value }: { value: { currency: string; amount: number }[] }) =>
        value.find(({ currency }) => currency === 'EUR')?.amount ?? '',
    );
    expect(column('valueEUR')).toEqual(euros.map(String));
  });

  it('tells channels apart if nothing else is asked, and refuses what it cannot tell apart', async () => {
    const { data } = await report('sources');
    expect(data.map(({ name }: { name: string }) => name)).toContain('paid_search');
    const { status, body } = await call(`GET /v1/sites/${site}/reports/sources?by=browser`);
    expect([status, body.errors[0].path]).toEqual([400, 'by']);
  });

  it('of a site without visitors has no rows, and says so', async () => {
    const { body } = await call(`GET /v1/sites/${await newSite()}/reports/sources`);
    expect(body).toMatchObject({ data: [], notes: ['Nobody came for the first time in this period.'] });
  });

  it('keeps the names of those who buy, however many campaigns a stranger makes up', async () => {
    const own = await newSite();
    const of = (person: number, campaign: string) => ({
      ...{ email: `q${person}@acme.test`, kind: 'page_view', at: now - 3 * day },
      url: `https://acme.test/?utm_source=x&utm_campaign=${campaign}`,
    });
    const events = [
      of(0, 'zz-real'),
      ...Array.from({ length: 120 }, (_, place) => of(place + 1, `a${place}`)),
    ];
    await call(`POST /v1/sites/${own}/events`, { body: { events }, plan: 'paid' });
    const sale = { id: 'o', email: 'q0@acme.test', result: 'won', at: now - day };
    await call(`POST /v1/sites/${own}/outcomes`, { body: [sale] });
    const { body } = await call(`GET /v1/sites/${own}/reports/sources?by=campaign`);
    expect(body.data[0]).toMatchObject({ name: 'zz-real', won: 1 });
    expect(body.data).toHaveLength(51);
    expect(body.data[50]).toMatchObject({ kind: 'other', name: null, visitors: 71 });
  });
});

describe('the report on velocity', () => {
  it('has the days of each stage from the first visit, and how many have not reached it', async () => {
    const { data, notes } = await report('velocity');
    expect(data.map(({ name }: { name: string }) => name)).toEqual(['identified', 'warm', 'hot', 'bought']);
    const own = visitors.filter(({ firstSeen }) => firstSeen >= period.from && firstSeen < period.to);
    const [identified, , , won] = data;
    expect(identified).toMatchObject({ people: own.length, reached: own.length, notYet: 0, median: 0 });
    const days = own
      .flatMap(({ email, firstSeen }) => {
        const sale = sales.get(email ?? '');
        return sale ? [(sale.at - firstSeen) / day] : [];
      })
      .sort((a, b) => a - b);
    expect(won).toMatchObject({ reached: days.length, notYet: own.length - days.length, missing: null });
    const at = (place: number) => days[place] as number;
    const median = (at(Math.floor((days.length - 1) / 2)) + at(Math.ceil((days.length - 1) / 2))) / 2;
    expect(won.median).toBeCloseTo(median, 1);
    expect(days.filter((each) => each <= won.lower).length).toBeGreaterThanOrEqual(days.length / 4);
    expect(days.filter((each) => each >= won.upper).length).toBeGreaterThanOrEqual(days.length / 4);
    expect(won.lower).toBeLessThan(won.upper);
    expect(notes[0]).toBe(
      `Half of those who bought did so within ${won.median} days of their first visit, the middle half after ${won.lower} to ${won.upper} days.`,
    );
  });

  it('says what is missing where too few have reached a stage', async () => {
    const { data, notes } = await report('velocity', `from=${now - 9 * day}`);
    const won = data.at(-1);
    expect(won.reached).toBeLessThan(5);
    expect(won).toMatchObject({ lower: null, median: null, upper: null });
    expect(won.missing).toMatch(/^\d (person|people) more who reached it$/);
    expect(notes[0]).toMatch(/^Too few sales to say how long people take to buy: it needs \d more\.$/);
  });

  it('has the same in a file', async () => {
    const { data } = await report('velocity');
    const { body } = await call(`GET /v1/sites/${site}/reports/velocity.csv?${inPeriod}`);
    const [header, ...rows] = parseCsv(String(body).replace(/^\uFEFF/, ''));
    expect(header).toEqual(Object.keys(data[0]));
    expect(rows).toEqual(
      data.map((row: object) => Object.values(row).map((cell) => (cell === null ? '' : String(cell)))),
    );
  });
});

it.each(['sources', 'velocity'])('%s is for tokens that may read', async (name) => {
  const path = `GET /v1/sites/${site}/reports/${name}`;
  expect((await call(path, { token: await newToken('read', site) })).status).toBe(200);
  expect((await call(path, { token: await newToken('write', site) })).status).toBe(403);
  expect((await call(path, { token: await newToken('read', await newSite()) })).status).toBe(404);
});

describe('reports on those with one first visit', () => {
  it.each([
    ['channel=paid_search', 'channel', 'paid_search'],
    ['source=google', 'source', 'google'],
    ['source=google.com', 'source', 'google'],
    ['channel=direct', 'channel', 'direct'],
  ] as const)('%s have the numbers of the list', async (among, by, name) => {
    const { data } = await report('sources', `${inPeriod}&${among}&by=${by}`);
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ name, ...byHand(by, name) });
    const { data: landings } = await report('sources', `${inPeriod}&${among}&by=landing`);
    const sum = landings.reduce((all: number, each: { visitors: number }) => all + each.visitors, 0);
    expect(sum).toBe(byHand(by, name).visitors);
  });

  it('have the buyers of the bands apart, which add up to all', async () => {
    const wonOf = async (query: string) => {
      const { data } = await report('bands', query);
      const levels = data.filter((band: { by: string }) => band.by === 'level');
      return levels.reduce((all: number, each: { won: number }) => all + each.won, 0);
    };
    const all = await wonOf(inPeriod);
    const channels = [...new Set(visitors.map(({ channel }) => channel))];
    const apart = await Promise.all(channels.map((channel) => wonOf(`${inPeriod}&channel=${channel}`)));
    expect(apart.filter((won) => won > 0).length).toBeGreaterThan(1);
    expect(apart.reduce((sum, won) => sum + won, 0)).toBe(all);
    const [one = 0] = apart;
    expect(await wonOf(`${inPeriod}&channel=${channels[0]}`)).toBe(one);
  });

  it('count the stages of velocity of those only, and have the rules of calibration', async () => {
    const { data } = await report('velocity', `${inPeriod}&channel=paid_search`);
    const sold = data.find(({ stage }: { stage: string }) => stage === 'won');
    expect(sold.reached).toBe(byHand('channel', 'paid_search').won);
    const { status, body } = await call(
      `GET /v1/sites/${site}/reports/calibration?${inPeriod}&channel=paid_search`,
    );
    const { body: everybodys } = await call(`GET /v1/sites/${site}/reports/calibration?${inPeriod}`);
    const wonOf = ({ data }: typeof body, id: string) =>
      data.find((one: { id: string }) => one.id === id)?.won ?? 0;
    expect(status).toBe(200);
    expect(wonOf(body, 'page')).toBeLessThan(wonOf(everybodys, 'page'));
  });

  it('refuse a channel that is none, and the overview, which is counted by day, has no such filter', async () => {
    const wrong = await call(`GET /v1/sites/${site}/reports/bands?channel=tv`);
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'channel']);
    expect(wrong.body.errors[0].message).toContain('paid_search');
    expect((await call(`GET /v1/sites/${site}/reports/overview?channel=email`)).status).toBe(400);
  });
});
