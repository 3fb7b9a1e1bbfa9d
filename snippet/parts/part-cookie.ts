// Optional part `l.cookie.js`, for `data-cookie-domain`: the cookie's domain, where the widest is not wanted.

import { storageName } from '../../schema/event.ts';
import type { Part } from './parts.ts';

/** Begins with that domain instead of the widest, and removes what has been set on wider ones. */
const cookie: Part = (options) => {
  const domain = (options.cookieDomain ?? options['cookie-domain'] ?? '').replace(/^\./, '');
  const { hostname } = location;
  if (domain !== hostname && !hostname.endsWith(`.${domain}`)) return;
  for (let wider = domain; wider.includes('.'); ) {
    wider = wider.slice(wider.indexOf('.') + 1);
    // biome-ignore lint/suspicious/noDocumentCookie: as in device.ts.
    document.cookie = `${storageName}=;path=/;max-age=0;domain=${wider}`;
  }
  const narrower = hostname.slice(0, -domain.length).split('.').filter(Boolean);
  options.domains = [domain, ...narrower.reverse()];
};
export default cookie;
