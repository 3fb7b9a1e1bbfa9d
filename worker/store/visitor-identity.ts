// Who a visitor id stands for now, and what is theirs: the lead, the stints, the lone device of an anonymous one.

import { defaultModelName } from '../../schema/model.ts';

/** `device` is set for an anonymous visitor without stints: its whole device is its own. */
export interface Identity {
  /** The survivor, when the id asked for was absorbed. */
  visitor: string;
  lead: { email: string | null; userId: string | null; verified: boolean } | null;
  /** In order of device and time. */
  stints: { device: string; startedAt: number; verified: boolean }[];
  device: string | null;
}

/** Whom the id ?2 of the site ?1 stands for now. */
export const survivor = 'coalesce((select survivor from absorbed where site = ?1 and visitor = ?2), ?2)';

/** Reads it in one round trip, by primary keys and `stint_by_visitor`. Null: no such visitor at this site. */
export async function readIdentity(db: D1Database, site: string, id: string): Promise<Identity | null> {
  const [visitor, leads, stints, scores] = await db.batch<Record<string, never>>([
    db.prepare(`select ${survivor} as visitor`).bind(site, id),
    db
      .prepare(
        `select email, user_id as userId, verified from lead where site = ?1 and visitor = ${survivor}`,
      )
      .bind(site, id),
    db
      .prepare(
        `select device, started_at as startedAt, verified from stint where site = ?1 and visitor = ${survivor}
         order by device, started_at`,
      )
      .bind(site, id),
    db
      .prepare(
        `select s.device from served_model d join score s on s.site = d.site and s.version = d.version
         where d.site = ?1 and d.name = '${defaultModelName}' and s.visitor = ${survivor}`,
      )
      .bind(site, id),
  ]);
  const lead = leads?.results[0] as unknown as (Identity['lead'] & object) | undefined;
  const score = scores?.results[0] as unknown as { device: string } | undefined;
  if (!lead && !score) return null;
  const own = (stints?.results ?? []) as unknown as Identity['stints'];
  return {
    visitor: String(visitor?.results[0]?.visitor),
    lead: lead ? { ...lead, verified: Boolean(lead.verified) } : null,
    stints: own.map((stint) => ({ ...stint, verified: Boolean(stint.verified) })),
    device: own.length === 0 && !lead ? (score?.device ?? null) : null,
  };
}
