// What is in a form that was sent, and whether it is a lead's. Of what was typed only the email leaves the page, and the fields
// that the tag names.

import { options } from '../options.ts';
import { ignored } from '../record.ts';

/** What a form says when it is sent. */
export interface FormContent {
  /** `identify`: a form such as a log-in says who someone is, and is no lead's. Only its email is recorded then. */
  kind: 'form_fill' | 'identify';
  form: string;
  /** What the form is called on the page, else the words of its submit button. */
  label: string;
  /** Empty where there is none. */
  email: string;
  fields: Record<string, string | undefined>;
  /** All that the visitor put in, as one text, to tell one submission from another. */
  content: string;
}

/** Never read, whatever the tag names. By type and autocomplete. */
const secret = /password|hidden|file|cc-|one-time/i;
const emailShape = /^\S+@\S+\.\S+$/;

const searchField = /\b(search|query|[qs])\b/;

/** Without an email these are no lead's. */
const otherForm = 'search,[role=search],[method=dialog]';

/** What a form says when it is sent: nothing where it is no lead's. */
export function readForm(
  form: HTMLFormElement,
  _submitter?: Element | null,
  _formData?: FormData,
): FormContent | undefined {
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
  if (!email && (!content || form.closest(otherForm))) return;
  return {
    kind: 'form_fill',
    form: form.getAttribute('name') || form.getAttribute('id') || form.dataset.leadlight || 'form',
    label: '',
    email,
    fields,
    content,
  };
}
