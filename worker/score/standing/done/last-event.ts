// What a visitor did last, in short, for lists. It depends on the events alone, not on the order in which they arrived. Pure.

import { isKind, type Kind, kinds } from '../../../../schema/kinds.ts';
import { compareText } from '../../conditions/compare-text.ts';
import type { LoggedEvent } from '../../event.ts';
import type { Facts } from '../../rules/facts.ts';
import { fileName } from './file-name.ts';

/** Longer labels are cut: a list shows a line, and each score row holds one. */
export const maxLabelChars = 80;

/** An event in short. `at`: when it occurred, UTC ms. `intent`: of a form, unless it is `other`. */
export interface LastEvent {
  at: number;
  kind: string;
  label: string | null;
  intent: string | null;
}

/** What it is about, by kind. Null: the kind says it all. */
const labels: Partial<Record<Kind, (event: LoggedEvent, facts: Facts) => unknown>> = {
  page_view: (_, facts) => pageOf(facts),
  download: ({ body: { file } }) => file && fileName(file),
  form_fill: ({ body: { label, form } }) => label || form,
  outbound_click: ({ body: { target } }) => target && URL.parse(target)?.hostname,
};

/** The path, and the route of an app that keeps it in the hash. */
function pageOf(facts: Facts): string | undefined {
  const path = facts.read('path');
  return path === undefined ? undefined : `${path}${facts.read('hash') ?? ''}`;
}

/** A sighting in short; null: it is not what somebody did, or an automated browser's. */
function shortOf(event: LoggedEvent, facts: Facts): LastEvent | null {
  const { kind, occurredAt: at, origin, body } = event;
  const known = isKind(kind) ? kind : null;
  if (origin === 'automated' || (known && !kinds[known].isAct)) return null;
  const label = known ? labels[known]?.(event, facts) : (body.label ?? kind);
  const intent = known === 'form_fill' ? facts.read('intent') : undefined;
  return {
    at,
    kind,
    label: label ? [...String(label)].slice(0, maxLabelChars).join('') : null,
    intent: intent === undefined || intent === 'other' ? null : String(intent),
  };
}

/**
 * The later of what is known and a sighting (standing.ts `isSighting`) with its facts. Of two at the same millisecond, always the same one,
 * whichever came first.
 */
export function laterOf(known: LastEvent | null, event: LoggedEvent, facts: Facts): LastEvent | null {
  if (known && known.at > event.occurredAt) return known;
  const given = shortOf(event, facts);
  if (!given || !known || given.at > known.at) return given ?? known;
  return compareText(JSON.stringify(given), JSON.stringify(known)) < 0 ? given : known;
}
