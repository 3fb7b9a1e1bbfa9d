// Optional part `l.downloads.js`, for `data-downloads`: further extensions that make a file a download.

import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** Adds them to those that are built in. */
const downloads: Part = (options) => {
  if (options.downloads === undefined) return;
  const builtIn = options.files;
  const extensions = listed(options.downloads);
  options.files = { test: (file) => builtIn.test(file) || extensions.test(file.split('.').pop() as string) };
};
export default downloads;
