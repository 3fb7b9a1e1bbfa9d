// Companies: people who work at the same place are listed together, with sums that are theirs exactly.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { companyDetailQuery } from '../../../schema/api/company.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { findCompany } from '../../../worker/flows/companies/company-detail.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import {
  allCompanies,
  expectCompanies,
  peopleByCompany,
  sumsOf,
} from '../../support/checks/company-check.ts';
import { allPages } from '../../support/checks/list.ts';
import { makeSite } from '../../support/sites.ts';
import { uuidOf } from '../../support/stories/models.ts';

const runs = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 30));
const day = 86_400_000;
const start = Date.UTC(2026, 10, 2, 9);
const now = start + 20 * day;

const model: Model = {
  halfLifeDays: 7,
  rules: [
    { id: 'page', label: 'Viewed a page', on: 'page_view', points: 1.37 },
    { id: 'pricing', label: 'Viewed pricing', on: 'page_view', where: { path: '/pricing' }, points: 12 },
    { id: 'careers', label: 'Looked at careers', on: 'page_view', where: { path: '/careers' }, points: -15 },
    { id: 'demo', label: 'Asked for a demo', on: 'form_fill', points: 50 },
    { id: 'rival', label: 'Competitor', on: '*', where: { email: '*@rival.test' }, disqualifies: true },
  ],
  levels: defaultModel.levels,
  fit: {
    rules: [
      { id: 'boss', label: 'Decision maker', where: { title: ['*chief*', 'c?o'] }, points: 70 },
      { id: 'size', label: '100+ people', where: { employees: { gte: 100 } }, points: 45 },
    ],
    grades: { A: 70, B: 45, C: 20 },
  },
};

let n = 0;
const act = (device: number, at: number, kind: string, body: NewEvent['body'] = {}): NewEvent => ({
  ...{ device: uuidOf('d', device), id: uuidOf('e', ++n), kind, occurredAt: at, ownedAt: null },
  ...{ session: uuidOf('5e', device), origin: 'browser' },
  body: { url: 'https://example.com/', ...body },
});

async function send(site: SiteConfig, events: NewEvent[]): Promise<void> {
  const arrivals = events.map((event) => ({ site, event }));
  expect(await ingest(env.DB, arrivals, now)).toEqual({ kind: 'stored' });
}

/** Sixty devices at a few companies; every fourth stays anonymous, some have a private mailbox, some no company at all. */
function histories(): NewEvent[] {
  const paths = ['/', '/pricing', '/pricing', '/careers'];
  const hosts = ['acme.test', 'umbrella.test', 'gmail.com', 'rival.test', 'solo.test'];
  return Array.from({ length: 60 }, (_, device) => {
    const at = start + (device % 4) * 4 * day;
    const acts = Array.from({ length: 1 + (device % 3) }, (_, index) => {
      const url = `https://example.com${paths[((device >> 2) + index) % 4]}?utm_source=${['news', 'ads'][device % 2]}`;
      return act(device, at + index * day, 'page_view', { url });
    });
    if (device % 4 === 3) return acts;
    const host = hosts[device === 40 ? 4 : device % 4 === 2 ? 2 : device % 3 === 0 ? 3 : device % 2];
    const company = ['Acme', 'Globex Corp.', undefined][device % 3];
    const title = device % 8 < 4 ? 'Chief of Staff' : 'Engineer';
    const traits = {
      name: `Ann ${device}`,
      title,
      employees: device % 12 === 6 ? 250 : 5,
      ...(company && { company }),
    };
    const result = ({ 8: 'won', 9: 'won', 24: 'open', 30: 'lost' } as const)[device];
    const named = act(device, at + 2 * day, device % 2 ? 'form_fill' : 'identify', {
      email: `person${device}@${host}`,
      traits,
    });
    return [...acts, named, ...(result ? [act(device, at + 3 * day, 'outcome', { result })] : [])];
  }).flat();
}

