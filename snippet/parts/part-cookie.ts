// Optional part `l.cookie.js`, for `data-cookie-domain`: sets the cookie's domain, if not the widest.

import { storageName } from '../../schema/event.ts';
import type { Part } from './parts.ts';

/** Starts with that domain instead of the widest, and removes cookies from wider ones. */
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
