// What one transaction of ingest binds: rows for the log, and what each asks of the models that its site feeds.

import type { Trait } from '../../schema/trait.ts';
import { asksOf, opensSession } from '../score/ask.ts';
import { compileModel } from '../score/compile.ts';
import type { NewEvent } from '../score/event.ts';
import { factsOf } from '../score/facts.ts';
import { lapsesOf } from '../score/lapse.ts';
import { heatThresholds } from '../score/level.ts';
import { isSighting } from '../score/standing.ts';
import type {
  AppendBatch,
  AppendRow,
  FedVersion,
  IdentityRow,
  OwnerFit,
  OwnerLead,
} from '../store/append.ts';
import type { SiteConfig } from '../store/site-config.ts';
import type { BegunRow } from '../store/waiting.ts';
import { fitsOf } from './refold.ts';

/** An event on its way in, its body as JSON, with the anonymous visitor of its device. */
export interface Entry {
  siteId: string;
  event: NewEvent;
  anonymous: string;
  body: string;
}

/** A batch on its way in. */
export interface Job {
  batch: Entry[];
  sites: Map<string, SiteConfig>;
  /** Of those who own the events, as far as they were asked for. */
  leads: OwnerLead[];
  /** See store/append.ts `AppendBatch`. */
  earlier: boolean;
  /** UTC ms. */
  receivedAt: number;
}

/** The batch as the store takes it. */
export function prepareBatch({ batch, sites, leads, earlier, receivedAt }: Job): AppendBatch {
  const used = [...new Set(batch.map(({ siteId }) => siteId))].map((id) => sites.get(id) as SiteConfig);
  return {
    rows: batch.map((entry) => rowOf(entry, sites.get(entry.siteId) as SiteConfig)),
    fits: leads.flatMap((lead) => ownerFits(lead, sites.get(lead.site) as SiteConfig)),
    earlier,
    identities: batch.flatMap(identityOf),
    begun: used.flatMap((site) => begunIn(batch, site, receivedAt)),
    fed: used.flatMap((site) => fedVersions(site, receivedAt)),
    revisions: used.map(({ id, revision }) => ({ site: id, revision })),
    now: receivedAt,
  };
}

function fedVersions({ id, fed, filling }: SiteConfig, receivedAt: number): FedVersion[] {
  return fed.map((version) => ({
    site: id,
    version: version.version,
    servedAs: version === filling ? null : version.name,
    ...heatThresholds(version.model.levels, compileModel(version), receivedAt),
  }));
}

function ownerFits({ site, visitor, traits, attempt }: OwnerLead, { fed }: SiteConfig): OwnerFit[] {
  const known = new Map([[visitor, JSON.parse(traits) as Record<string, Trait>]]);
  return fitsOf([visitor], fed, known).map((fit) => ({ ...fit, site, attempt }));
}

function rowOf({ event, anonymous, body, siteId }: Entry, site: SiteConfig): AppendRow {
  return {
    site: siteId,
    device: event.device,
    id: event.id,
    anonymous,
    ownedAt: event.ownedAt ?? event.occurredAt,
    kind: event.kind,
    occurredAt: event.occurredAt,
    sighting: isSighting(event) ? 1 : 0,
    visitSession: opensSession(event) ? event.session : null,
    session: event.session,
    origin: event.origin,
    source: String(factsOf(event).read('source')),
    outcome: event.kind === 'outcome' ? (event.body.result ?? null) : null,
    body,
    asks: site.fed.flatMap((version) =>
      asksOf(event, compileModel(version)).map((ask) => ({
        ...ask,
        version: version.version,
        visit: ask.visit ? 1 : 0,
        outside: ask.disqualifies || ask.wins ? 1 : 0,
      })),
    ),
  };
}

/** What events of a site begin that may lapse. History that arrives late is judged once it has had time to arrive whole. */
function begunIn(batch: Entry[], { id: site, fed }: SiteConfig, receivedAt: number): BegunRow[] {
  return lapsesOf(fed).flatMap(({ lapse, time, begins }) =>
    batch
      .filter(({ siteId, event }) => siteId === site && begins(event))
      .map(({ event: { device, id, occurredAt: since } }) => ({
        ...{ site, lapse: lapse.id, device, id, since },
        due: Math.max(since + time, receivedAt),
      })),
  );
}

/** Identity that an event carries; automated browsers identify nobody. */
function identityOf({ siteId, event }: Entry): IdentityRow[] {
  const { email = null, userId = null, verified, traits = {}, place = {} } = event.body;
  if (event.origin === 'automated' || (email === null && userId === null)) return [];
  return [
    {
      site: siteId,
      device: event.device,
      id: event.id,
      ownedAt: event.ownedAt ?? event.occurredAt,
      email,
      userId,
      verified: verified ? 1 : 0,
      traits,
      place,
    },
  ];
}