describe('the list of companies', () => {
  let site: SiteConfig;
  beforeAll(async () => {
    site = await makeSite(env.DB, model, { landmark: start });
    await send(site, histories());
  });

  it('has the sums of the people of each, at every moment', async () => {
    expect([...(await peopleByCompany(env.DB, site)).keys()].sort()).toEqual([
      ...['acme', 'acme.test', 'globex corp', 'rival.test', 'solo.test', 'umbrella.test'],
    ]);
    for (const days of [0, 3, 21, 400, 4_000]) await expectCompanies(env.DB, site, now + days * day);
  });

  it('counts customers in full, and disqualified people not at all', async () => {
    const rival = (await allCompanies(env.DB, site, { q: 'rival' }, now))[0];
    expect(rival).toMatchObject({ key: 'rival.test', customers: 1, outcome: 'won' });
    expect(rival?.disqualified).toBe((rival?.people ?? 0) - 1);
    const { visitors } = await allPages(env.DB, site, { company: 'rival.test' }, now);
    expect(visitors.map(({ status }) => status).sort()).toEqual([
      'customer',
      ...visitors.slice(1).map(() => 'disqualified'),
    ]);
    const [customer] = visitors.filter(({ status }) => status === 'customer');
    expect(customer?.score).toBeGreaterThan(0);
    expect(rival?.score).toBe(customer?.score);
    expect(rival?.topPeople.map(({ id }) => id)).toEqual([customer?.id]);
  });

  it('names the hottest three of each, with title, score, status and cell as their own pages', async () => {
    for (const company of await allCompanies(env.DB, site, {}, now)) {
      const query = companyDetailQuery.parse({ limit: '200' });
      const found = await findCompany(env.DB, site, { name: company.key, query, now });
      if (found.kind !== 'company') throw new Error(found.kind);
      const { data, reasons: _reasons, nextCursor, ...shown } = found.company;
      expect({ ...shown, nextCursor }).toEqual({ ...company, nextCursor: null });
      expect(data).toHaveLength(company.people);
      expect(data.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(company.score, 9);
      const people = data.filter(({ status }) => status !== 'disqualified').slice(0, 3);
      expect(company.topPeople).toEqual(
        people.map(({ id, name, email, score, status, cell }) => {
          const device = Number(name?.slice(4));
          const title = device % 8 < 4 ? 'Chief of Staff' : 'Engineer';
          return { id, name, email, title, score, status, cell };
        }),
      );
    }
  });

  it('finds, sorts and pages as asked', async () => {
    const byKey = await peopleByCompany(env.DB, site);
    const asked = fc.record(
      {
        sort: fc.constantFrom('score', 'people', 'lastSeen'),
        order: fc.constantFrom('asc', 'desc'),
        minScore: fc.constantFrom(0, 0.01, 5, 40, 100),
        q: fc.constantFrom('ACME', 'globex', 'corp glob', 'test', 'ácme', 'nobody'),
        limit: fc.integer({ min: 1, max: 4 }),
        at: fc.constantFrom(now, now + 9 * day),
      },
      { requiredKeys: ['limit'] },
    );
    await fc.assert(
      fc.asyncProperty(asked, async ({ sort = 'score', order = 'desc', minScore, q, ...more }) => {
        const at = more.at ?? now;
        const query = { sort, order, ...more, ...(minScore !== undefined && { minScore }), ...(q && { q }) };
        const listed = await allCompanies(env.DB, site, query, now);
        const words = (q ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(' ');
        const wanted = [...byKey].flatMap(([key, people]) => {
          const sums = sumsOf(site, people, at);
          const texts = people.map(({ company }) => `${key} ${company ?? ''}`.toLowerCase());
          const isFound = words.every((word) => texts.some((text) => text.includes(word)));
          return isFound && sums.score >= (minScore ?? 0) - 1e-9 ? [{ key, value: sums[sort] }] : [];
        });
        const sign = order === 'asc' ? 1 : -1;
        wanted.sort((a, b) =>
          Math.abs(a.value - b.value) > 1e-9 ? sign * (a.value - b.value) : sign * (a.key < b.key ? -1 : 1),
        );
        expect(listed.map(({ key }) => key)).toEqual(wanted.map(({ key }) => key));
      }),
      { numRuns: runs },
    );
  });

  it('is found as a filter of the visitors by its domain, its key and its full name in any case', async () => {
    const count = async (company: string) =>
      (await allPages(env.DB, site, { company, limit: 7 }, now)).visitors.length;
    const byKey = await peopleByCompany(env.DB, site);
    const all = [...byKey.values()].flat();
    const named = (name: string) => all.filter(({ company }) => company?.toLowerCase() === name);
    for (const key of byKey.keys()) {
      const people = byKey.get(key) ?? [];
      expect(await count(key)).toBe(new Set([...people, ...named(key)]).size);
    }
    expect(await count('Solo.TEST')).toBe(byKey.get('solo.test')?.length);
    expect(await count('https://www.solo.test/')).toBe(byKey.get('solo.test')?.length);
    expect(await count('GLOBEX CORP.')).toBe(named('globex corp.').length);
    expect(named('globex corp.').length).toBeGreaterThan(byKey.get('globex corp')?.length ?? 0);
    expect(await count('glob')).toBe(0);
    expect(await count('gmail.com')).toBe(0);
  });
});

describe('the API of companies', () => {
  let id: string;
  let site: SiteConfig;
  beforeAll(async () => {
    id = await newSite();
    site = (await readSite(env.DB, id)) as SiteConfig;
    const at = Date.now() - 2 * day;
    const view = (device: number, path: string, minutes: number) =>
      act(device, at + minutes * 60_000, 'page_view', { url: `https://acme.test${path}` });
    await send(site, [
      ...[
        view(1, '/pricing?utm_source=news', 0),
        view(2, '/pricing', 10),
        view(3, '/', 20),
        view(4, '/', 30),
      ],
      act(1, at + day, 'form_fill', {
        ...{
          form: 'demo',
          email: 'bea@globex.test',
          traits: { name: 'Bea', company: 'Globex', Job_Title: 'CTO' },
        },
      }),
      act(2, at + day, 'identify', {
        email: 'cyd@globex.test',
        traits: { name: 'Cyd', company: 'Globex AG' },
      }),
      act(3, at + day, 'identify', {
        email: 'dan@gmail.com',
        traits: { name: 'Dan', company: 'Müller & Söhne' },
      }),
    ]);
  });

  it('answers a company with its people, the part of each, and what brought the points', async () => {
    const { status, body } = await call(`GET /v1/sites/${id}/companies/globex.test`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ key: 'globex.test', domain: 'globex.test', people: 2, source: 'news' });
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual(['Bea', 'Cyd']);
    const parts = body.data.map(({ part }: { part: number }) => part);
    expect(parts).toEqual(body.data.map(({ score }: { score: number }) => score));
    expect(parts[0] + parts[1]).toBeCloseTo(body.score, 9);
    expect(body.topPeople[0]).toMatchObject({ name: 'Bea', title: 'CTO' });
    const worth = body.reasons.reduce((sum: number, reason: { worth: number }) => sum + reason.worth, 0);
    expect(worth).toBeCloseTo(body.rawScore, 9);
    expect(body.reasons[0]).toMatchObject({
      visitor: body.data[0].id,
      name: 'Bea',
      email: 'bea@globex.test',
    });
    const list = await call(`GET /v1/sites/${id}/companies`);
    expect(list.body.data.map(({ key }: { key: string }) => key)).toEqual([
      'globex.test',
      'muller and sohne',
    ]);
    const { reasons: _reasons, data: _data, nextCursor: _next, ...company } = body;
    expect(Object.keys(list.body.data[0]).sort()).toEqual(Object.keys(company).sort());
  });

  it('pages through the people, and answers all pages as of the first one', async () => {
    const first = await call(`GET /v1/sites/${id}/companies/globex.test?limit=1`);
    const second = await call(
      `GET /v1/sites/${id}/companies/globex.test?limit=1&cursor=${first.body.nextCursor}`,
    );
    expect([...first.body.data, ...second.body.data].map(({ name }) => name)).toEqual(['Bea', 'Cyd']);
    expect(second.body.nextCursor).toBeNull();
    expect(second.body.score).toBe(first.body.score);
    const other = await call(`GET /v1/sites/${id}/companies?cursor=${first.body.nextCursor}`);
    expect(other.body.code).toBe('invalid_cursor');
  });

  it('answers a company that is known by name only, by its key and its name, with no domain', async () => {
    for (const name of ['muller and sohne', 'Müller & Söhne', 'MÜLLER & SÖHNE']) {
      const { status, body } = await call(`GET /v1/sites/${id}/companies/${encodeURIComponent(name)}`);
      expect({ status, key: body.key }).toEqual({ status: 200, key: 'muller and sohne' });
      expect(body).toMatchObject({ domain: null, name: 'Müller & Söhne', people: 1 });
    }
    const { status, body } = await call(`GET /v1/sites/${id}/companies/nobody.test`);
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'not_found' });
  });

  it('refuses the past, other parameters, and tokens that may not read', async () => {
    const code = async (path: string, token?: string) =>
      (await call(`GET /v1/sites/${id}/companies${path}`, token ? { token } : {})).body.code;
    expect(await code('?at=2020-01-01')).toBe('invalid_request');
    expect(await code('/globex.test?at=2020-01-01')).toBe('invalid_request');
    expect(await code('?limit=201')).toBe('invalid_request');
    expect(await code('?sort=name')).toBe('invalid_request');
    expect(await code('?cursor=forged')).toBe('invalid_cursor');
    expect(await code('', await newToken('write', id))).toBe('insufficient_role');
    expect(await code('', await newToken('read', id))).toBeUndefined();
    const other = await newSite();
    expect((await call(`GET /v1/sites/${other}/companies`)).body).toEqual({ data: [], nextCursor: null });
    expect((await call(`GET /v1/sites/${other}/companies/globex.test`)).status).toBe(404);
  });

  it('tells the job title of a verified person only as the server has said it', async () => {
    const own = await makeSite(env.DB, model, { landmark: start });
    const bea = { email: 'bea@initech.test' };
    const title = async () => (await allCompanies(env.DB, own, {}, now))[0]?.topPeople[0]?.title;
    const say = (at: number, traits: Record<string, string>, verified = false): NewEvent => ({
      ...act(1, start + at, 'identify', { ...bea, traits, ...(verified && { verified }) }),
      origin: verified ? 'server' : 'browser',
    });
    await send(own, [say(0, { title: ' \u200b' })]);
    expect(await title()).toBeNull();
    await send(own, [say(1, { jobTitle: 'Boss' })]);
    expect(await title()).toBe('Boss');
    await send(own, [say(2, {}, true)]);
    expect(await title()).toBeNull();
    await send(own, [say(3, { 'Job Title': 'CTO' }, true)]);
    expect(await title()).toBe('CTO');
  });

  it('names a company as verified people do, then as most do, then as the latest did', async () => {
    const own = await makeSite(env.DB, model, { landmark: start });
    const say = (device: number, company: string, more: NewEvent['body'] = {}) =>
      act(device, start + device * day, 'identify', {
        ...{ email: `p${device}@initech.test`, traits: { company }, ...more },
      });
    const name = async () => (await allCompanies(env.DB, own, {}, now))[0]?.name;
    await send(own, [act(0, start, 'identify', { email: 'p0@initech.test' })]);
    expect(await name()).toBe('initech.test');
    await send(own, [say(1, 'Initech'), say(2, 'INITECH Inc')]);
    expect(await name()).toBe('INITECH Inc');
    await send(own, [say(3, 'Initech')]);
    expect(await name()).toBe('Initech');
    await send(own, [{ ...say(4, 'Initech Corporation', { verified: true }), origin: 'server' }]);
    expect(await name()).toBe('Initech Corporation');
  });
});
