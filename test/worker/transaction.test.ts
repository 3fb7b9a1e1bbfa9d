// The transaction of ingest is held to the pure fold: for any model, stream and batching, both give the same numbers.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../worker/flows/ingest.ts';
import { compileModel } from '../../worker/score/compile.ts';
import { fold } from '../../worker/score/fold.ts';
import type { SiteConfig } from '../../worker/store/site-config.ts';
import { anyModel, anyStream, streamStart } from '../support/models.ts';
import { logByVisitor, makeSite, scoresOf } from '../support/sites.ts';

const runs = Number(process.env.PROPERTY_RUNS ?? 300);

/** Compares each stored score, slot by slot, with the fold of the log. */
async function expectFold(site: SiteConfig): Promise<void> {
  const stored = await scoresOf(env.DB, site.id);
  const log = await logByVisitor(env.DB, site);
  expect(stored.map(({ visitor }) => visitor)).toEqual([...log.keys()].sort());
  for (const row of stored) {
    const { standing, slots } = fold(log.get(row.visitor) ?? [], compileModel(site.fed[0]));
    expect(standing).not.toBeNull();
    if (!standing) continue;
    const slack = 1e-9 * Math.max(1, ...Object.values(standing.heatByRule).map(Math.abs));
    expect(Math.abs(row.heat - standing.heat)).toBeLessThanOrEqual(slack);
    const byRule = JSON.parse(row.heat_by_rule) as Record<string, number>;
    expect(Object.keys(byRule).sort()).toEqual(Object.keys(standing.heatByRule).sort());
    for (const [rule, heat] of Object.entries(standing.heatByRule)) {
      expect(Math.abs((byRule[rule] ?? 0) - heat)).toBeLessThanOrEqual(slack);
    }
    expect({ level: row.level, visits: row.visits, firstSeen: row.first_seen, source: row.source }).toEqual({
      level: standing.level,
      visits: standing.visits,
      firstSeen: standing.firstSeen,
      source: standing.source,
    });
    expect(standing.lastSeen - row.last_seen).toBeLessThan(3_600_000);
    const { results } = await env.DB.prepare(
      'select version, rule, window, ordinal, device, event from slot where site = ?1 and visitor = ?2',
    )
      .bind(site.id, row.visitor)
      .all();
    const text = (rows: unknown[]) => rows.map((slot) => JSON.stringify(slot)).sort();
    expect(text(results)).toEqual(text(slots.map(({ version, rule, window, ordinal, device, event }) => ({ version, rule, window, ordinal, device, event }))));
  }
}

describe('the transaction', () => {
  it('equals the fold of the log, whatever the model, the stream and the batching', async () => {
    await fc.assert(
      fc.asyncProperty(anyModel, anyStream, async (model, stream) => {
        const site = await makeSite(env.DB, model, { landmark: streamStart });
        for (const { events, now } of stream) {
          const answer = await ingest(env.DB, events.map((event) => ({ site, event })), now);
          expect(answer).toEqual({ kind: 'stored' });
        }
        await expectFold(site);
      }),
      { numRuns: runs },
    );
  });
});
