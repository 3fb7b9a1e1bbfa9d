// Visitors not seen for longer than the site keeps them leave every table; nobody else does.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { withTextIds } from '../../support/ids.ts';
import { makeSite, scoresOf } from '../../support/sites.ts';
import { streamStart, uuidOf } from '../../support/stories/models.ts';

const day = 86_400_000;
let count = 0;

function act(device: number, at: number, body: NewEvent['body'] = {}): NewEvent {
  const id = uuidOf('e', ++count);
  const kind = body.email ? 'identify' : 'page_view';
  const common = { ownedAt: null, session: uuidOf('5e', device), origin: 'browser' as const };
  return { ...common, device: uuidOf('d', device), id, kind, occurredAt: at, body };
}

async function rowsOf(site: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['event', 'score', 'stint', 'identifier', 'lead', 'absorbed']) {
    const n = await env.DB.prepare(`select count(*) as n from ${table} where site = ?1`)
      .bind(site)
      .first('n');
    if (n !== 0) counts[table] = Number(n);
  }
  return counts;
}

const run = (now: number) => runScheduled(env.DB, { now, deadline: Date.now() + 10_000 });

describe('retention', () => {
  it('forgets an anonymous visitor after 180 days and an identified one after 1,095, to the millisecond', async () => {
    const site = await makeSite(env.DB, defaultModel, { landmark: streamStart });
    const events = [
      act(1, streamStart),
      act(2, streamStart, { email: 'ann@example.com' }),
      act(3, streamStart, { email: 'ann@example.com' }),
    ];
    await ingest(
      env.DB,
      events.map((event) => ({ site, event })),
      streamStart,
    );
    const visitors = async () => (await scoresOf(env.DB, site.key)).length;
    await run(streamStart + 180 * day);
    expect(await visitors()).toBe(2);
    await run(streamStart + 180 * day + 1);
    expect(await visitors()).toBe(1);
    await expectFold(env.DB, site);
    await run(streamStart + 1_095 * day);
    expect(await visitors()).toBe(1);
    await run(streamStart + 1_095 * day + 1);
    expect(await rowsOf(site.id)).toEqual({});
  });

  it('leaves what someone else did on the same device', async () => {
    const changes = { retentionDays: { anonymous: 30, identified: 60 } };
    const site = await makeSite(env.DB, defaultModel, { landmark: streamStart, changes });
    const hers = [act(1, streamStart, { email: 'ann@example.com' }), act(1, streamStart + 1)];
    const his = [
      act(1, streamStart + 50 * day, { email: 'bob@example.com' }),
      act(1, streamStart + 50 * day + 1),
    ];
    for (const event of [...hers, ...his])
      await ingest(env.DB, [{ site, event }], streamStart + 50 * day + 2);
    await run(streamStart + 61 * day);
    const { results } = await env.DB.prepare('select id from event where site = ?1 order by id')
      .bind(site.key)
      .all();
    expect(withTextIds(results)).toEqual(his.map(({ id }) => ({ id })));
    await expectFold(env.DB, site);
  });
});
