// Forms that were filled in and sent: by `submit`, and through `formdata` by form.submit() and by scripts that read the
// form. form-content.ts says what is in them.

import { record } from '../record.ts';
import { guarded } from '../storage.ts';
import { changed, readForm } from './form-content.ts';
import { type Listeners, listen } from './listen.ts';

/** What was last recorded of each form: all of it by `submit`, the email by `formdata`. */
const recorded = new WeakMap<Element, string>();

/** For a form of which nothing was recorded yet: no email and no content, and like all texts it includes no email. */
const nothing = ' ';

let isTyping = false;

interface Submission {
  target: HTMLFormElement;
  type: string;
  submitter?: Element | null;
  formData?: FormData;
}

/**
 * Records a submission once, however often it is noticed, also one that the page handles by itself. What a script reads
 * (`formdata`) is one of each email, since it may be a draft.
 */
const onForm = guarded(({ target: form, type, submitter, formData }: Submission) => {
  const found = readForm(form, submitter, formData);
  if (!found) return;
  const { kind, content, ...said } = found;
  const { email } = said;
  const last = recorded.get(form) ?? nothing;
  const isDraft = type !== 'submit';
  if (isDraft && (isTyping || last.includes(email))) return;
  if (form.matches(':invalid')) return;
  recorded.set(form, isDraft ? email : content);
  if (last === email || last === content) return;
  record(kind, kind === 'form_fill' ? said : { email });
});

/**
 * Notes whether the visitor is in the middle of a word: what a script reads then is a draft that it saves. What is filled in
 * within an open shadow root is sent there, and heard of nowhere else.
 */
function onFill(event: Event): void {
  isTyping = event.type === 'input';
  if (isTyping) changed.add(event.composedPath()[0] as EventTarget);
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
