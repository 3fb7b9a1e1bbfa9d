// Forms that were filled in and sent: by `submit`, and through `formdata` by form.submit() and by scripts that read the
// form. Of what was typed only the email leaves the page, and the fields that the tag names.

import { alternatives } from './options.ts';
import { ignored, record } from './record.ts';
import { safely } from './safely.ts';

/** Never read, whatever the tag names. By type and autocomplete. */
const secret = /password|hidden|file|cc-|one-time/;
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** As many digits as a card number. A telephone number may have them, after its plus. */
const cardShape = /(^|[^+\d])(\d[ .-]?){13}/;

const searchField = /\b(search|query|[qs])\b/;

/** Without an email these are no lead's. */
const otherForm = 'search,[role=search],[method=dialog]';

const maxFieldChars = 500;

const listed = new RegExp(`^(${alternatives('forms')})$`);

/** Who was last told to have filled in a form. */
const told = new WeakMap<Element, string>();

/**
 * Tells a submission, also one that the page handles by itself: once for each email. What a script reads (`formdata`) may
 * be a draft that it saves: without an email it is none.
 */
export const onForm = safely(({ target, type }: Event) => {
  const form = target as HTMLFormElement;
  let email: string | undefined;
  if (listed.test('off')) return;
  let content = '';
  const fields: Record<string, string> = {};
  for (const field of form.elements as Iterable<unknown> as Iterable<HTMLInputElement>) {
    const { autocomplete, checked, name, type, value } = field;
    if (
      secret.test(type + autocomplete) ||
      field.closest(ignored) ||
      (/radio|checkbox/.test(type) && !checked)
    )
      continue;
    if (!searchField.test(`${type} ${name}`)) content += value;
    if (/mail/i.test(type + autocomplete + name) && emailShape.test(value)) email ??= value;
    else if (listed.test(name) && !cardShape.test(value)) fields[name] = value.slice(0, maxFieldChars);
  }
  const who = email || (type === 'submit' && !form.closest(otherForm) && content);
  if (!who || told.get(form) === who || !form.matches(':valid')) return;
  told.set(form, who);
  const attribute = (name: string) => form.getAttribute(name);
  const name = attribute('name') || attribute('id') || attribute('data-leadlight') || 'form';
  record('form_fill', { form: name, email, fields });
});
