// Part `l.forms.js`, which a page loads where it asks who somebody is, or once a visitor is in a field: hears which forms are
// sent, and lets out what `data-forms` names besides the email.

import { Attempts } from './forms/attempt.ts';
import { hearForms } from './forms/hearing.ts';
import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** As many digits as a card number. A telephone number may have them, after its plus. */
const cardShape = /(^|[^+\d])(\d[ .-]?){13}/;

const maxFieldChars = 500;

let isRunning = false;

const forms: Part = (options, record, here, early) => {
  if (isRunning || options.forms === 'off') return;
  isRunning = true;
  const names = listed(options.forms ?? '');
  /** Lets out what the tag names, cut to a length; passwords, hidden fields and the like do not come here. */
  const keep = (name: string, value: string) =>
    // An empty list would match a field without a name.
    name && names.test(name) && !cardShape.test(value) ? value.slice(0, maxFieldChars) : undefined;
  const api = `${new URL(options.api, location.href)}`;
  hearForms(new Attempts({ record, here, keep }), { api, early });
  // From here on the part listens itself.
  early.length = 0;
  early.push = () => Number.POSITIVE_INFINITY;
};
export default forms;
