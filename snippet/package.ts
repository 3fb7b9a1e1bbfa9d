// The npm package: the calls as typed functions, for sites that are built rather than pasted. It holds no tracker; it adds the
// tag, and calls what that brings. What is called before then waits. On a server it does nothing.

/** Values by name: strings, numbers or booleans, at most 32. One level of objects is flattened with dots. */
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
  /** A page view by hand. Those of a single-page application are seen without. */
  page(props?: Props): void;
  /** A custom event. Its name has 1 to 64 characters, and becomes a slug: `Demo Booked` is `demo_booked` in rules. */
  track(name: string, props?: Props): void;
  /** Says who this is: an email or a userId and what is known of them, or all in one. */
  identify(who: string | number | Identity, traits?: Props, vouched?: { token?: string }): void;
  /** The visitor's decision. A denial erases the id and what has not been delivered. */
  consent(decision: 'granted' | 'denied'): void;
  /** Hands over the device id (a UUID), once there may be one. */
  device(take: (id: string) => void): void;
  /** Log-out: a new device id. */
  reset(): void;
  /** Whether to leave this browser out. */
  ignore(wish: boolean): void;
}

/** One call, as its arguments. */
export type Call = { [Name in keyof Calls]: [name: Name, ...args: Parameters<Calls[Name]>] }[keyof Calls];

/** The global function `leadlight`; as long as the script has not loaded, it keeps the calls in `q`. */
export interface Leadlight {
  (...call: Call): void;
  q?: Iterable<Call>;
}

declare global {
  interface Window {
    leadlight?: Leadlight;
  }
}

/** The tag's options, each as docs/reference/tag.md has it. */
export interface Options {
  /** The site's id. */
  site: string;
  /** `granted`, the default: track at once. `required`: wait for `consent`. `anonymous`: store nothing. `google`: Consent Mode. */
  consent?: 'granted' | 'required' | 'anonymous' | 'google';
  /** Whether hash changes are page views. */
  hash?: boolean;
  /** Whether only `page()` makes page views. */
  manual?: boolean;
  /** Further file extensions. */
  downloads?: readonly string[];
  /** `off`, or the names of form fields that may be sent besides the email. */
  forms?: 'off' | readonly string[];
  /** Whether to hear embedded forms of HubSpot, Typeform, Calendly and Cal.com. */
  embeds?: boolean;
  /** Further query parameters to keep. */
  query?: readonly string[];
  /** Paths on which nothing is recorded; `*` is any run of characters, `?` is one. */
  exclude?: readonly string[];
  /** The cookie's domain, where the widest is not wanted. */
  'cookie-domain'?: string;
}

/**
 * Adds the tag to the page, once for each address.
 *
 * @param src where the Worker serves the script: `https://t.example.com/l.js`, or `/x/l.js`
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

/** A call that waits for the script. */
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
