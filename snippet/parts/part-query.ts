// Optional part `l.query.js`, for `data-query`: additional query parameters to send.

import type { Part } from './parts.ts';

/** Adds them to the parameters that are always kept. */
const query: Part = (options) => {
  if (options.query === undefined) return;
  const names = options.query.replace(/[^\w,]/g, '\\$&').replace(/,/g, '|');
  options.dropped = new RegExp(options.dropped.source.replace('utm_', `(${names})(?==)|utm_`), 'g');
};
export default query;
