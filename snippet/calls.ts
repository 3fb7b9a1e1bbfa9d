// The calls a page may make, and those it has made before this script was there.

import { decide, whenAllowed } from './consent.ts';
import { attend, reset, setCookie } from './device.ts';
import { erase, update } from './kept.ts';
import { seePage } from './page-view.ts';
import { record } from './record.ts';

/** Values by name; worker/routes/edge/props.ts says what is kept of them. */
export type Props = Record<string, unknown>;

/** Who someone is. All but the three named are traits. */
export interface Identity extends Props {
  email?: string;
  userId?: string | number;
  /** Signed by the site's server with the site's `identitySecret`. */
  token?: string;
}

/** Each call by its name, with what follows it. */
export interface Calls {
  /** A page view by hand. */
  page(props?: Props): void;
  /** A custom event. */
  track(name: string, props?: Props): void;
  /** Says who this is: an email or a userId and what is known of them, or all in one. */
  identify(who: string | number | Identity, traits?: Props, vouched?: { token?: string }): void;
  /** The visitor's decision. A denial erases the id and what has not been delivered. */
  consent(decision: 'granted' | 'denied'): void;
  /** Hands over the device id, once there may be one. */
  device(take: (id: string) => void): void;
  /** Log-out: a new device id. */
  reset(): void;
  /** Whether to leave this browser out. */
  ignore(wish: boolean): void;
}

/** One call, as its arguments. */
export type Call = { [Name in keyof Calls]: [name: Name, ...args: Parameters<Calls[Name]>] }[keyof Calls];

/** The global function; as a stub, it keeps the calls in `q`. */
export interface Leadlight {
  (...call: Call): void;
  q?: Iterable<Call>;
  isLoaded?: boolean;
}

declare global {
  interface Window {
    leadlight?: Leadlight;
  }
}

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
