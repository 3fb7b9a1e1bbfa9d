// Cloudflare's limits of statements an invocation: what each call asks, and that the scheduled work keeps within the free plan.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import limitsPage from '../../docs/limits.md?raw';
import { planOf } from '../../schema/plan.ts';
import { metered, statementsLeft } from '../../worker/store/metered.ts';
import { call, newSite } from '../support/api.ts';
import { limitedDatabase, tooMany } from '../support/limited-database.ts';
import { countHeader, planHeader, roundTripsHeader, statementsHeader } from '../support/limited-entry.ts';
import { section, tables } from '../support/markdown.ts';

const free = planOf('free').statements;

describe('a limited database', () => {
  it('counts statements and round trips, a batch by its statements', async () => {
    const { db, asked } = limitedDatabase(env.DB, 10);
    await db.prepare('select ?1').bind(1).first();
    await db.prepare('select 1').raw();
    await db.batch([db.prepare('select 1'), db.prepare('select ?1').bind(2)]);
    expect(asked).toEqual({ statements: 4, roundTrips: 3 });
  });

  it('throws beyond the limit as Cloudflare does, and then runs nothing of it', async () => {
    const { db } = limitedDatabase(env.DB, 2);
    const insert = db.prepare("insert into usage (day, rows_written) values ('limit', 1)");
    await expect(db.batch([insert, db.prepare('select 1'), db.prepare('select 2')])).rejects.toThrow(tooMany);
    expect(await db.prepare("select * from usage where day = 'limit'").first()).toBeNull();
    await db.prepare('select 1').run();
    await expect(db.prepare('select 1').run()).rejects.toThrow(tooMany);
  });
});

describe('a metered database', () => {
  it('tells how many statements are left, and of the rows that each call wrote', async () => {
    const rows: number[] = [];
    const db = metered(env.DB, { statements: 5, onRowsWritten: (written) => rows.push(written) });
    expect([statementsLeft(db), statementsLeft(env.DB)]).toEqual([5, Number.POSITIVE_INFINITY]);
    const insert = (name: string) =>
      db.prepare('insert into usage (day, rows_written) values (?1, 1)').bind(name);
    await insert('metered 1').run();
    await db.batch([insert('metered 2'), insert('metered 3'), db.prepare('select 1')]);
    await db.prepare('select 1').all();
    expect([statementsLeft(db), rows]).toEqual([0, [1, 2]]);
    await env.DB.prepare("delete from usage where day glob 'metered*'").run();
  });
});

/** A beacon or an API call, as on the paid plan, and what it asked. */
async function asked(
  what: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ statements: number; roundTrips: number; status: number; body: unknown }> {
  const answer = await call(what, {
    body,
    headers: { [countHeader]: '1', [planHeader]: 'paid', ...headers },
  });
  return {
    statements: Number(answer.headers.get(statementsHeader)),
    roundTrips: Number(answer.headers.get(roundTripsHeader)),
    status: answer.status,
    body: answer.body,
  };
}

const pageView = (url: string) => ({ id: crypto.randomUUID(), kind: 'page_view', at: Date.now(), url });
const page = 'https://acme.test/pricing';

/** A beacon of the site's own page. */
const beacon = (site: string, events: unknown[], device = crypto.randomUUID()) =>
  asked('POST /e', {
    body: { site, device, session: crypto.randomUUID(), sentAt: Date.now(), events },
    headers: { origin: 'https://acme.test' },
  });

const named = (n: number) => ({
  kind: 'page_view',
  url: page,
  email: `person${n}@acme.test`,
  at: Date.now() - n,
});
const many = <One>(count: number, one: (n: number) => One) => Array.from({ length: count }, (_, n) => one(n));

describe('what a call asks', () => {
  it('is what docs/limits.md says', async () => {
    const site = await newSite();
    const path = `/v1/sites/${site}`;
    await beacon(site, [pageView(page)]); // The site is then known to the isolate, and its model compiled.
    const identify = { id: crypto.randomUUID(), kind: 'identify', at: Date.now(), email: 'first@acme.test' };
    const calls: [string, Awaited<ReturnType<typeof asked>>][] = [];
    const ask = async (name: string, answer: ReturnType<typeof asked>) => {
      const { status, body, ...counts } = await answer;
      expect([name, status, body], JSON.stringify(body)).toEqual([
        name,
        expect.toBeOneOf([200, 201, 202, 204]),
        body,
      ]);
      calls.push([name, { status, body, ...counts }]);
      return body;
    };
    await ask('a beacon of one event', beacon(site, [pageView(page)]));
    await ask(
      'a beacon of 50 events',
      beacon(
        site,
        many(50, (n) => pageView(`https://acme.test/${n}`)),
      ),
    );
    await ask('a beacon that names somebody new', beacon(site, [pageView(page), identify]));
    const events = (list: unknown[]) => asked(`POST ${path}/events`, { body: { events: list } });
    await ask(
      '500 events of a server, of devices',
      events(many(500, () => ({ kind: 'page_view', url: page, device: crypto.randomUUID() }))),
    );
    await ask('events of a server that name 1 new person', events([named(1_000)]));
    await ask('events of a server that name 10 new people', events(many(10, (n) => named(n))));
    await ask('events of a server that name 50 new people', events(many(50, (n) => named(100 + n))));
    const [{ id }] = (await call(`GET ${path}/visitors?email=person1000@acme.test`)).body.data;
    const outcomes = (list: object[]) =>
      asked(`POST ${path}/outcomes`, {
        body: list.map((one) => ({ id: crypto.randomUUID(), result: 'open', ...one })),
      });
    await ask(
      '100 outcomes by email, of people known',
      outcomes(many(100, (n) => ({ email: `person${n % 10}@acme.test` }))),
    );
    await ask('100 outcomes by visitor id', outcomes(many(100, () => ({ visitor: id }))));
    await ask('a list of visitors', asked(`GET ${path}/visitors?limit=200`));
    await ask('a visitor', asked(`GET ${path}/visitors/${id}`));
    await ask('an explanation', asked(`GET ${path}/visitors/${id}/explanation`));
    await ask(
      'an adjustment',
      asked(`POST ${path}/visitors/${id}/adjustments`, {
        body: { id: crypto.randomUUID(), points: 1, reason: 'x' },
      }),
    );
    const { model } = (await call(`GET ${path}/model`)).body;
    const draft = (await call(`POST ${path}/models`, { body: { ...model, halfLifeDays: 7 } })).body.version;
    await ask('a preview of 560 visitors', asked(`POST ${path}/models/${draft}/preview`));
    await ask('a publication of 560 visitors', asked(`POST ${path}/models/${draft}/publish`));
    await ask('a self-check step', asked(`POST ${path}/verify`, { body: {} }));
    await ask('deleting a site', asked(`DELETE ${path}`));
    const shown = calls.map(([name, { statements, roundTrips }]) => [
      name,
      String(statements),
      String(roundTrips),
      statements <= free ? 'yes' : 'no',
    ]);
    expect(tables(section(limitsPage, 'Statements an invocation'))[0]).toEqual(shown);
  });
});
