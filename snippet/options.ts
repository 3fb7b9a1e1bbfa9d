// What the script tag asks for. An option is a data attribute or, since tag managers and optimisers strip those,
// a parameter of the script's own URL.

const script = document.currentScript as HTMLScriptElement;
const source = new URL(script.src);

/** The option as written; null where the tag does not have it. */
export function option(name: string): string | null {
  return script.getAttribute(`data-${name}`) ?? source.searchParams.get(name);
}

/**
 * What an option lists, comma-separated, as alternatives of a pattern; in it `*` is any run of characters. An option that is
 * not there gives the harmless `null`.
 */
export function alternatives(name: string): string {
  return `${option(name)}`.replace(/[.+?]/g, '\\$&').replace(/,/g, '|').replace(/\*/g, '.*');
}

/** Where beacons go: `e` beside the script, unless `data-api` says otherwise. Without user info, which fetch refuses. */
export const api = option('api') ?? new URL('e', source.origin + source.pathname);
