// The outside world as the bindings give it (worker/flows/alerts/send/outside.ts).

import type { Outside } from '../../flows/alerts/send/outside.ts';
import { noteSubrequest } from '../../store/database/metered.ts';
import type { Env } from '../env.ts';

/** Cloudflare's own resolver. */
const defaultResolver = 'https://cloudflare-dns.com/dns-query';

/** For an invocation: its fetches count together with the statements of `env.DB`. */
export function outsideOf({ DB, DNS_URL, LOCAL_TARGETS, EMAIL, MAIL_FROM }: Env): Outside {
  const from = MAIL_FROM?.trim() ?? '';
  const noted = <Answer>(call: () => Promise<Answer>) => {
    noteSubrequest(DB);
    return call();
  };
  return {
    fetch: (url, init) => noted(() => fetch(url, init)),
    resolver: DNS_URL || defaultResolver,
    isLocal: LOCAL_TARGETS === 'on',
    sendEmail:
      EMAIL && from !== ''
        ? async (to, parts) => (await noted(() => EMAIL.send({ from, to, ...parts }))).messageId
        : null,
  };
}
