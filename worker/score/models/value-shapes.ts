// The shapes of the values that rules read: URLs, paths, emails. They tell which globs match no value, and what to write instead.

import { keptParameters, limits } from '../../../schema/event.ts';
import type { TextShape } from '../conditions/form.ts';
import { compileGlob } from '../conditions/glob.ts';
import { cleanDomain } from '../identity/identifiers.ts';
import { readablePath } from '../rules/facts.ts';
import { knownHosts } from '../source/known-sources.ts';
import { any, canMatch, exactly, one, optional, type Shape, some } from './shape.ts';

/** The sign of a mistake in a glob, and what to write instead. */
type Mend = readonly [sign: RegExp, mend: string];

/** A glob without any of the signs. */
const anyGlob = /^/;

/** A glob that matches no text of the shapes gets the first mend whose sign it has. `read` prepares it for comparing. */
function shaped(
  shapes: readonly Shape[],
  mends: readonly Mend[],
  read: (glob: string) => string = (glob) => glob,
): TextShape {
  return {
    fault(glob) {
      if (canMatch(read(glob), shapes)) return null;
      const [, mend] = mends.find(([sign]) => sign.test(glob)) ?? [];
      return `can never match ${JSON.stringify(glob)}: ${mend}`;
    },
  };
}

/** The shape, and faults of globs that could match a value but probably will not. */
function withDoubts(shape: TextShape, doubts: readonly Mend[]): TextShape {
  return {
    ...shape,
    fault(glob) {
      const [, mend] = doubts.find(([sign]) => sign.test(glob)) ?? [];
      return shape.fault(glob) ?? (mend ? `hardly matches ${JSON.stringify(glob)}: ${mend}` : null);
    },
  };
}

const everything = /./s;
const noSpace = /\S/;
const spaced: Mend = [/^\s|\s$/, 'the value has no space at its ends; remove it'];
const noQuery =
  'a path has no query, and "?" stands for one character; use "query.NAME" for a parameter, or * for any characters';

/** A text without spaces at its ends, which may be a number. */
export function line(maxChars: number): TextShape {
  const shape = shaped([[], [one(noSpace)], [one(noSpace), any(everything), one(noSpace)]], [spaced]);
  return {
    mayBeNumber: true,
    fault(glob) {
      const isTooLong = glob.replaceAll('*', '').length > maxChars;
      return isTooLong
        ? `can never match ${JSON.stringify(glob)}: the value has at most ${maxChars} characters`
        : shape.fault(glob);
    },
  };
}

