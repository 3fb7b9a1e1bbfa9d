// One name for one source, whether a campaign, a click id, a referrer in any country, or an app tells it.

import { firstVisitLimits } from '../../../schema/api/visitors/channel.ts';
import { type KnownSource, knownApp, knownHost, knownName, plainName } from './known-sources.ts';
import { adNames } from './own-sources.ts';
import type { SourceKind } from './source.ts';

/** A source. `kind` null: no list has it. `isHost`: its name is that of a website. `isAd`: its spelling says that it is an ad. */
export interface NamedSource {
  name: string;
  kind: SourceKind | null;
  isHost: boolean;
  isAd: boolean;
}

/** What a link is tagged with by tools that had nothing to say. */
const placeholders = /^$|^\(?(not set|none|null|undefined|direct)\)?$|^[{[<%].*[}\]>%]$/;

const { maxTextChars } = firstVisitLimits;

/** Words around the name of a source: `facebook_ads`, `linkedin-paid`, `google / cpc`. */
const adWord = /^(ads?|adverts?|advertising|paid|cpc|ppc|cpm|sponsored|remarketing|retargeting)$/;
const otherWord = /^(organic|social|search|app|mobile|feed|post|page|com|www)$/;
const adEnding = /ads?$/;

const hostName = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/;
const newsletterWord = /(^|[^a-z])(newsletters?|e-?mails?|mailings?)([^a-z]|$)/;

/** The source that a `utm_source` names; null: it names none. Unknown ones keep their text, in lower case. */
export function sourceNamed(text: string): NamedSource | null {
  const given = text.trim().toLowerCase().slice(0, maxTextChars);
  if (placeholders.test(given)) return null;
  const address = given.includes('://') ? URL.parse(given) : null;
  if (address?.hostname) return sourceOfAddress(address);
  const host = given.replace(/[/?#:].*$/, '');
  const found = (hostName.test(host) ? knownHost(plainHost(host)) : null) ?? knownName(given);
  const isAd = isAdSpelling(given);
  if (found) return { ...found, isHost: false, isAd };
  const stripped = withoutWords(given);
  if (stripped) return { ...stripped, isHost: false, isAd };
  if (newsletterWord.test(given)) return { name: given, kind: 'email', isHost: false, isAd };
  if (!hostName.test(host)) return { name: given, kind: null, isHost: false, isAd };
  return knownApp(host) ? namedApp(host) : { name: plainHost(host), kind: null, isHost: true, isAd: false };
}

/** The name of a source as rules, filters and reports have it: `google` for `Google`, `google.com` and `google.de`. */
export function sourceName(text: string): string {
  return sourceNamed(text)?.name ?? text.trim().toLowerCase();
}

/** The globs of a rule, and the name of the source for each that spells it otherwise: `google.com` also matches `google`. */
export function sourceGlobs(globs: readonly string[]): string[] {
  const names = globs.filter((glob) => !/[*?]/.test(glob)).map(sourceName);
  return [...new Set([...globs, ...names])];
}

/** The source that a referrer names; null if it is no address. */
export function sourceOfReferrer(referrer: string): NamedSource | null {
  const url = URL.parse(referrer);
  return url?.hostname ? sourceOfAddress(url) : null;
}

function sourceOfAddress({ protocol, hostname }: URL): NamedSource {
  const host = plainHost(hostname.toLowerCase().slice(0, maxTextChars));
  if (!/^https?:$/.test(protocol)) return namedApp(host);
  const found = knownHost(host);
  return found ? { ...found, isHost: true, isAd: false } : unknownHost(host);
}

function namedApp(id: string): NamedSource {
  const found = knownApp(id);
  return found ? { ...found, isHost: true, isAd: false } : unknownHost(id);
}

function unknownHost(name: string): NamedSource {
  return { name, kind: null, isHost: true, isAd: false };
}

/** Without `www.`, and without the dot that a fully qualified name ends with. */
export function plainHost(host: string): string {
  return host.replace(/\.$/, '').replace(/^www\.(?=.*\.)/, '');
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function isAdSpelling(text: string): boolean {
  if (adNames.has(plainName(text))) return true;
  return wordsOf(text).some((word) => adWord.test(word) || withoutEnding(word) !== null);
}

/** The source whose name is left without the words around it. */
function withoutWords(text: string): KnownSource | null {
  const words = wordsOf(text);
  const left = words.filter((word) => !adWord.test(word) && !otherWord.test(word));
  if (left.length === 0) return null;
  return (
    (left.length < words.length ? knownName(left.join('')) : null) ??
    (left.length === 1 ? withoutEnding(left[0] as string) : null)
  );
}

/** `facebookads`. */
function withoutEnding(word: string): KnownSource | null {
  return adEnding.test(word) ? knownName(word.replace(adEnding, '')) : null;
}
