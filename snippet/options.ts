// What the script tag asks for. An option is a data attribute or, since tag managers and optimisers strip those,
// a parameter of the script's own URL. What few tags ask for is an optional part's (parts.ts), which changes it here.

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
/** What to paste. A module, an import or a copy in the page does not know where it comes from, and stops here. */
const help = () =>
  console.warn('Leadlight: paste <script defer src=…/l.js?site=…></script>') as unknown as string;
const { origin, pathname, searchParams } = new URL(script?.src || help());

/** The script's own URL. Without user info, which fetch refuses. */
export const source = origin + pathname;

/** What the tag asks for, and below that what parts put something else for. */
export const options = {
  api: new URL('e', source),
  consent: 'granted',
  ...Object.fromEntries(searchParams),
  ...script.dataset,
  /** Whether nothing is recorded on the page of this URL. With `exclude` that is every page, until the part decides which. */
  leavesOut() {
    return this.exclude;
  },
  /** What of the address makes a page, besides path and query. */
  anchor: () => '',
  /** What of the hash may leave the page, at the end of its URL. */
  route: () => '',
  /** The files that are downloads. */
  files: downloadPattern as Pick<RegExp, 'test'>,
  /** The parameters that do not leave the page. */
  dropped: droppedParameters,
  /** Where the cookie may be, from the widest domain on: each name with those before it. */
  domains: location.hostname.split('.').reverse(),
} as Asked & {
  /** As an attribute is read. */
  cookieDomain?: string;
  leavesOut(url?: string): unknown;
  anchor(): string;
  route(): string;
  files: Pick<RegExp, 'test'>;
  dropped: RegExp;
  domains: string[];
};

export type Options = typeof options;
