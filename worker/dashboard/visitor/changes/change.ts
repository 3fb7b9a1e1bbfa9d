// What a form of a visitor's page comes to, and how its fields are read.

import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Texts } from '../../texts/en/en.ts';
import type { SentForm } from '../forms/sent-form.ts';
import type { VisitorContext } from '../visitor.tsx';

/** `done`: what to say of it, and the event that records it. `wrong`: nothing was changed, and why. `refused`: there is no form to show. */
export type Change =
  | { kind: 'done'; what: string; event?: string }
  | ({ kind: 'wrong'; status: ContentfulStatusCode } & Pick<SentForm, 'errors' | 'isIdUsed'>)
  | { kind: 'refused'; status: ContentfulStatusCode; title: string; detail: string }
  | { kind: 'not_found' };

/** A form that was sent. `now`: UTC ms. */
export interface Sent {
  c: VisitorContext;
  fields: URLSearchParams;
  words: Texts['visitor']['wrong'];
  now: number;
}

/** Nothing was changed, because the database did not answer. */
export function busy({ words }: Sent): Change {
  return { kind: 'wrong', status: 503, errors: { '': words.busy } };
}

/** The form's id belongs to something else. */
export function usedId(message: string): Change {
  return { kind: 'wrong', status: 409, errors: { '': message }, isIdUsed: true };
}

/** The errors of the fields that zod complains about, in the words of the form. Without its id, a form is not one of ours. */
export function wrongFields(
  issues: readonly { path: PropertyKey[] }[],
  { words }: Sent,
  ofField: Readonly<Record<string, string>>,
): Change {
  const named = issues.map(({ path }) => String(path[0] ?? ''));
  const errors = named.map((name) => {
    const message = ofField[name];
    return message ? [name, message] : ['', words.missing];
  });
  return {
    kind: 'wrong',
    status: 400,
    errors: Object.fromEntries(errors),
    isIdUsed: named.includes('id'),
  };
}

/** A number as people type it, with either minus sign; NaN for anything else. */
export function numberIn(typed: string | null): number {
  const text = (typed ?? '').trim().replace('−', '-');
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}
