// Optional part `l.query.js`, for `data-query`: further query parameters that may leave the page.

import type { Part } from './parts.ts';

/** Adds them to those that are kept anyway. */
const query: Part = (options) => {
  if (options.query === undefined) return;
  const names = options.query.replace(/[^\w,]/g, '\\$&').replace(/,/g, '|');
  options.dropped = new RegExp(options.dropped.source.replace('utm_', `(${names})(?==)|utm_`), 'g');
};
export default query;
