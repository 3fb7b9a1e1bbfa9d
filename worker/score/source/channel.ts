// The channel of a visit, by the definitions that web analytics share: those of Google's default channel group, with our names.
// https://support.google.com/analytics/answer/9756891
// We differ where that list has a channel that we lack. Video counts as social, shopping as referral, a paid visit from an unknown
// source as other. And a link that says that it is in an email is in an email, whatever its source.

import type { Channel } from '../../../schema/api/visitors/channel.ts';
import type { NamedSource } from './source-name.ts';

/** What a click id shows. A network adds `ads` to clicks on its ads only, and `links` to all links that leave it. */
export type ClickKind = 'ads' | 'display' | 'links';

/** What tells the channel. `source` null: nothing led there. `medium` as sent. `click` null: no click id. */
export interface Arrival {
  source: NamedSource | null;
  medium: string | null;
  click: ClickKind | null;
}

/** Media without spaces and punctuation, by the channel that each names, whatever the source. */
const named: readonly (readonly [Channel, RegExp])[] = [
  ['ai_assistant', /^(ai|llm|chatbot)(assistant|assistants|chat|search)?$|^aiassistants?$/],
  ['affiliate', /^(affiliates?|affiliation|partnerships?|partners?)$/],
  ['email', /^(e?mail|emails|mailing|newsletters?|edm|emailcampaign|emailmarketing)$/],
  ['display', /^(display|banners?|expandable|interstitial|programmatic|nativeads?|displayads?|gdn)$/],
];

/** Google's pattern for paid media, and more words for the same. */
const paid =
  /^(.*cp[acilmpv].*|ppc|retargeting|remarketing|paid.*|.*paid|ads?|sem|sea|.*ads|sponsored|boosted)$/;
const paidSearch = /search|^se[am]$|shopping/;
const social = /social|^sm$/;
const organic = /^(organic|seo|organicsearch|search|naturalsearch)$/;
const referral = /^(referrals?|app|links?|backlinks?|web|website|blog)$/;
const noMedium = /^(none|notset|null|undefined|direct)?$/;

/** The channel of a visit. */
export function channelOf({ source, medium, click }: Arrival): Channel {
  const word = (medium ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const hasMedium = !noMedium.test(word);
  if (!source && !hasMedium && click === null) return 'direct';
  const [said] = named.find(([, pattern]) => pattern.test(word)) ?? [];
  if (said) return said;
  if (click === 'display') return 'display';
  if (paid.test(word) || click === 'ads' || (!hasMedium && source?.isAd)) return paidChannel(source, word);
  if (social.test(word)) return 'organic_social';
  return byKind(source) ?? byMedium(source, word, hasMedium);
}

function paidChannel(source: NamedSource | null, word: string): Channel {
  if (source?.kind === 'search') return 'paid_search';
  if (source?.kind === 'social') return 'paid_social';
  if (social.test(word)) return 'paid_social';
  if (paidSearch.test(word)) return 'paid_search';
  return source?.kind === 'ads' || /cpm|display/.test(word) ? 'display' : 'other';
}

function byKind(source: NamedSource | null): Channel | null {
  switch (source?.kind) {
    case 'ai':
      return 'ai_assistant';
    case 'social':
      return 'organic_social';
    case 'search':
      return 'organic_search';
    case 'email':
      return 'email';
    case 'ads':
      return 'display';
    default:
      return null;
  }
}

function byMedium(source: NamedSource | null, word: string, hasMedium: boolean): Channel {
  if (organic.test(word)) return 'organic_search';
  if (referral.test(word)) return 'referral';
  const isSite = source?.kind === 'site' || source?.isHost;
  return !hasMedium && isSite ? 'referral' : 'other';
}
