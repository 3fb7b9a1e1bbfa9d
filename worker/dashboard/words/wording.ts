// Events as sentences: verb, object and details. And traits in words.

import type { TimelineEvent } from '../../../schema/api/visitor.ts';
import { isKind, type Kind } from '../../../schema/kinds.ts';
import type { Trait } from '../../../schema/trait.ts';
import type { EventBody } from '../../score/event.ts';
import { adjustmentLabel, adjustmentRule, outcomeRule } from '../../score/rules/award-request.ts';
import { fileName } from '../../score/standing/done/file-name.ts';
import type { Texts } from '../texts/en/en.ts';
import { foreignHost, type ShownUrl, shownUrl } from './page-link.ts';
import { amountText, durationText, gainText, percentText, plainNumberText } from './points.ts';

/** `Viewed` + `/pricing` + [`from google.com`]. `about` is text from the browser, displayed differently from ours. */
export interface Sentence {
  did: string;
  about: ShownUrl | null;
  details: string[];
}

const plain = (text: string): ShownUrl => ({ text, href: null });
const said = (text: string | undefined): ShownUrl | null => (text ? plain(text) : null);

function details(...parts: (string | false | null | undefined)[]): string[] {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '');
}

/** `plan: team`, for each. */
function pairs(values: EventBody['props'], texts: Texts): string[] {
  return Object.entries(values ?? {}).map(
    ([name, value]) => `${traitName(name, texts)}: ${traitText(name, value, texts)}`,
  );
}

function onPage(url: string | undefined, { origins, texts }: Place): string | null {
  return url ? texts.events.on(shownUrl(url, origins).text) : null;
}

/** The language, the site's origins, and the labels of its tokens by id. */
export interface Place {
  origins: readonly string[];
  texts: Texts;
  actors: ReadonlyMap<string, string>;
}

/** The object and the details. `did` only if it differs from the kind's own. */
type Telling = (body: EventBody, place: Place) => Omit<Sentence, 'did'> & { did?: string };

const tellings: Record<Kind, Telling> = {
  page_view: ({ url, title, referrer }, { origins, texts: { events } }) => {
    const host = referrer ? foreignHost(referrer, origins) : null;
    return {
      about: url ? shownUrl(url, origins) : plain(events.page),
      details: details(title, host && events.from(host)),
    };
  },
  engagement: ({ url, seconds, scroll }, { origins, texts: { events, locale } }) => ({
    about: url ? shownUrl(url, origins) : null,
    details: details(
      seconds !== undefined && events.reading(durationText(seconds, locale)),
      scroll !== undefined && events.scrolled(percentText(scroll, locale)),
    ),
  }),
  download: ({ file, url }, place) => ({
    about: file
      ? { text: fileName(file), href: shownUrl(file, place.origins).href }
      : plain(place.texts.events.file),
    details: details(onPage(url, place)),
  }),
  form_fill: ({ form, label, email, traits, url }, place) => ({
    ...(form && { did: place.texts.events.filledForm }),
    about: said(form),
    details: details(label, email, ...pairs(traits, place.texts), onPage(url, place)),
  }),
  outbound_click: ({ target, url }, place) => ({
    about: target ? shownUrl(target, place.origins) : plain(place.texts.events.otherSite),
    details: details(onPage(url, place)),
  }),
  identify: ({ email, userId, verified, traits }, { texts }) => ({
    about: said(email ?? userId),
    details: details(
      email && userId,
      verified ? texts.events.verified : texts.events.claimed,
      ...pairs(traits, texts),
    ),
  }),
  adjustment: ({ points, reason, actor }, place) => ({
    about: points === undefined ? null : plain(gainText(points, place.texts.locale)),
    details: details(reason, byWhom(actor, place)),
  }),
  lead_note: ({ text, actor }, place) => ({ about: said(text), details: details(byWhom(actor, place)) }),
  lead_state: ({ state, reason, actor }, place) => ({
    about: state ? plain(place.texts.events.states[state]) : null,
    details: details(reason, byWhom(actor, place)),
  }),
  lead_owner: ({ owner, actor }, place) => ({
    ...(owner === '' && { did: place.texts.events.ownerRemoved }),
    about: said(owner),
    details: details(byWhom(actor, place)),
  }),
  outcome: ({ result, deal, value, currency, actor }, place) => ({
    ...((result === 'won' || result === 'lost') && { did: place.texts.events.ended[result] }),
    about: said(deal),
    details: details(
      value !== undefined && [amountText(value, place.texts.locale), currency].filter(Boolean).join(' '),
      byWhom(actor, place),
    ),
  }),
  email_open: ofEmail,
  email_click: ofEmail,
  email_reply: ofEmail,
  email_bounce: ofEmail,
};

function byWhom(actor: string | undefined, { texts, actors }: Place): string | undefined {
  return actor && texts.events.by(actorName(actor, actors, texts));
}

/** Who recorded something by hand: the label of the token, or its id if there is none. */
export function actorName(actor: string, labels: ReadonlyMap<string, string>, { events }: Texts): string {
  return actor === 'bootstrap' ? events.administrator : (labels.get(actor) ?? actor);
}

function ofEmail({ target, url, props }: EventBody, { origins, texts }: Place): ReturnType<Telling> {
  const at = target ?? url;
  return { about: at ? shownUrl(at, origins) : null, details: pairs(props, texts) };
}

/** Describes an event; a custom event by its name. Links only to pages of the site's `origins`. */
export function tell(event: TimelineEvent, place: Place): Sentence {
  const sentence = untied(event, place);
  return sentence.about ? { ...sentence, did: place.texts.events.before(sentence.did) } : sentence;
}

/** The sentence, with its verb as if no object followed. */
function untied({ kind, body }: TimelineEvent, place: Place): Sentence {
  const known = body as EventBody;
  const { events } = place.texts;
  if (isKind(kind)) return { did: events.did[kind], ...tellings[kind](known, place) };
  const { label, url, props } = known;
  return {
    did: events.custom,
    about: plain(label ?? kind),
    details: details(...pairs(props, place.texts), onPage(url, place)),
  };
}

/** What an award is called: as its rule, except points by hand and sales. */
export function awardLabel({ rule, label }: { rule: string; label: string }, { score }: Texts): string {
  if (rule === outcomeRule) return score.sold;
  return rule === adjustmentRule && label === adjustmentLabel ? score.adjusted : label;
}

/** `claimed in a form`, `verified by your server`, `derived from the email address`. */
export function whoseWord(trait: Pick<Trait, 'from' | 'verified'>, { events }: Texts): string {
  return events.whose(trait);
}

/** A trait’s name for people: `jobTitle`, `job_title` and `JOB-TITLE` are `Job title`. */
export function traitName(name: string, { events }: Texts): string {
  if (Object.hasOwn(events.traits, name)) return events.traits[name] as string;
  const words = name
    .replace(/[_\s-]+/g, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .trim();
  if (words === '') return name;
  // An abbreviation keeps its capitals: `VAT ID`.
  const lower = words
    .split(' ')
    .map((word) => (/^\p{Lu}+$/u.test(word) && words !== words.toUpperCase() ? word : word.toLowerCase()));
  const text = lower.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A trait’s value for people. */
export function traitText(name: string, value: Trait['value'], { locale, events }: Texts): string {
  if (typeof value === 'boolean') return value ? events.yes : events.no;
  if (typeof value === 'number') return plainNumberText(value, locale);
  const known = Object.hasOwn(events.traitValues, name) ? events.traitValues[name] : undefined;
  return known && Object.hasOwn(known, value) ? (known[value] as string) : value;
}
