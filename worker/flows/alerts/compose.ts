// The bodies of messages that are about to be sent for the first time.

import type { MessageType, VisitorMessage } from '../../../schema/api/alerts/message.ts';
import type { delivery, webhook } from '../../../schema/tables/alerts.ts';
import type { DigestDetail } from '../../store/alerts/digest.ts';
import { readMessageSubjects } from '../../store/alerts/message-visitors.ts';
import type { MessageDetail } from '../../store/alerts/moves.ts';
import type { StoredRow } from '../../store/database/stored-row.ts';
import { readSite, type SiteConfig, withModel } from '../../store/sites/site-config.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { visitorView } from '../visitors/visitor-view.ts';
import { digestMessageOf, digestPost } from './digest/digest-message.ts';
import { type Judged, judge } from './membership.ts';
import { type Body, postBody, standardBody } from './messages/body.ts';
import { type News, sitePages, visitorMessageOf } from './messages/visitor-message.ts';
import { visitorPost } from './messages/visitor-post.ts';

/** A delivery to compose, with what its webhook says of it. */
export interface ToCompose
  extends Pick<StoredRow<typeof delivery>, 'site' | 'webhook' | 'id' | 'type' | 'at' | 'visitor' | 'detail'>,
    Pick<typeof webhook.$inferSelect, 'format' | 'segment' | 'model' | 'pages'> {}

/**
 * What to send. `together`: the deliveries (`composedKey`) that this body tells of, the same for each of them: one request tells
 * them all. In the format `standard` each is alone; in those for people, all that a webhook is told in one call are one post.
 * Instead of a body, a fate. `gone`: there is nobody to tell of (erased, or not in the webhook's segment), or the model, the segment or
 * the site is gone. `later`: an identification of the visitor is still to be applied. `quiet`: its post tells it already.
 */
export type Composed = (Body & { together: readonly string[] }) | { fate: 'gone' | 'later' | 'quiet' };

/** SQL statements to compose the messages of so many sites, and models of theirs; digests take two of them. */
export const composeStatements = (sites: number, models: number): number => sites + 6 * models;

const digestType: MessageType = 'digest';

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

/** A delivery, and its detail parsed. */
interface ToldOf {
  one: ToCompose;
  detail: MessageDetail;
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
    if (!under) return [];
    const moved = some.filter(({ visitor }) => visitor !== null);
    const digests = some.filter(({ type }) => type === digestType);
    return [
      ...(moved.length > 0 ? bodiesOf(under, await readNews(db, under, moved, now)) : []),
      ...(digests.length > 0 ? await digestsOf(db, under, digests, now) : []),
    ];
  });
  const bodies = new Map((await Promise.all(composed)).flat());
  return due.map((one) => [composedKey(one), bodies.get(composedKey(one)) ?? { fate: 'gone' }]);
}

/** The messages about visitors who are still there, and in the segment of the webhook if it has one. */
function readNews(
  db: D1Database,
  site: SiteConfig,
  due: readonly ToCompose[],
  now: number,
): Promise<Map<ToCompose, News | 'later'>> {
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
    const judged = await judge(db, fresh, { all: told.flatMap(judgedOf), visitors: found.visitors, now });
    const memberships = new Map([...judged].map(([{ one }, membership]) => [one, membership]));
    return new Map(
      told.flatMap(({ one, detail }): [ToCompose, News | 'later'][] => {
        const membership = memberships.get(one) ?? 'member';
        if (membership !== 'member') return membership === 'later' ? [[one, membership]] : [];
        const row = found.visitors.get(one.visitor ?? '');
        const move = { type: one.type as VisitorMessage['type'], at: one.at, pages: one.pages, detail };
        const news = row && visitorMessageOf(move, row, context);
        return news ? [[one, news]] : [];
      }),
    );
  });
}

/** What the webhook's segment decides. Entering and leaving it has been told by then. */
function judgedOf({ one, detail }: ToldOf): (Judged & { one: ToCompose })[] {
  const { visitor, segment, at } = one;
  return visitor === null || segment === null || detail.segment !== undefined
    ? []
    : [{ one, visitor, segment, at }];
}

function bodiesOf(site: SiteConfig, all: ReadonlyMap<ToCompose, News | 'later'>): [string, Composed][] {
  const news = [...all].flatMap(([one, found]) => (found === 'later' ? [] : [[one, found] as const]));
  const later = [...all].flatMap(([one, found]) => (found === 'later' ? [one] : []));
  const byWebhook = Map.groupBy(news, ([{ webhook }]) => webhook);
  const bodies = [...byWebhook.values()].flatMap((every) => {
    const [{ format, pages }] = every[0] as [ToCompose, News];
    if (format === 'standard')
      return every.map(([one, { message }]): [string, Composed] => [
        composedKey(one),
        { ...standardBody(message), together: [composedKey(one)] },
      ]);
    const told = [...Map.groupBy(every, ([one]) => newsKey(one)).values()].map(
      ([first]) => first as [ToCompose, News],
    );
    const post = visitorPost(
      told.map(([, each]) => each),
      { site: site.name, listUrl: sitePages(pages, site.id) },
    );
    const composed = { ...postBody(format, post), together: told.map(([one]) => composedKey(one)) };
    const first = new Set(told.map(([one]) => one));
    return every.map(([one]): [string, Composed] => [
      composedKey(one),
      first.has(one) ? composed : { fate: 'quiet' },
    ]);
  });
  return [...bodies, ...later.map((one): [string, Composed] => [composedKey(one), { fate: 'later' }])];
}

/** The same for deliveries that tell people the same, as `keepQuiet` compares them (store/alerts/quiet.ts). */
function newsKey({ type, visitor, detail }: ToCompose): string {
  const { segment, cell, outcome } = JSON.parse(detail) as MessageDetail;
  return JSON.stringify([type, visitor, segment, cell, outcome]);
}

async function digestsOf(
  db: D1Database,
  site: SiteConfig,
  due: readonly ToCompose[],
  now: number,
): Promise<[string, Composed][]> {
  const digests = due.map((one) => ({ one, detail: JSON.parse(one.detail) as DigestDetail }));
  const named = digests.flatMap(({ detail }) =>
    Object.values(detail.groups).flatMap(({ visitors }) => visitors),
  );
  return underFreshSite(db, site, async (fresh) => {
    const { key, revision, served } = fresh;
    const asked = { site: key, revision, version: served.version, segments: [] };
    const found = await readMessageSubjects(db, { ...asked, visitors: [...new Set(named)] });
    const visitors = new Map([...found.visitors].map(([id, row]) => [id, visitorView(row, served, now)]));
    return digests.map(({ one, detail }): [string, Composed] => {
      const { at, pages, format } = one;
      const message = digestMessageOf(detail, { at, pages, site: fresh, model: served.name, visitors });
      const body = format === 'standard' ? standardBody(message) : postBody(format, digestPost(message));
      return [composedKey(one), { ...body, together: [composedKey(one)] }];
    });
  });
}
