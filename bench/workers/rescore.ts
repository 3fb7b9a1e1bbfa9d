// A site with so many visitors and so much history, made straight in the database; then another model for all of it.

import { defaultModel } from '../../schema/default-model.ts';
import { settings } from '../../schema/site.ts';
import { continuePreview, findPreview, startPreview } from '../../worker/flows/preview.ts';
import { continuePublishing, startPublishing } from '../../worker/flows/publish.ts';
import { createModel } from '../../worker/store/models.ts';
import { readSite } from '../../worker/store/site-config.ts';
import { createSite } from '../../worker/store/sites.ts';

/** `fill`: a site of so many visitors with so many events each. Then `preview` and `publish` another model of it. */
export type RescoreJob =
  | { kind: 'fill'; site: string; visitors: number; eventsPerVisitor: number }
  | { kind: 'preview' | 'publish'; site: string };

const now = Date.UTC(2026, 10, 22, 12);
const by = { actor: 'bench', now };
/** Rows made by one statement. */
const chunk = 20_000;

export default {
  async fetch(request, { DB }) {
    const job = (await request.json()) as RescoreJob;
    if (job.kind === 'fill') await fill(DB, job);
    else if (job.kind === 'preview') await preview(DB, job.site);
    else await publish(DB, job.site);
    return Response.json({});
  },
} satisfies ExportedHandler<{ DB: D1Database }>;

type Fill = Extract<RescoreJob, { kind: 'fill' }>;

/** Each visitor has a visit of five events a week; of the events a fifth are of pricing and a tenth are downloads. */
async function fill(db: D1Database, { site, visitors, eventsPerVisitor }: Fill): Promise<void> {
  await createSite(
    db,
    { id: site, name: site, origins: ['https://example.com'], settings: settings.parse({}) },
    by,
  );
  await createModel(db, { site, model: { ...defaultModel, halfLifeDays: 14 } }, by);
  const numbers = 'with recursive k(i) as (select ?2 union all select i + 1 from k where i + 1 < ?3)';
  for (let from = 0; from < visitors; from += chunk) {
    await db
      .prepare(
        `${numbers} insert into score (site, version, visitor, heat, heat_by_rule, level, arrival, attempt, device,
           first_seen, last_seen, visits, source)
         select ?1, 1, printf('v%09d', (i * 7919) % 1000000007), 10.0, '{"page":10.0}', 3, 1, 0, printf('d%09d', i), 1, 2, 1,
           'direct' from k`,
      )
      .bind(site, from, Math.min(visitors, from + chunk))
      .run();
  }
  const events = visitors * eventsPerVisitor;
  for (let from = 0; from < events; from += chunk) {
    await db
      .prepare(
        `${numbers} insert into event (site, device, id, kind, occurred_at, arrival, position, session, origin, body)
         select ?1, printf('d%09d', i / ?4), printf('e%09d', i), case when i % 10 = 3 then 'download' else 'page_view' end,
           ?5 - (i % ?4 / 5) * 604800000 + (i % 5) * 60000, (?5 - (i % ?4 / 5) * 604800000 + (i % 5) * 60000) * 256, 0,
           printf('s%09d-%d', i / ?4, i % ?4 / 5), 'browser',
           json_object('url', 'https://example.com/' || case when i % 5 = 1 then 'pricing' else 'page-' || (i % 40) end,
             'title', 'A page of example.com', 'file', 'https://example.com/guide-' || (i % 3) || '.pdf') from k`,
      )
      .bind(site, from, Math.min(events, from + chunk), eventsPerVisitor, now)
      .run();
  }
}

async function preview(db: D1Database, site: string): Promise<void> {
  const target = { site, version: 2 };
  const config = await readSite(db, site);
  if (!config || !(await startPreview(db, config, { version: 2, now }))) throw new Error('no such draft');
  await continuePreview(db, target, Number.POSITIVE_INFINITY);
  if (!(await findPreview(db, site, 2))?.result) throw new Error('the preview has no result');
}

async function publish(db: D1Database, site: string): Promise<void> {
  await startPublishing(db, { site, version: 2 }, { ...by, deadline: Number.POSITIVE_INFINITY });
  const outcome = await continuePublishing(db, site, Number.POSITIVE_INFINITY);
  if (outcome !== 'served') throw new Error(`publishing ended ${outcome}`);
}
