// What messages about visitors say, and that composing many takes few statements.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { counted } from '../../../bench/workers/counted.ts';
import { visitorMessage } from '../../../schema/api/alerts/message.ts';
import {
  type Composed,
  compose,
  composedKey,
  composeStatements,
  type ToCompose,
} from '../../../worker/flows/alerts/compose.ts';
import type { MessageDetail, Previous } from '../../../worker/store/alerts/moves.ts';
import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';
import { readSite } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';

const pages = 'https://leads.example';
const demo = (email: string, traits = {}) => [
  { id: crypto.randomUUID(), kind: 'identify', email, traits },
  { id: crypto.randomUUID(), kind: 'email_reply', email },
  { id: crypto.randomUUID(), kind: 'form_fill', email, form: 'demo', url: 'https://acme.test/demo' },
];

let id: string;
let site: number;

async function send(events: object[]) {
  const { body } = await call(`POST /v1/sites/${id}/events`, { body: { events }, plan: 'paid' });
  expect(body.rejected).toEqual([]);
}

const visitorOf = async (email: string, more = '') =>
  (await call(`GET /v1/sites/${id}/visitors?email=${encodeURIComponent(email)}${more}`)).body.data[0];

let count = 0;

function due(visitor: string | null, more: Partial<ToCompose> = {}, detail: object = {}): ToCompose {
  return {
    ...{ site, webhook: 'whk_1', id: `msg_${++count}`, type: 'visitor.hot', at: Date.UTC(2026, 10, 28, 9) },
    ...{ visitor, detail: JSON.stringify({ previous: null, ...detail } satisfies MessageDetail) },
    ...{ format: 'standard', segment: null, model: 'default', pages },
    ...more,
  };
}

async function composed(one: ToCompose, now = Date.now()): Promise<Composed | undefined> {
  return (await compose(env.DB, [one], now)).get(composedKey(one));
}

/** The parsed body, which has exactly the documented fields. */
function read(answer: Composed | undefined) {
  if (!answer || 'fate' in answer) throw new Error('nothing to send');
  expect(answer.contentType).toBe('application/json');
  const body = JSON.parse(answer.body);
  expect(visitorMessage.parse(body)).toEqual(body);
  return body;
}

beforeAll(async () => {
  id = await newSite({ id: 'letters', name: 'Letters & Sons' });
  site = (await readSite(env.DB, id))?.key as number;
  await send(demo('ann@acme.example', { name: 'Ann', company: 'Acme', title: 'CEO' }));
});

describe('a message', () => {
  it('has the visitor exactly as the API shows it at that moment', async () => {
    const now = Date.now() + 86_400_000;
    const shown = await visitorOf('ann@acme.example', `&at=${now}`);
    const { type, timestamp, data } = read(await composed(due(shown.id), now));
    expect(data.visitor).toEqual(shown);
    expect([type, timestamp]).toEqual(['visitor.hot', '2026-11-28T09:00:00.000Z']);
    expect(data.site).toEqual({ id, name: 'Letters & Sons' });
    expect(data.model).toBe('default');
    expect(data.url).toBe(`${pages}/s/${id}/visitors/${shown.id}`);
    expect(Object.keys(data)).toEqual(['site', 'model', 'visitor', 'previous', 'reasons', 'url']);
  });

  it('says why in sentences whose points are shares of the score', async () => {
    const { reasons, visitor } = read(await composed(due((await visitorOf('ann@acme.example')).id))).data;
    expect(visitor.status).toBe('hot');
    expect(reasons).toEqual([
      'Asked for a demo, contact, trial or quote: 50 of 65 points',
      'Replied to an email: 15 of 65 points',
    ]);
  });

  it.each<[string, Previous | null, unknown]>([
    ['new', null, null],
    [
      'on a level',
      { level: 2, cell: 'A2', identified: true, outcome: 'open' },
      { status: 'warm', level: 2, cell: 'A2', identified: true, outcome: 'open' },
    ],
    [
      'a customer',
      { level: 5, cell: null, identified: true, outcome: 'won' },
      { status: 'customer', level: null, cell: null, identified: true, outcome: 'won' },
    ],
    [
      'disqualified',
      { level: 5, cell: null, identified: false, outcome: null },
      { status: 'disqualified', level: null, cell: null, identified: false, outcome: null },
    ],
  ])('says where the visitor stood before: %s', async (_, previous, expected) => {
    const ann = await visitorOf('ann@acme.example');
    expect(read(await composed(due(ann.id, {}, { previous }))).data.previous).toEqual(expected);
  });

  it('has the outcome as it was reported', async () => {
    const outcome = { result: 'won', deal: 'D-1', value: 1200.5, currency: 'EUR' };
    const ann = await visitorOf('ann@acme.example');
    const { data } = read(await composed(due(ann.id, { type: 'visitor.outcome' }, { outcome })));
    expect(data.outcome).toEqual(outcome);
  });

  it('has the segment by name, as it is called by then', async () => {
    await env.DB.prepare(
      `insert into segment (site, id, name, model, filters, since, created_at) values (?1, 'seg_1', 'Big <fish>', 'default', '{}', 1, 0)`,
    )
      .bind(site)
      .run();
    const entered = due(
      (await visitorOf('ann@acme.example')).id,
      { type: 'segment.entered' },
      { segment: 'seg_1' },
    );
    expect(read(await composed(entered)).data.segment).toEqual({ id: 'seg_1', name: 'Big <fish>' });
    await env.DB.prepare('delete from segment where site = ?1').bind(site).run();
    expect(await composed(entered)).toEqual({ fate: 'gone' });
  });

  it('shows the visitor under the model of the webhook', async () => {
    const { model } = (await call(`GET /v1/sites/${id}/model`)).body;
    const tough = {
      ...model,
      name: 'tough',
      levels: model.levels.with(0, { name: 'now', at: 64, keep: 60 }),
    };
    const { version } = (await call(`POST /v1/sites/${id}/models`, { body: tough })).body;
    await call(`POST /v1/sites/${id}/models/${version}/publish`, { plan: 'paid' });
    const ann = await visitorOf('ann@acme.example');
    const { data } = read(await composed(due(ann.id, { model: 'tough' })));
    expect([data.model, data.visitor.status]).toEqual(['tough', 'now']);
  });
});

