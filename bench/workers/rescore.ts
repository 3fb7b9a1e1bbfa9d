// A site with so many visitors and so much history, made straight in the database; then another model for all of it.

import { defaultModel } from '../../schema/default-model.ts';
import { settings } from '../../schema/site.ts';
import { letOthersThrough } from '../../worker/flows/let-others.ts';
import { continuePreview, findPreview, startPreview } from '../../worker/flows/preview.ts';
import { continuePublishing, startPublishing } from '../../worker/flows/publish.ts';
import { createModel } from '../../worker/store/models.ts';
import { readSite } from '../../worker/store/site-config.ts';
import { createSite } from '../../worker/store/sites.ts';
import { fillHistory } from '../history-fill.ts';

/**
 * `fill`: a site of so many visitors with so many events each. Then `preview` and `publish` another model of it. `read`: reads
 * as much as both do and forgets it, the least memory that they can take.
 */
export type RescoreJob =
  | { kind: 'fill'; site: string; visitors: number; eventsPerVisitor: number }
  | { kind: 'preview' | 'publish' | 'read'; site: string };

const now = Date.UTC(2026, 10, 22, 12);
const by = { actor: 'bench', now };
export default {
  async fetch(request, { DB }) {
    const job = (await request.json()) as RescoreJob;
    if (job.kind === 'fill') await make(DB, job);
    else if (job.kind === 'preview') await preview(DB, job.site);
    else if (job.kind === 'read') await readTwice(DB, job.site);
    else await publish(DB, job.site);
    return Response.json({});
  },
} satisfies ExportedHandler<{ DB: D1Database }>;

async function make(db: D1Database, { site, visitors, eventsPerVisitor }: Fill): Promise<void> {
  await createSite(
    db,
    { id: site, name: site, origins: ['https://example.com'], settings: settings.parse({}) },
    by,
  );
  await createModel(db, { site, model: { ...defaultModel, halfLifeDays: 14 } }, by);
  await fillHistory(
    (sql, values) =>
      db
        .prepare(sql)
        .bind(...values)
        .run(),
    { site, visitors, eventsPerVisitor, until: now },
  );
}

type Fill = Extract<RescoreJob, { kind: 'fill' }>;

async function preview(db: D1Database, site: string): Promise<void> {
  const target = { site, version: 2 };
  const config = await readSite(db, site);
  if (!config || !(await startPreview(db, config, { version: 2, now }))) throw new Error('no such draft');
  await continuePreview(db, target, Number.POSITIVE_INFINITY);
  if (!(await findPreview(db, site, 2))?.result) throw new Error('the preview has no result');
}

const page = `select device, id, kind, occurred_at, owned_at, arrival, position, session, origin, body from event
  where site = ?1 and (device, id) > (?2, ?3) order by device, id limit 700`;

async function readTwice(db: D1Database, site: string): Promise<void> {
  for (let time = 0; time < 2; time++) {
    for (let from = { device: '', id: '' }; ; ) {
      const { results } = await db.prepare(page).bind(site, from.device, from.id).all<typeof from>();
      const last = results.at(-1);
      if (!last) break;
      from = { device: last.device, id: last.id };
      await letOthersThrough();
    }
  }
}

async function publish(db: D1Database, site: string): Promise<void> {
  await startPublishing(db, { site, version: 2 }, { ...by, deadline: Number.POSITIVE_INFINITY });
  const outcome = await continuePublishing(db, site, Number.POSITIVE_INFINITY);
  if (outcome !== 'served') throw new Error(`publishing ended ${outcome}`);
}
