// Two requests at once about one visitor: the same form sent twice, undoing while it is sent again, and an erasure in between.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { call, newSite } from '../../support/api.ts';
import { keyOf } from '../../support/sites.ts';

/** A site with one person, and the path of that person. */
async function onePerson() {
  const site = await newSite();
  const event = { kind: 'page_view', url: 'https://acme.test/', device: crypto.randomUUID() };
  await call(`POST /v1/sites/${site}/events`, { body: { events: [{ ...event, email: 'ann@acme.test' }] } });
  const [{ id }] = (await call(`GET /v1/sites/${site}/visitors`)).body.data;
  return { site, id: id as string, path: `/v1/sites/${site}/visitors/${id}` };
}

const plan = 'paid';
const rowsOf = async (site: string, table: string) => {
  const { results } = await env.DB.prepare(`select * from ${table} where site = ${keyOf('?1')}`)
    .bind(site)
    .all();
  return results;
};
const notesOf = async (path: string) =>
  (await call(`GET ${path}/events`)).body.data.filter(({ kind }: { kind: string }) => kind === 'lead_note');
const actionsOf = async (site: string, action: string) =>
  (await call(`GET /v1/sites/${site}/audit?action=${action}`)).body.data;

test('a form that is sent five times at once is one event and one entry of the audit', async () => {
  const { site, path } = await onePerson();
  const body = { id: crypto.randomUUID(), points: 7, reason: 'Twice' };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => call(`POST ${path}/adjustments`, { body, plan })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect((await call(`GET ${path}`)).body.score).toBe(answers[0]?.body.score);
  expect(await actionsOf(site, 'visitor.adjust')).toHaveLength(1);
});

test('of two texts sent at once under one id, one is kept and the other is told so', async () => {
  for (let round = 0; round < 5; round++) {
    const { path } = await onePerson();
    const id = crypto.randomUUID();
    const answers = await Promise.all(
      ['One', 'Two'].map((text) => call(`POST ${path}/notes`, { body: { id, text }, plan })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await notesOf(path)).toHaveLength(1);
  }
});

test('what is undone while it is sent again stays undone', async () => {
  for (let round = 0; round < 8; round++) {
    const { site, path } = await onePerson();
    const body = { id: crypto.randomUUID(), text: 'Called' };
    const send = () => call(`POST ${path}/notes`, { body, plan });
    await Promise.all([
      send(),
      send(),
      call(`DELETE ${path}/events/${body.id}`, { plan }),
      send(),
      call(`DELETE ${path}/events/${body.id}`, { plan }),
      send(),
    ]);
    const [notes, withdrawn] = [await notesOf(path), await rowsOf(site, 'withdrawn')];
    expect([round, notes.length + withdrawn.length]).toEqual([round, 1]);
  }
});

test('undoing twice at once is recorded once', async () => {
  const { site, path } = await onePerson();
  const body = { id: crypto.randomUUID(), text: 'Called' };
  await call(`POST ${path}/notes`, { body });
  const undo = () => call(`DELETE ${path}/events/${body.id}`, { plan });
  expect((await Promise.all([undo(), undo(), undo()])).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await actionsOf(site, 'visitor.undo')).toHaveLength(1);
});

test('what is recorded, shared or undone while the person is erased leaves no trace', async () => {
  for (let round = 0; round < 8; round++) {
    const { site, id, path } = await onePerson();
    const old = crypto.randomUUID();
    await call(`POST ${path}/notes`, { body: { id: old, text: 'Old' } });
    const note = () => call(`POST ${path}/notes`, { body: { id: crypto.randomUUID(), text: 'Ann' }, plan });
    const work = [
      () => call(`POST ${path}/shares`, { body: { days: 7 }, plan }),
      note,
      () => call(`DELETE ${path}/events/${old}`, { plan }),
      () => call(`DELETE ${path}`, { plan }),
      note,
      () => call(`POST ${path}/shares`, { body: { days: 7 }, plan }),
    ];
    await Promise.all(work.map((one) => one()));
    expect((await call(`DELETE ${path}`, { plan })).status).toBeOneOf([200, 404]);
    for (const table of ['event', 'score', 'lead', 'share', 'withdrawn', 'stint', 'naming', 'identifier'])
      expect([round, table, await rowsOf(site, table)]).toEqual([round, table, []]);
    expect(JSON.stringify(await rowsOf(site, 'audit'))).not.toContain(id);
  }
});