describe('a visitor who', () => {
  it('was merged is the one who remained', async () => {
    const survivor = await visitorOf('ann@acme.example');
    const merged = 'AAAAAAAAAAAAAAAAAAAAAA';
    await env.DB.prepare(
      `insert into absorbed (site, visitor, survivor) select ?1, zeroblob(16), visitor from lead where site = ?1`,
    )
      .bind(site)
      .run();
    expect(read(await composed(due(merged))).data.visitor.id).toBe(survivor.id);
  });

  it('was erased is not told of, and others of the same call are', async () => {
    await send(demo('gone@acme.example'));
    const [gone, ann] = [await visitorOf('gone@acme.example'), await visitorOf('ann@acme.example')];
    const [first, second] = [due(gone.id), due(ann.id)];
    expect(read(await composed(first)).data.visitor.email).toBe('gone@acme.example');
    expect((await call(`DELETE /v1/sites/${id}/visitors/${gone.id}`, { plan: 'paid' })).status).toBe(200);
    const answers = await compose(env.DB, [first, second], Date.now());
    expect(answers.get(composedKey(first))).toEqual({ fate: 'gone' });
    expect(read(answers.get(composedKey(second))).data.visitor.id).toBe(ann.id);
  });

  it.each<[string, Partial<ToCompose>]>([
    ['a model that is not served', { model: 'removed' }],
    ['a site that was deleted', { site: 999_999 }],
  ])('stands under %s is not told of', async (_, more) => {
    const ann = await visitorOf('ann@acme.example');
    expect(await composed(due(ann.id, more))).toEqual({ fate: 'gone' });
  });
});

it('reads many visitors of a site in one round trip, two rows for each and few more', async () => {
  const people = Array.from({ length: 40 }, (_, index) => `p${index}@many.example`);
  await send(people.flatMap((email) => demo(email)));
  const all = (await call(`GET /v1/sites/${id}/visitors?limit=200`)).body.data as {
    id: string;
    email: string;
  }[];
  const many = all.filter(({ email }) => email.endsWith('@many.example')).map((visitor) => due(visitor.id));
  expect(many).toHaveLength(people.length);
  const { db, rows } = counted(env.DB);
  const statements: number[] = [];
  const noted = wrapDatabase(db, (some, ask) => {
    statements.push(some);
    return ask();
  });
  const answers = await compose(noted, many, Date.now());
  expect(answers.size).toBe(people.length);
  for (const answer of answers.values()) read(answer);
  expect(statements).toEqual([1, 2]);
  expect(composeStatements(1, 1)).toBeGreaterThanOrEqual(3);
  // Of each: the row, the look whether it was merged, and its entry of the list that was asked for.
  expect(rows.read).toBeLessThanOrEqual(3 * people.length + 20);
  expect(rows.written).toBe(0);
});
