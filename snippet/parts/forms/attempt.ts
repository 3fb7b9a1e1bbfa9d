// Attempts to submit forms, until it is known whether they succeeded. A form that the page handles itself counts unless the page
// or its server rejects it (hearing.ts). Waiting loses nothing: when the page is hidden, waiting attempts are recorded.

import { type FormContent, readForm } from './content.ts';

/** An attempt to submit a form. */
export interface Attempt {
  /** Undefined if the form is not a lead form. */
  content: FormContent | undefined;
  button: Element | null | undefined;
  /** Time (UTC ms) and URL, as in events. */
  act: { at: number; url: string };
  /** Only a click, which may do something else. */
  isUnsure?: boolean;
  /** The page shows signs of holding the form back (hint.ts). */
  isDoubtful?: boolean;
  /** The page made a request afterwards, and the server responded. */
  isAnswered?: boolean;
}

/** Whether the page seems to hold the form back. */
export const isHeldBack = ({ isDoubtful, isAnswered }: Attempt): boolean => !!isDoubtful && !isAnswered;

/** Functions that the script gives the part. */
export interface Recorder {
  record(kind: string, fields: object): unknown;
  /** The page's URL as it may be sent. */
  here(): string;
  /** What to send of a form's field, besides the email. */
  keep(name: string, value: string): string | undefined;
}

/** The attempts on a page. */
export class Attempts {
  /** Attempts whose result is not known yet. */
  readonly open = new Map<HTMLFormElement, Attempt>();
  /** The last attempt of each form that seems to have been refused. */
  readonly dropped = new Map<HTMLFormElement, Attempt>();
  /** The last recorded content of each form. */
  readonly #recorded = new WeakMap<Element, string>();
  readonly #recorder: Recorder;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** Adds an attempt. If another one of the same form is waiting with other content, that one was submitted. */
  note(form: HTMLFormElement, button?: Element | null): void {
    const { here, keep } = this.#recorder;
    const content = readForm(form, { submitter: button, keep });
    if (this.open.get(form)?.content?.content !== content?.content) this.conclude(form);
    this.open.set(form, { content, button, act: { at: Date.now(), url: here() } });
  }

  /** Adds values that only the browser's FormData has: those of custom elements. */
  complete(form: HTMLFormElement, formData: FormData): void {
    const noted = this.open.get(form);
    const { keep } = this.#recorder;
    if (noted) noted.content = readForm(form, { submitter: noted.button, formData, keep }) ?? noted.content;
  }

  /** Records an attempt, if there is one. The same content of the same form counts once. */
  conclude(form: HTMLFormElement): void {
    const { content: found, act } = this.open.get(form) ?? {};
    this.open.delete(form);
    this.dropped.delete(form);
    if (!found) return;
    const { kind, content, added, ...said } = found;
    if (this.#recorded.get(form) !== content + added)
      this.#recorder.record(kind, { ...act, ...(kind === 'form_fill' ? said : { email: said.email }) });
    this.#recorded.set(form, content + added);
  }

  /** Drops an attempt that seems to have been refused. */
  drop(form: HTMLFormElement): void {
    const found = this.open.get(form);
    if (found) this.dropped.set(form, found);
    this.open.delete(form);
  }

  /** Records the last attempt, even if it seemed refused: the platform says that it was sent. */
  believe(form: HTMLFormElement): void {
    const found = this.open.get(form) ?? this.dropped.get(form);
    if (found) this.open.set(form, found);
    this.conclude(form);
  }

  /** Records all attempts except those held back, because the page may not return. */
  concludeAll(): void {
    for (const [form, found] of this.open) if (!isHeldBack(found)) this.conclude(form);
  }
}
