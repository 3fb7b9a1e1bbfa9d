// The calls that a page can make.

import { decide, whenAllowed } from './decision.ts';
import { reset } from './device.ts';
import { seePage } from './events/page-view.ts';
import type { Calls, Identity, Leadlight } from './package.ts';
import { record } from './record.ts';
import { guarded, stored, toJson } from './storage.ts';

/** What each call does. */
const calls: Calls = {
  page: seePage,
  track(name, props) {
    record(name, { props });
  },
  identify(who, known, vouched) {
    const { email, userId, token, ...traits } =
      Object(who) === who
        ? (who as Identity)
        : { [/@/.test(who as string) ? 'email' : 'userId']: who, ...known, ...vouched };
    const identity = { email, userId, token, traits };
    whenAllowed(() => {
      // Stores a digest, so that no email stays in the browser.
      let news = 0;
      for (const sign of stored.session + toJson(identity)) news = (news * 31 + sign.charCodeAt(0)) | 0;
      if (stored.identity !== news) record('identify', identity);
      stored.identity = news;
    });
  },
  consent: decide,
  device(take) {
    whenAllowed(() => take(stored.device));
  },
  reset,
  ignore(wish) {
    stored.isIgnored = wish;
  },
};

/** The global function. */
export const leadlight: Leadlight = guarded((name, ...args) => {
  (calls[name] as (...args: unknown[]) => void)(...args);
});
