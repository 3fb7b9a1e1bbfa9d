// The calls a page may make, and those it has made before this script was there.

import { decide, whenAllowed } from './consent.ts';
import { attend, reset, setCookie } from './device.ts';
import { erase, update } from './kept.ts';
import type { Calls, Identity } from './package.ts';
import { seePage } from './page-view.ts';
import { record } from './record.ts';

/** What each call does. */
export const calls: Calls = {
  page: seePage,
  track: (name, props) => record(name, { props }),
  identify(who, traits, vouched) {
    const key = /@/.test(who as string) ? 'email' : 'userId';
    const { email, userId, token, ...others } =
      Object(who) === who ? (who as Identity) : { [key]: who, ...traits, ...vouched };
    const identity = { email, userId, token, traits: others };
    whenAllowed(() => {
      const told = attend();
      const news = digest(told.session + JSON.stringify(identity));
      if (told.identity !== news) record('identify', identity);
      update((kept) => {
        kept.identity = news;
      });
    });
  },
  consent(decision) {
    decide(decision);
    if (decision !== 'denied') return;
    setCookie('');
    erase();
  },
  device: (take) => whenAllowed(() => take(attend().device)),
  reset,
  ignore(wish) {
    update((kept) => {
      kept.isIgnored = wish;
    });
  },
};

/** A number that stands for a text, so that nobody's email stays behind in the browser. */
function digest(text: string): number {
  return [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) | 0, 0);
}
