// Kinds of events that are written almost like a known one: `pageview`, `form-fills`, `email_opened`. Pure.

import { allKinds } from '../../../schema/kinds.ts';

/** What other tools call these events. */
const otherNames: Readonly<Record<string, string>> = {
  click: 'outbound_click',
  file_download: 'download',
  form: 'form_fill',
  form_sent: 'form_fill',
  form_submission: 'form_fill',
  form_submit: 'form_fill',
  form_submitted: 'form_fill',
  identification: 'identify',
  link_click: 'outbound_click',
  page: 'page_view',
  screen_view: 'page_view',
  session: 'visit',
  session_start: 'visit',
  user_engagement: 'engagement',
};

/** The known kind, or one of `others`, that a name probably means; null for a known kind and for a name of its own. */
export function nearKind(name: string, others: readonly string[] = []): string | null {
  const known = [...allKinds, ...others];
  if (known.includes(name)) return null;
  const stem = stemOf(name);
  const meant = Object.entries(otherNames).find(([other]) => stemOf(other) === stem)?.[1];
  if (meant !== undefined) return meant;
  const near = known.map((kind) => ({ kind, edits: editsBetween(stem, stemOf(kind)) }));
  const [best] = near.toSorted((one, other) => one.edits - other.edits);
  // In a short word one letter makes another word.
  const most = stem.length < 6 ? 0 : 1;
  return best && best.edits <= most ? best.kind : null;
}

/** Without separators, plural and past tense. */
function stemOf(name: string): string {
  const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return letters.replace(/ied$|ies$/, 'y').replace(/(?<=.{3})(?:ed|s)$/, '');
}

/** How many letters must be changed, added, left out or swapped with their neighbour (Damerau, Levenshtein); 2 for any more. */
function editsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 1) return 2;
  let begin = 0;
  while (begin < one.length && one[begin] === other[begin]) begin++;
  const [rest, otherRest] = [one.slice(begin), other.slice(begin)];
  if (rest === otherRest) return 0;
  const isSwapped =
    rest.slice(0, 2) === `${otherRest[1]}${otherRest[0]}` && rest.slice(2) === otherRest.slice(2);
  const isOneEdit =
    rest.slice(1) === otherRest || rest === otherRest.slice(1) || rest.slice(1) === otherRest.slice(1);
  return isSwapped || isOneEdit ? 1 : 2;
}