const slash = exactly('/');
const inPath = /[^?#]/;
const endOfPath = /[^?#\s]/;

export const path = withDoubts(
  shaped(
    [slash, [...slash, any(inPath), one(endOfPath)]],
    [
      spaced,
      [/^[/*?].*#|^#/, 'a path has no fragment; remove it from the # on, or use "hash" for a route'],
      [/^[/*?]/, noQuery],
      [anyGlob, 'a path starts with /; start the glob with / or *'],
    ],
    readablePath,
  ),
  [[/\?[^/*?]*=|[a-z0-9]{3}\?\*?$/i, noQuery]],
);

const inRoute = /[^?&=;#]/;
export const hash = shaped(
  [slash, [...slash, any(inRoute), one(/[^?&=;#\s]/)]],
  [
    spaced,
    [/^[/*?]/, 'a route is a path without parameters; remove them'],
    [anyGlob, 'a route begins with /, without its #; begin the glob with / or *'],
  ],
  readablePath,
);

const hostName: Shape = some(/[a-z0-9._-]/);
const ipv6: Shape = [...exactly('['), ...some(/[0-9a-f:.]/), ...exactly(']')];

export const host: TextShape = {
  fault(glob) {
    const fault = hostOnly.fault(glob);
    const known = fault && cleanDomain(glob.toLowerCase());
    return known ? `can never match "${glob}": the name is stored as "${known}"` : fault;
  },
};

const hostOnly = shaped(
  [hostName, ipv6],
  [
    spaced,
    [/[^\0-\x7f]/, 'names in other scripts are stored as IDNA writes them, such as "xn--mller-kva.de"'],
    [anyGlob, 'a host is a name such as "www.example.com"'],
  ],
);

/** A URL’s path: all but these is percent-encoded. */
const inUrlPath = /(?![?#])[!-~]/;
const place: Shape = [...exactly('http'), optional(/s/), ...exactly('://'), ...some(/[a-z0-9._:[\]-]/)];
const bareUrl: Shape = [...place, ...slash, any(inUrlPath)];
const query: Shape = [...exactly('?'), any(/(?!#)[!-~]/)];
const route: Shape = [...exactly('#'), optional(/!/), ...slash, any(/(?![?&=;#])[!-~]/)];

const urlMends = [
  spaced,
  [/[^!-~]/, 'a URL has %20 for a space, and the like for other letters; use "path", or {"words": …}'],
  [/^[h*?].*#/i, 'of a fragment only a route is kept, such as "#/orders"; remove it'],
] satisfies Mend[];
const wholeUrl = 'the value is a whole URL that starts with http; start the glob with *';

/** The address of a page. */
export const pageUrl = shaped(
  [bareUrl, [...bareUrl, ...query], [...bareUrl, ...route], [...bareUrl, ...query, ...route]],
  [...urlMends, [anyGlob, wholeUrl]],
);

/** A host where a path must follow: `*google.com`, and not `*guide.pdf`. */
const endsAsHost = /^(\*|https?:\/\/)[^/]*\.(?!html?$|php$|aspx?$|jsp$|pdf$)[a-z]{2,}$/i;

export const referrer = withDoubts(pageUrl, [
  [endsAsHost, 'a URL goes on after the host with at least a /; end the glob with *'],
]);

/** An address without query and fragment. */
export const linkUrl = withDoubts(
  shaped(
    [bareUrl],
    [...urlMends, [/^[h*?].*\?/i, 'its query is not kept; remove it, from the ? on'], [anyGlob, wholeUrl]],
  ),
  [[/\?[^/*?]*=/, 'its query is not kept; remove it, from the ? on']],
);

const mailbox = /[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;

export const email = shaped(
  [[...some(mailbox), ...exactly('@'), ...some(/[a-z0-9.-]/)]],
  [
    [/\s/, 'an email has no spaces; remove them'],
    [/^@/, 'something stands before the @; start the glob with *, such as "*@rival.com"'],
    [/@$/, 'a domain follows the @; end the glob with *'],
    [/@.*[^\0-\x7f]/, 'the domain is stored as IDNA writes it, such as "xn--mller-kva.de"'],
    [anyGlob, 'an email has an @, such as "*@rival.com"'],
  ],
);

const hexadecimal = /[0-9a-f]/;
const digits = (count: number) => new Array<ReturnType<typeof one>>(count).fill(one(hexadecimal));

export const uuid = shaped(
  [[8, 4, 4, 4, 12].flatMap((count, group) => [...(group > 0 ? exactly('-') : []), ...digits(count)])],
  [[anyGlob, 'the value is a UUID']],
);

export const number: TextShape = {
  ...shaped(
    [[optional(/-/), ...some(/\d/), optional(/\./), any(/\d/)]],
    [[anyGlob, 'the value is a number; for a range use {"gte": 10, "lte": 20}']],
  ),
  mayBeNumber: true,
};

/** Where a visit came from, in lower case; anything may stand in a `utm_source`. */
const sourceText = withDoubts(line(limits.maxUrlChars), [
  [/:\/\//, 'a source is no address, but a name such as "google", or a host such as "example.com"'],
  [/^www\./i, 'the host of a source has no www.; remove it'],
  [/\/./, 'a source is a name such as "google", or a host, without a path or a medium'],
  [/^(\(direct\)|\(?none\)?)$/i, 'the source of a direct visit is "direct"'],
  ...Object.entries(keptParameters).flatMap(([parameter, network]): Mend[] =>
    network ? [[new RegExp(`^${parameter}$`, 'i'), `the source of this click id is "${network}"`]] : [],
  ),
]);

/** Names in one warning. */
const maxNamed = 3;

/** The same; a glob that stands for hosts of a source whose name it does not match is told that name. */
export const source: TextShape = {
  ...sourceText,
  fault(glob) {
    const fault = sourceText.fault(glob);
    if (fault || !/[*?]/.test(glob)) return fault;
    const matches = compileGlob(glob);
    const names = new Set<string>();
    for (const [host, { name }] of knownHosts()) if (matches(host) && !matches(name)) names.add(name);
    const some = [...names].slice(0, maxNamed).map((name) => JSON.stringify(name));
    return some.length === 0
      ? null
      : `hardly matches ${JSON.stringify(glob)}: a known source has a name instead of a host, such as ${some.join(', ')}`;
  },
};
