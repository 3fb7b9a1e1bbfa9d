// Optional part `l.forms.js`, for `data-forms`: names of form fields that may be sent besides the email.

import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** As many digits as a card number. A telephone number may have them, after its plus. */
const cardShape = /(^|[^+\d])(\d[ .-]?){13}/;

const maxFieldChars = 500;

/** Lets out what the tag names, cut to a length; passwords, hidden fields and the like do not come here. */
const forms: Part = (options) => {
  if (options.forms === undefined) return;
  const names = listed(options.forms);
  options.field = (name, value) =>
    names.test(name) && !cardShape.test(value) ? value.slice(0, maxFieldChars) : undefined;
};
export default forms;
