// What the script tag asks for. An option is a data attribute or, since tag managers and optimisers strip those,
// a parameter of the script's own URL.

const script = document.currentScript as HTMLScriptElement;
const source = new URL(script.src);

/** The option as written; null where the tag does not have it. */
export function option(name: string): string | null {
  return script.getAttribute(`data-${name}`) ?? source.searchParams.get(name);
}

/**
 * A pattern for whole strings: alternatives of `known`, and what the option lists, comma-separated, where `*` is any run of
 * characters. An option that is not there leaves the harmless alternative `null`.
 */
export function patternOption(name: string, known?: string): RegExp {
  const listed = `${option(name)}`.replace(/[.+?]/g, '\\$&').replace(/,/g, '|').replace(/\*/g, '.*');
  return new RegExp(`^(${known}|${listed})$`, 'i');
}

/** Where beacons go: `e` beside the script, unless `data-api` says otherwise. Without user info, which fetch refuses. */
export const api = option('api') ?? new URL('e', source.origin + source.pathname);
