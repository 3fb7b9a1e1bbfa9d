// Forms that somebody tried to send, until it is known whether they were. A form that the page takes over counts unless the
// part `answers` finds out otherwise. Nothing is lost by waiting: when the page is hidden, what waits is recorded.

import { record } from '../record.ts';
import { guarded } from '../storage.ts';
import { cleanUrl } from '../url.ts';
import { type FormContent, readForm } from './form-content.ts';

/** A form, from the moment when somebody tried to send it. Part `answers` reads it by these names. */
export interface Attempt {
  /** Nothing where it is no lead's. */
  content: FormContent | undefined;
  button: Element | null | undefined;
  /** When (UTC ms) and where, as events have it. */
  act: { at: number; url: string | undefined };
  /** Only a click, which may do something else. */
  isUnsure?: boolean;
}

/** So long a page and its server have to refuse a form. */
const patienceMs = 3_000;

/** Those of which it is not known yet. */
export const attempts = new Map<HTMLFormElement, Attempt>();

/** The content last recorded of each form. */
const recorded = new WeakMap<Element, string>();

/** Notes an attempt. One of the same form that still waits, with other content, was sent. */
export const attempt = guarded((form: HTMLFormElement, button?: Element | null) => {
  const content = readForm(form, button);
  if (attempts.get(form)?.content?.content !== content?.content) conclude(form);
  const noted: Attempt = { content, button, act: { at: Date.now(), url: cleanUrl(location.href) } };
  attempts.set(form, noted);
  setTimeout(() => {
    if (attempts.get(form) === noted && !noted.isUnsure) conclude(form);
  }, patienceMs);
});

/** Takes in what only the browser's own list of a form's values has: those of custom elements. */
export const complete = guarded(
  ({ target: form, formData }: { target: HTMLFormElement; formData: FormData }) => {
    const noted = attempts.get(form);
    if (noted) noted.content = readForm(form, noted.button, formData) ?? noted.content;
  },
);

/** Records an attempt, if there is one: it was sent. The same content of the same form counts once. */
export const conclude = guarded((form: HTMLFormElement) => {
  const { content: found, act } = attempts.get(form) ?? {};
  attempts.delete(form);
  if (!found) return;
  const { kind, content, ...said } = found;
  if (recorded.get(form) !== content)
    record(kind, { ...act, ...(kind === 'form_fill' ? said : { email: said.email }) });
  recorded.set(form, content);
});

/** Records all attempts: the page may not come back. */
export function concludeAll(): void {
  for (const form of attempts.keys()) conclude(form);
}
