/** @module-tag slow */
// The transaction of ingest is held to the pure fold: for any model, stream and batching, both give the same numbers.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { makeSite } from '../../support/sites.ts';
import { anyModel, anyStream, streamStart } from '../../support/stories/models.ts';
import { someWeights } from '../../support/stories/weights.ts';

const runs = Number(process.env.PROPERTY_RUNS ?? 150);

describe('the transaction', () => {
  it('equals the fold of the log, whatever the model, the stream and the batching', async () => {
    await fc.assert(
      fc.asyncProperty(anyModel, anyStream, async (model, stream) => {
        const site = await makeSite(env.DB, model, { landmark: streamStart, prediction: someWeights });
        for (const { events, now } of stream) {
          const answer = await ingest(
            env.DB,
            events.map((event) => ({ site, event })),
            now,
          );
          expect(answer).toEqual({ kind: 'stored' });
        }
        await expectFold(env.DB, site);
      }),
      { numRuns: runs },
    );
  });
});
