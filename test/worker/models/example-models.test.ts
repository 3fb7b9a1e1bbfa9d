// The models of docs/models/, through the API: drafted without warnings, published over a history, and scoring their story.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import agency from '../../../docs/models/agency.json?raw';
import software from '../../../docs/models/b2b-software.json?raw';
import shop from '../../../docs/models/e-commerce.json?raw';
import events from '../../../docs/models/events.json?raw';
import readme from '../../../docs/models/README.md?raw';
import { anonymousVisitor } from '../../../worker/flows/common/visitor-id.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { uuidNamed } from '../../support/ids.ts';
import { readStory, storyOf } from '../../support/stories/stories.ts';

const dayMs = 86_400_000;
/** A Monday that is past, as in the unit tests of the stories. */
const start = Date.UTC(2026, 5, 1);

const examples: Readonly<Record<string, string>> = {
  'b2b-software': software,
  'e-commerce': shop,
  events,
  agency,
};

async function deliver(id: string, happened: NewEvent[], now: number): Promise<void> {
  const site = (await readSite(env.DB, id)) as SiteConfig;
  const arrivals = happened.map((event) => ({ site, event }));
  expect(await ingest(env.DB, arrivals, now)).toEqual({ kind: 'stored' });
}

describe.each(Object.entries(storyOf))('the example %s', (name, heading) => {
  const device = crypto.randomUUID();
  const story = readStory(readme, heading, { start, device });

  it('is published over a history, which it scores as its story tells', async () => {
    const id = await newSite();
    for (const { event } of story) if (event) await deliver(id, [event], event.occurredAt);
    await deliver(
      id,
      [1, 2, 3].map((n) => ({
        ...(story[0]?.event as NewEvent),
        id: crypto.randomUUID(),
        device: uuidNamed(`other-${n}`),
      })),
      start,
    );
    const drafted = await call(`POST /v1/sites/${id}/models`, { body: examples[name] });
    expect([drafted.status, drafted.body]).toEqual([201, { version: 2, warnings: [] }]);
    const published = await call(`POST /v1/sites/${id}/models/2/publish`);
    expect([published.status, published.body]).toEqual([200, { version: 2, rescoring: null }]);
    expect((await call(`GET /v1/sites/${id}/model`)).body).toMatchObject({
      version: 2,
      model: JSON.parse(examples[name] ?? ''),
    });
    const site = (await readSite(env.DB, id)) as SiteConfig;
    await expectFold(env.DB, site, { asOf: Date.now() });
    const path = `/v1/sites/${id}/visitors/${await anonymousVisitor(site.visitorKey, device)}`;
    // The last line of each day: earlier moments of it are the same moment.
    const ends = story.filter(({ day }, index) => story[index + 1]?.day !== day);
    expect(ends.length).toBeGreaterThanOrEqual(2);
    for (const { day, score } of ends) {
      const { body } = await call(`GET ${path}/explanation?at=${start + day * dayMs}`);
      expect([day, body.score.toFixed(2), body.modelVersion]).toEqual([day, score, 2]);
      expect(body.rawScore).toBe(
        body.lines.reduce((sum: number, { worth }: { worth: number }) => sum + worth, 0),
      );
    }
  });
});
