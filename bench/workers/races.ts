// Stores one event per request, over a slow connection to the database, and reports how its guesses did.

import { planOf } from '../../schema/plan.ts';
import { settings } from '../../schema/site.ts';
import { slowDatabase } from '../../test/support/database/slow-database.ts';
import { ingest } from '../../worker/flows/ingest/ingest.ts';
import { type WriteOutcome, writeCounts } from '../../worker/flows/ingest/races.ts';
import { metered, statementsLeft } from '../../worker/store/database/metered.ts';
import { readSite, type SiteConfig, siteById } from '../../worker/store/sites/site-config.ts';
import { createSite } from '../../worker/store/sites/sites.ts';

/** A page view of a device. Each call to the database takes at least `tripMs`. */
export interface RacesJob {
  device: string;
  session: string;
  tripMs: number;
}

/** Whether the event was stored, and how many statements that took. */
export interface RacesAnswer {
  isStored: boolean;
  statements: number;
}

/** The outcomes of this isolate's writes so far. */
export type RacesCounts = Readonly<Record<WriteOutcome, number>>;

const now = Date.UTC(2026, 0, 5, 12);
const site = 'races';

export default {
  async fetch(request, { DB }) {
    if (request.method === 'GET') return Response.json(writeCounts() satisfies RacesCounts);
    const { device, session, tripMs } = (await request.json()) as RacesJob;
    const at = Date.now();
    const config = (await siteById(DB, site, { maxAgeMs: 60_000 })) ?? (await make(DB));
    const body = { url: 'https://example.com/features', title: 'A page of example.com' };
    const event = { device, session, body, id: crypto.randomUUID(), occurredAt: at, ownedAt: null };
    // The free plan, which allows less. One statement is reserved, and one has read the site.
    const allowed = planOf('free').statements - 2;
    const db = metered(slowDatabase(DB, tripMs), { statements: allowed });
    const { kind } = await ingest(
      db,
      [{ site: config, event: { ...event, kind: 'page_view', origin: 'browser' } }],
      at,
    );
    const statements = allowed - statementsLeft(db);
    return Response.json({ isStored: kind === 'stored', statements } satisfies RacesAnswer);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;

/** Isolates start at the same time, so another one may have created the site. */
async function make(db: D1Database): Promise<SiteConfig> {
  const asked = { id: site, name: site, origins: ['https://example.com'], settings: settings.parse({}) };
  await createSite(db, asked, { actor: 'bench', now });
  return (await readSite(db, site)) as SiteConfig;
}
