// Creates a site with this many visitors and this much history, directly in the database; then rescores it under another
// model.

import { defaultModel } from '../../schema/model/default-model.ts';
import { settings } from '../../schema/site.ts';
import { yieldToOthers } from '../../worker/flows/common/units.ts';
import { continuePreview, findPreview, startPreview } from '../../worker/flows/models/preview.ts';
import { continuePublishing, startPublishing } from '../../worker/flows/models/publish.ts';
import { eventColumns } from '../../worker/store/log/events.ts';
import { createModel } from '../../worker/store/models/models.ts';
import { readSite } from '../../worker/store/sites/site-config.ts';
import { createSite } from '../../worker/store/sites/sites.ts';
import { fillHistory } from '../suites/history/history-fill.ts';

/**
 * `fill`: creates a site with this many visitors and events for each. Then `preview` and `publish` use another model for it.
 * `read`: only reads as much as both do, which takes the minimum memory.
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
  const key = await keyOf(db, site);
  await createModel(db, { site: key, model: { ...defaultModel, halfLifeDays: 14 } }, by);
  await fillHistory(
    (sql, values) =>
      db
        .prepare(sql)
        .bind(...values)
        .run(),
    { site: key, visitors, eventsPerVisitor, until: now },
  );
}

type Fill = Extract<RescoreJob, { kind: 'fill' }>;

async function keyOf(db: D1Database, id: string): Promise<number> {
  return (await readSite(db, id))?.key as number;
}

async function preview(db: D1Database, id: string): Promise<void> {
  const config = await readSite(db, id);
  if (!config || !(await startPreview(db, config, { version: 2, now }))) throw new Error('no such draft');
  const target = { site: config.key, version: 2 };
  await continuePreview(db, target, Number.POSITIVE_INFINITY);
  if (!(await findPreview(db, config.key, 2))?.result) throw new Error('the preview has no result');
}

const page = `select ${eventColumns} from event e
  where e.site = ?1 and (e.device, e.id) > (unhex(?2), unhex(?3)) order by e.device, e.id limit 700`;

async function readTwice(db: D1Database, id: string): Promise<void> {
  const site = await keyOf(db, id);
  for (let time = 0; time < 2; time++) {
    for (let from = { device: '', id: '' }; ; ) {
      const { results } = await db.prepare(page).bind(site, from.device, from.id).all<typeof from>();
      const last = results.at(-1);
      if (!last) break;
      from = { device: last.device, id: last.id };
      await yieldToOthers();
    }
  }
}

async function publish(db: D1Database, id: string): Promise<void> {
  const site = await keyOf(db, id);
  await startPublishing(db, { site, version: 2 }, { ...by, deadline: Number.POSITIVE_INFINITY });
  const outcome = await continuePublishing(db, site, Number.POSITIVE_INFINITY);
  if (outcome !== 'served') throw new Error(`publishing ended ${outcome}`);
}
