// Forms that somebody tried to send, until it is known whether they were. A form that the page takes over counts unless the page
// or its server refuses it (hearing.ts). Nothing is lost by waiting: when the page is hidden, what waits is recorded.

import { type FormContent, readForm } from './content.ts';

/** A form, from the moment when somebody tried to send it. */
export interface Attempt {
  /** Nothing where it is no lead's. */
  content: FormContent | undefined;
  button: Element | null | undefined;
  /** When (UTC ms) and where, as events have it. */
  act: { at: number; url: string };
  /** Only a click, which may do something else. */
  isUnsure?: boolean;
  /** The page looks as if it held the form back. */
  isDoubtful?: boolean;
  /** A request of the page has followed, and was answered. */
  isAnswered?: boolean;
}

/** Whether the page holds a form back, as far as it shows. */
export const isHeldBack = ({ isDoubtful, isAnswered }: Attempt): boolean => !!isDoubtful && !isAnswered;

/** What the script does for the part. */
export interface Recorder {
  record(kind: string, fields: object): unknown;
  /** The page's URL as it may be sent. */
  here(): string;
  /** What is sent of a form's field, besides the email. */
  keep(name: string, value: string): string | undefined;
}

/** The attempts of a page. */
export class Attempts {
  /** Those of which it is not known yet whether they were sent. */
  readonly open = new Map<HTMLFormElement, Attempt>();
  /** The content last recorded of each form. */
  readonly #recorded = new WeakMap<Element, string>();
  readonly #recorder: Recorder;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** Notes an attempt. One of the same form that still waits, with other content, was sent. */
  note(form: HTMLFormElement, button?: Element | null): void {
    const { here, keep } = this.#recorder;
    const content = readForm(form, { submitter: button, keep });
    if (this.open.get(form)?.content?.content !== content?.content) this.conclude(form);
    this.open.set(form, { content, button, act: { at: Date.now(), url: here() } });
  }

  /** Takes in what only the browser's own list of a form's values has: those of custom elements. */
  complete(form: HTMLFormElement, formData: FormData): void {
    const noted = this.open.get(form);
    const { keep } = this.#recorder;
    if (noted) noted.content = readForm(form, { submitter: noted.button, formData, keep }) ?? noted.content;
  }

  /** Records an attempt, if there is one: it was sent. The same content of the same form counts once. */
  conclude(form: HTMLFormElement): void {
    const { content: found, act } = this.open.get(form) ?? {};
    this.open.delete(form);
    if (!found) return;
    const { kind, content, added, ...said } = found;
    if (this.#recorded.get(form) !== content + added)
      this.#recorder.record(kind, { ...act, ...(kind === 'form_fill' ? said : { email: said.email }) });
    this.#recorded.set(form, content + added);
  }

  /** Records all attempts but those that seem held back: the page may not come back. */
  concludeAll(): void {
    for (const [form, found] of this.open) if (!isHeldBack(found)) this.conclude(form);
  }
}
