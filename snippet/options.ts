// The options of the script tag. An option is a data attribute or, because tag managers and optimisers strip those, a parameter
// of the script's own URL. Optional parts (parts.ts) implement rare options, and change the values here.

import { downloadPattern, droppedParameters } from '../schema/event.ts';

/** The options, as written in the tag. */
interface Asked {
  site?: string;
  consent: string;
  gpc?: string;
  hash?: string;
  manual?: string;
  downloads?: string;
  forms?: string;
  query?: string;
  exclude?: string;
  embeds?: string;
  'cookie-domain'?: string;
  api: string | URL;
}

const script = document.currentScript as HTMLScriptElement;
/** The tag to paste. Modules, imports and copies in the page cannot find their URL, so they stop here. */
const help = () =>
  console.warn('leadlight: paste <script defer src=.../l.js?site=...></script>') as unknown as string;
const address = new URL(script?.src || help());

/** The script's own URL, without user info, which fetch rejects. */
export const source = address.origin + address.pathname;

/** The options from the tag; below, the hooks that parts replace. */
export const options = {
  api: new URL('e', source),
  consent: 'granted',
  ...Object.fromEntries(address.searchParams),
  ...script.dataset,
  /** Whether this URL is excluded. With `exclude`, all URLs are, until the part has loaded. */
  leavesOut() {
    return this.exclude;
  },
  /** Parameters that are not sent. */
  dropped: droppedParameters,
  /** Extensions of downloads. */
  files: downloadPattern as Pick<RegExp, 'test'>,
  /** The part of the hash that may be sent, at the end of the URL. */
  route: () => '',
  /** What distinguishes pages, besides path and query. */
  anchor: () => '',
  /** Possible domains of the cookie, the widest first: each label with those before it. */
  domains: location.hostname.split('.').reverse(),
} as Asked & {
  /** The attribute `data-cookie-domain`. */
  cookieDomain?: string;
  leavesOut(url?: string): unknown;
  anchor(): string;
  route(): string;
  files: Pick<RegExp, 'test'>;
  dropped: RegExp;
  domains: string[];
};

export type Options = typeof options;
