// Part `l.forms.js`, loaded if a page has a field for identity, or once a visitor uses a field: detects submitted forms, and
// sends the fields in `data-forms` besides the email.

import { Attempts } from './forms/attempt.ts';
import { hearForms } from './forms/hearing.ts';
import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** As many digits as a card number. Telephone numbers can also have them, after a plus. */
const cardShape = /(^|[^+\d])(\d[ .-]?){13}/;

const maxFieldChars = 500;

let isRunning = false;

const forms: Part = (options, record, here, early) => {
  if (isRunning || options.forms === 'off') return;
  isRunning = true;
  const names = listed(options.forms ?? '');
  /** Returns the values of fields that the tag names, truncated. Passwords, hidden fields and the like never get here. */
  const keep = (name: string, value: string) =>
    // An empty list would match a field without a name.
    name && names.test(name) && !cardShape.test(value) ? value.slice(0, maxFieldChars) : undefined;
  const api = `${new URL(options.api, location.href)}`;
  hearForms(new Attempts({ record, here, keep }), { api, early });
  // From here on the part listens by itself.
  early.length = 0;
  early.push = () => Number.POSITIVE_INFINITY;
};
export default forms;
