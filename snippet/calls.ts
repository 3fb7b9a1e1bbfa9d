// The calls a page may make.

import { decide, whenAllowed } from './consent.ts';
import { reset } from './device.ts';
import { enter, kept } from './kept.ts';
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
const calls: Calls = {
  page: seePage,
  track: (name, props) => record(name, { props }),
  identify(who, known, vouched) {
    const { email, userId, token, ...traits } =
      Object(who) === who
        ? (who as Identity)
        : { [/@/.test(who as string) ? 'email' : 'userId']: who, ...known, ...vouched };
    const identity = { email, userId, token, traits };
    whenAllowed(() => {
      // A digest, so that nobody's email stays behind in the browser.
      let news = 0;
      for (const sign of kept.session + JSON.stringify(identity)) news = (news * 31 + sign.charCodeAt(0)) | 0;
      if (kept.identity !== news) record('identify', identity);
      kept.identity = news;
    });
  },
  consent: decide,
  device: (take) => whenAllowed(() => take(kept.device)),
  reset,
  ignore(wish) {
    kept.isIgnored = wish;
  },
};

/** The global function. */
export const leadlight: Leadlight = enter((name, ...args) => {
  (calls[name] as (...args: unknown[]) => void)(...args);
});
