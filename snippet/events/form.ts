// Forms that were filled in and sent: by `submit`, and through `formdata` by form.submit() and by scripts that read the
// form. Of what was typed only the email leaves the page, and the fields that the tag names.

import { options } from '../options.ts';
import { ignored, record } from '../record.ts';
import { guarded } from '../storage.ts';
import { type Listeners, listen } from './listen.ts';

/** Never read, whatever the tag names. By type and autocomplete. */
const secret = /password|hidden|file|cc-|one-time/i;
const emailShape = /^\S+@\S+\.\S+$/;

const searchField = /\b(search|query|[qs])\b/;

/** Without an email these are no lead's. */
const otherForm = 'search,[role=search],[method=dialog]';

/** What was last recorded of each form: all of it by `submit`, the email by `formdata`. */
const recorded = new WeakMap<Element, string>();

/** For a form of which nothing was recorded yet: no email and no content, and like all texts it includes no email. */
const nothing = ' ';

let isTyping = false;

interface Submission {
  target: HTMLFormElement;
  type: string;
}

/**
 * Records a submission once, however often it is noticed, also one that the page handles by itself. What a script reads
 * (`formdata`) is one of each email, since it may be a draft.
 */
const onForm = guarded(({ target: form, type }: Submission) => {
  let email = '';
  let content = '';
  const fields: Record<string, string | undefined> = {};
  for (const field of form.elements as Iterable<unknown> as Iterable<HTMLInputElement>) {
    const { name, value } = field;
    // The attribute: Firefox's property is empty for values that it does not fill in, one-time-code among them.
    const kind = `${field.type} ${field.getAttribute('autocomplete')} `;
    const about = kind + name;
    const isUnchecked = /radio|checkbox/.test(kind) && !field.checked;
    if (isUnchecked || secret.test(kind) || field.closest(ignored)) continue;
    if (!searchField.test(about)) content += value;
    if (/mail/i.test(about) && emailShape.test(value)) email ||= value;
    else fields[name] = options.field(name, value);
  }
  const last = recorded.get(form) ?? nothing;
  const isDraft = type !== 'submit';
  if (isDraft ? isTyping || last.includes(email) : !email && (!content || form.closest(otherForm))) return;
  if (form.matches(':invalid')) return;
  recorded.set(form, isDraft ? email : content);
  if (last === email || last === content) return;
  record('form_fill', {
    form: form.getAttribute('name') || form.getAttribute('id') || form.dataset.leadlight || 'form',
    email,
    fields,
  });
});

/**
 * Notes whether the visitor is in the middle of a word: what a script reads then is a draft that it saves. What is filled in
 * within an open shadow root is sent there, and heard of nowhere else.
 */
function onFill(event: Event): void {
  isTyping = event.type === 'input';
  for (const node of event.composedPath())
    if ((node as ShadowRoot).mode === 'open') listen(formListeners, node);
}

/** Handlers of forms. */
export const formListeners: Listeners = {
  submit: onForm,
  formdata: onForm,
  keydown: onFill,
  input: onFill,
  click: onFill,
};
