// Where one visit came from, from the URL and the referrer of its first event.

import { type Channel, type FirstVisit, firstVisitLimits } from '../../../schema/api/visitors/channel.ts';
import { keptParameters } from '../../../schema/event.ts';
import { type ClickKind, channelOf } from './channel.ts';
import { knownName } from './known-sources.ts';
import { directSource } from './source.ts';
import { type NamedSource, plainHost, sourceNamed, sourceOfReferrer } from './source-name.ts';

/** What was sent, before it was given a name. Fields that nobody sent are missing. */
export interface SentSource {
  source?: string;
  medium?: string;
  click?: string;
  referrer?: string;
}

/** Where a visit came from. */
export interface Origin {
  source: string;
  channel: Channel;
  campaign: string | null;
  sent: SentSource;
}

type ClickId = {
  [Name in keyof typeof keptParameters]: (typeof keptParameters)[Name] extends string ? Name : never;
}[keyof typeof keptParameters];

/**
 * What each click id shows. Facebook adds its own to every link, an ad or not. Display & Video 360 and Campaign Manager add `dclid`.
 * https://support.google.com/analytics/answer/11367152 https://ads.tiktok.com/help/article/tiktok-click-id
 * https://business.x.com/en/help/campaign-measurement-and-analytics/conversion-tracking-for-websites
 */
const clicks: Readonly<Record<ClickId, ClickKind>> = {
  ...{ gclid: 'ads', gbraid: 'ads', wbraid: 'ads', dclid: 'display', msclkid: 'ads' },
  ...{ fbclid: 'links', ttclid: 'ads', li_fat_id: 'ads', twclid: 'ads' },
};

const clickIds = Object.keys(clicks) as ClickId[];

/** Facebook's click id is also on the links of the other networks of Meta. */
const ofMeta = new Set(['facebook', 'instagram', 'threads', 'messenger', 'whatsapp']);

const { maxTextChars, maxMediumChars } = firstVisitLimits;

/**
 * `utm_source`, else the network of a click id, else the referrer, else `direct`. A referrer on the page's own host, with or without
 * `www.`, is not a source.
 */
export function originOf(url: URL | null, referrer: string | undefined): Origin {
  const query = url?.search ? url.searchParams : null;
  const click = (query && clickIds.find((name) => query.has(name))) ?? null;
  const led = ledBy(url, referrer);
  const utm = cut(query?.get('utm_source'), maxTextChars);
  const medium = cut(query?.get('utm_medium'), maxMediumChars);
  const source = (utm === null ? null : sourceNamed(utm)) ?? (click ? networkOf(click, led) : null) ?? led;
  return {
    source: source?.name ?? directSource,
    channel: channelOf({ source, medium, click: click && clicks[click] }),
    campaign: cut(query?.get('utm_campaign'), maxTextChars),
    sent: sentOf({ source: utm, medium, click, referrer: led ? cut(referrer, maxTextChars) : null }),
  };
}

function ledBy(url: URL | null, referrer: string | undefined): NamedSource | null {
  const host = referrer ? URL.parse(referrer)?.hostname : null;
  if (!referrer || !host || (url && plainHost(host) === plainHost(url.hostname))) return null;
  return sourceOfReferrer(referrer);
}

function networkOf(click: ClickId, led: NamedSource | null): NamedSource {
  if (click === 'fbclid' && led && ofMeta.has(led.name)) return led;
  const name = keptParameters[click];
  return { name, kind: knownName(name)?.kind ?? null, isHost: false, isAd: false };
}

function cut(text: string | null | undefined, maxChars: number): string | null {
  const trimmed = text?.trim().slice(0, maxChars).toWellFormed();
  return trimmed ? trimmed : null;
}

function sentOf(sent: { [Name in keyof SentSource]: string | null }): SentSource {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
}

/** A first visit as the API shows it. */
export function firstVisitOf(
  origin: Omit<Origin, 'sent'> & { landing: string | null; sent: SentSource | null },
): FirstVisit {
  const { sent, ...visit } = origin;
  return {
    ...visit,
    referrer: sent?.referrer ?? null,
    utmSource: sent?.source ?? null,
    utmMedium: sent?.medium ?? null,
    clickId: sent?.click ?? null,
  };
}
