// The npm package: typed functions for the script's calls, for sites with a build step. It contains no tracker: it adds the tag
// and queues calls until the script has loaded. On a server it does nothing.

/** Values by name: strings, numbers or booleans, at most 32. Objects one level deep are flattened with dots. */
export type Props = Record<string, unknown>;

/** The person's identity. All other keys are traits. */
export interface Identity extends Props {
  email?: string;
  userId?: string | number;
  /** Signed by the site's server with the site's `identitySecret`. */
  token?: string;
}

/** Each call by name, with its arguments. */
export interface Calls {
  /** Records a page view manually. Page views of single-page applications are recorded without it. */
  page(props?: Props): void;
  /** A custom event. Its name has 1 to 64 characters, and becomes a slug: `Demo Booked` is `demo_booked` in rules. */
  track(name: string, props?: Props): void;
  /** Identifies the visitor: an email or a userId and traits, or all in one object. */
  identify(who: string | number | Identity, traits?: Props, vouched?: { token?: string }): void;
  /** The visitor's consent decision. A denial erases the id and undelivered events. */
  consent(decision: 'granted' | 'denied'): void;
  /** Passes the device id (a UUID) to the function, once there is one. */
  device(take: (id: string) => void): void;
  /** After a logout: creates a new device id. */
  reset(): void;
  /** Whether to exclude this browser. */
  ignore(wish: boolean): void;
}

/** One call, as its arguments. */
export type Call = { [Name in keyof Calls]: [name: Name, ...args: Parameters<Calls[Name]>] }[keyof Calls];

/** The global function `leadlight`. Until the script has loaded, it queues calls in `q`. */
export interface Leadlight {
  (...call: Call): void;
  q?: Iterable<Call>;
}

declare global {
  interface Window {
    leadlight?: Leadlight;
  }
}

/** The tag's options, as in docs/reference/tag.md. */
export interface Options {
  /** The site's id. */
  site: string;
  /** `granted`, the default: track at once. `required`: wait for `consent`. `anonymous`: store nothing. `google`: Consent Mode. */
  consent?: 'granted' | 'required' | 'anonymous' | 'google';
  /** Whether hash changes are page views. */
  hash?: boolean;
  /** Whether only `page()` makes page views. */
  manual?: boolean;
  /** Additional file extensions. */
  downloads?: readonly string[];
  /** `off`, or the names of form fields to send besides the email. */
  forms?: 'off' | readonly string[];
  /** Whether to record embedded forms of HubSpot, Typeform, Calendly and Cal.com. */
  embeds?: boolean;
  /** Additional query parameters to keep. */
  query?: readonly string[];
  /** Paths to exclude; `*` matches any characters, `?` matches one. */
  exclude?: readonly string[];
  /** The cookie's domain, if not the widest. */
  'cookie-domain'?: string;
}

/**
 * Adds the tag to the page, once for each URL.
 *
 * @param src URL of the script on the Worker: `https://t.example.com/l.js`, or `/x/l.js`
 */
export function load(src: string, options: Options): void {
  if (typeof document === 'undefined' || document.querySelector(`script[data-leadlight-src="${src}"]`))
    return;
  const script = document.createElement('script');
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== false);
  const written = given.map(([name, value]) => [name, value === true ? '' : `${value}`]);
  script.src = `${src}?${new URLSearchParams(written)}`;
  script.dataset.leadlightSrc = src;
  document.head.appendChild(script);
}

/** Queues a call for the script. */
function call<Name extends keyof Calls>(name: Name): Calls[Name] {
  return ((...args: Parameters<Calls[Name]>) => {
    if (typeof window === 'undefined') return;
    const queue: Call[] = [];
    window.leadlight ??= Object.assign((...waiting: Call) => void queue.push(waiting), { q: queue });
    window.leadlight(...([name, ...args] as unknown as Call));
  }) as Calls[Name];
}

export const page: Calls['page'] = call('page');
export const track: Calls['track'] = call('track');
export const identify: Calls['identify'] = call('identify');
export const consent: Calls['consent'] = call('consent');
export const device: Calls['device'] = call('device');
export const reset: Calls['reset'] = call('reset');
export const ignore: Calls['ignore'] = call('ignore');
