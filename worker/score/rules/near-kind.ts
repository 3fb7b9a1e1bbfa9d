// Names similar to a known kind: `email_opened`, `PageView`, `form_submit`, `donwload`. Such an event is a custom event, and
// no rule for the known kind matches it, so its sender gets a warning.

import type { Kind } from '../../../schema/kinds.ts';

/**
 * The words of each kind, and the names that other tools use for it, without the endings that `stem` removes. Their order does
 * not matter unless they are written as one word.
 */
const wordsOf: Record<Kind, readonly string[]> = {
  page_view: [
    'page view',
    'page visit',
    'page load',
    'page open',
    'page seen',
    'page impression',
    'screen view',
  ],
  download: [
    'download',
    'file download',
    'download file',
    'document download',
    'download click',
    'download link',
  ],
  form_fill: [
    'form fill',
    'form submit',
    'form submission',
    'form complete',
    'form completion',
    'form send',
    'form sent',
    'fill form',
    'submit form',
  ],
  engagement: ['engagement', 'page engagement', 'time on page', 'time page', 'page time', 'page read'],
  outbound_click: [
    'outbound',
    'outbound click',
    'outbound link',
    'outbound link click',
    'click outbound link',
    'external click',
    'external link',
    'external link click',
    'exit click',
    'exit link',
    'exit link click',
    'outgoing click',
    'outgoing link',
  ],
  identify: ['identify', 'identification', 'identity'],
  email_open: ['email open', 'open email', 'email read', 'email view'],
  email_click: ['email click', 'click email', 'email link', 'email link click', 'link email click'],
  email_reply: ['email reply', 'reply email', 'email response', 'email respond', 'email answer'],
  email_bounce: ['email bounce', 'bounce email'],
  outcome: ['outcome'],
  adjustment: ['adjustment', 'adjust'],
  // Only people record these. A site's own `lead_stage` means something else.
  lead_note: [],
  lead_state: [],
  lead_owner: [],
};

/** Words that say nothing about the kind. */
const fillers = new Set(
  'a an the user visitor contact web website site event has was is got been new track on of in out'
    .split(' ')
    .map(stem),
);

const names = Object.keys(wordsOf) as Kind[];

/** The kind of each name, by its sorted stems, and by its stems as one word. */
const bySet = new Map<string, Kind>();
const byWord = new Map<string, Kind>();
for (const kind of names)
  for (const words of wordsOf[kind]) {
    const stems = words.split(' ').map(stem);
    bySet.set(meaning(stems), kind);
    byWord.set(stems.join(''), kind).set(words.replaceAll(' ', ''), kind);
  }

/** A word without its English endings: opened, opens and opening become `open`. */
function stem(word: string): string {
  return word
    .replace(/(?<=[a-z]{3})(?:ings?|ed|ers?|ments?|es|s)$/, '')
    .replace(/(?<=[a-z]{3})e$/, '')
    .replace(/ie?$/, 'y')
    .replace(/tt$/, 't');
}

function meaning(stems: readonly string[]): string {
  const meant = stems.filter((each) => !fillers.has(each));
  return [...new Set(meant)].sort().join(' ');
}

/**
 * The known kind, or the one of `others` (a model's own names), that a name probably means; null: neither, or it is one of `others`.
 * Compares words, whatever joins them, with any endings, in any order, and with one letter too many, missing, wrong or swapped. A
 * name with another word, such as `pricing_page_viewed`, means none.
 */
export function nearKind(name: string): Kind | null;
export function nearKind(name: string, others: readonly string[]): string | null;
export function nearKind(name: string, others: readonly string[] = []): string | null {
  const words = wordsIn(name);
  if (words.length === 0 || words.length > 6 || others.includes(name)) return null;
  const stems = words.map(stem);
  const known = bySet.get(meaning(stems));
  if (known) return known;
  const whole = words.join('');
  const forms = [whole, stem(whole), stems.join('')];
  return (
    first(forms, (form) => byWord.get(form)) ??
    first(forms, oneLetterOff) ??
    others.find((other) => meaning(wordsIn(other).map(stem)) === meaning(stems)) ??
    null
  );
}

function first(forms: readonly string[], find: (form: string) => Kind | null | undefined): Kind | null {
  for (const form of forms) {
    const found = find(form);
    if (found) return found;
  }
  return null;
}

/** Lower-case words: cut at turns of camelCase and at everything but letters. */
function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\be[^a-z]mail/g, 'email')
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

function oneLetterOff(word: string): Kind | null {
  // In a short word, one letter makes another word.
  if (word.length < 6) return null;
  for (const [known, kind] of byWord) if (known.length >= 6 && isOneLetterOff(word, known)) return kind;
  return null;
}

/** Whether one letter added, left out, replaced or swapped with its neighbour makes one of the other. */
function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const tail = (text: string, skipped: number) => text.slice(start + skipped);
  if (a.length !== b.length)
    return a.length > b.length ? tail(a, 1) === tail(b, 0) : tail(a, 0) === tail(b, 1);
  const isSwapped = a[start] === b[start + 1] && a[start + 1] === b[start] && tail(a, 2) === tail(b, 2);
  return isSwapped || tail(a, 1) === tail(b, 1);
}
