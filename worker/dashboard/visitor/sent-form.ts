// The forms of a visitor's page between two requests: what was sent and is wrong, and what has just been done.

import { gainText } from '../words/points.ts';

/** The forms that change a visitor. */
export const formNames = ['points', 'outcome', 'split'] as const;
export type FormName = (typeof formNames)[number];

/** A form that was not accepted. */
export interface SentForm {
  form: FormName;
  /** What was typed. */
  fields: URLSearchParams;
  /** By the field's name; '' is the form as a whole. */
  errors: Readonly<Record<string, string>>;
  /** Its id belongs to something else by now, so that the form needs a new one. */
  isIdUsed?: boolean;
}

/** What the address of the page says has just been done, in words, and those parameters of the address. */
export interface Done {
  text: string;
  /** Another visitor that the change made. */
  visitor?: string;
  search: URLSearchParams;
}

/** The parameters for `readDone`. */
export function doneSearch(done: FormName, what: string): [string, string][] {
  return [
    ['done', done],
    ['what', what],
  ];
}

/** Reads them. Anybody can write an address, so only what has the right form is shown. */
export function readDone(search: URLSearchParams): Done | null {
  const what = search.get('what') ?? '';
  const form = formNames.find((name) => name === search.get('done'));
  const text = form && tellings[form](what);
  if (!form || !text) return null;
  return {
    text,
    search: new URLSearchParams(doneSearch(form, what)),
    ...(form === 'split' && { visitor: what }),
  };
}

const tellings: Readonly<Record<FormName, (what: string) => string | null>> = {
  points: (what) =>
    /^-?\d{1,5}(\.\d{1,9})?$/.test(what)
      ? `Recorded ${gainText(Number(what))} ${Math.abs(Number(what)) === 1 ? 'point' : 'points'}. The explanation shows them with your reason.`
      : null,
  outcome: (what) =>
    what === 'won'
      ? 'Recorded as won. This person is a customer now.'
      : what === 'lost'
        ? 'Recorded as lost.'
        : null,
  split: (what) =>
    /^[\w-]{22}$/.test(what)
      ? 'The device was split off. What this person did on it belongs to a new anonymous visitor now.'
      : null,
};
