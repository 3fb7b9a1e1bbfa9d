// The forms of a visitor's page between two requests: what was sent and is wrong, and what has just been done.

import { leadStates } from '../../../../schema/api/visitors/lead.ts';
import { uuidFromId } from '../../../../schema/beacon.ts';
import type { Texts } from '../../texts/en/en.ts';
import { gainText } from '../../words/points.ts';

/** The forms that change a visitor. */
export const formNames = ['points', 'outcome', 'split', 'note', 'state', 'owner', 'undo'] as const;
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
  /** The event that records it, which can be undone. */
  event?: string;
  search: URLSearchParams;
}

/** The parameters for `readDone`. */
export function doneSearch(done: FormName, what: string, event?: string): [string, string][] {
  return [
    ['done', done],
    ['what', what],
    ...(event === undefined ? [] : [['event', event] as [string, string]]),
  ];
}

/** Reads them. Anybody can write an address, so only what has the right form is shown. */
export function readDone(search: URLSearchParams, texts: Texts): Done | null {
  const what = search.get('what') ?? '';
  const form = formNames.find((name) => name === search.get('done'));
  const text = form && tellings[form](what, texts.visitor.done, texts.locale);
  if (!form || !text) return null;
  const event = uuidFromId(search.get('event') ?? '') ?? undefined;
  return {
    text,
    search: new URLSearchParams(doneSearch(form, what, event)),
    ...(form === 'split' && { visitor: what }),
    ...(event !== undefined && { event }),
  };
}

type Telling = (what: string, words: Texts['visitor']['done'], locale: string) => string | null;

const tellings: Readonly<Record<FormName, Telling>> = {
  points: (what, { points }, locale) =>
    /^-?\d{1,5}(\.\d{1,9})?$/.test(what)
      ? points(gainText(Number(what), locale), Math.abs(Number(what)) === 1)
      : null,
  outcome: (what, { won, lost }) => (what === 'won' ? won : what === 'lost' ? lost : null),
  split: (what, { split }) => (/^[\w-]{22}$/.test(what) ? split : null),
  note: (_, { note }) => note,
  state: (what, { state }) => {
    const found = leadStates.find((each) => each === what);
    return found ? state(found) : null;
  },
  owner: (what, { owner, noOwner }) => (what === 'nobody' ? noOwner : owner),
  undo: (_, { undo }) => undo,
};
