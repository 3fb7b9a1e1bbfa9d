// The bodies of messages that are about to be sent for the first time.

import type { VisitorMessage } from '../../../schema/api/alerts/message.ts';
import type { delivery, webhook } from '../../../schema/tables/alerts.ts';
import { readMessageSubjects } from '../../store/alerts/message-visitors.ts';
import type { MessageDetail } from '../../store/alerts/moves.ts';
import type { StoredRow } from '../../store/database/stored-row.ts';
import { readSite, type SiteConfig, withModel } from '../../store/sites/site-config.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { visitorMessageOf } from './messages/visitor-message.ts';

/** A delivery to compose, with what its webhook says of it. */
export interface ToCompose
  extends Pick<StoredRow<typeof delivery>, 'site' | 'webhook' | 'id' | 'type' | 'at' | 'visitor' | 'detail'>,
    Pick<typeof webhook.$inferSelect, 'format' | 'model' | 'pages'> {}

/** What to send. */
export interface Body {
  body: string;
  contentType: string;
}

/** `gone`: there is nobody left to tell of (erased), or the model, the segment or the site is gone. */
export type Composed = Body | { gone: true };

/** SQL statements to compose the messages to webhooks of `sites` sites: one site with one model takes four. */
export const composeStatements = (sites: number, models: number): number => sites + 3 * models;

/** Names a delivery in the result of `compose`. */
export const composedKey = ({ webhook, id }: Pick<ToCompose, 'webhook' | 'id'>): string =>
  `${webhook}\n${id}`;

/**
 * Composes messages as of `now` (UTC ms), by `composedKey`: all of `due` have an entry. Reads each site once, and the visitors of
 * each of its models in one round trip.
 */
export async function compose(
  db: D1Database,
  due: readonly ToCompose[],
  now: number,
): Promise<Map<string, Composed>> {
  const bySite = Map.groupBy(due, ({ site }) => site);
  const composed = [...bySite].map(([site, some]) => composeOfSite(db, { site, due: some, now }));
  return new Map((await Promise.all(composed)).flat());
}

interface OfSite {
  site: number;
  due: readonly ToCompose[];
  now: number;
}

async function composeOfSite(db: D1Database, { site: key, due, now }: OfSite): Promise<[string, Composed][]> {
  const site = await readSite(db, key);
  const byModel = Map.groupBy(due, ({ model }) => model);
  const composed = [...byModel].map(async ([model, some]) => {
    const under = site && withModel(site, model);
    const messages = under ? await readMessages(db, under, some, now) : new Map<ToCompose, VisitorMessage>();
    return some.map((one): [string, Composed] => [composedKey(one), bodyOf(messages.get(one))]);
  });
  return (await Promise.all(composed)).flat();
}

/** The messages about visitors who are still there. */
function readMessages(
  db: D1Database,
  site: SiteConfig,
  due: readonly ToCompose[],
  now: number,
): Promise<Map<ToCompose, VisitorMessage>> {
  const told = due.map((one) => ({ one, detail: JSON.parse(one.detail) as MessageDetail }));
  const visitors = new Set(due.flatMap(({ visitor }) => visitor ?? []));
  const segments = new Set(told.flatMap(({ detail }) => detail.segment ?? []));
  return underFreshSite(db, site, async (fresh) => {
    const { key, revision, served } = fresh;
    const asked = { site: key, revision, version: served.version };
    const found = await readMessageSubjects(db, {
      ...asked,
      visitors: [...visitors],
      segments: [...segments],
    });
    const context = { site: fresh, segments: found.segments, now };
    return new Map(
      told.flatMap(({ one, detail }) => {
        const row = one.visitor === null ? undefined : found.visitors.get(one.visitor);
        const { type, at, pages } = one;
        const message =
          row && visitorMessageOf({ type: type as VisitorMessage['type'], at, pages, detail }, row, context);
        return message ? [[one, message] as const] : [];
      }),
    );
  });
}

function bodyOf(message: VisitorMessage | undefined): Composed {
  if (!message) return { gone: true };
  return { body: JSON.stringify(message), contentType: 'application/json' };
}
