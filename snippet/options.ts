// What the script tag asks for. An option is a data attribute or, since tag managers and optimisers strip those,
// a parameter of the script's own URL.

const script = document.currentScript as HTMLScriptElement;
/** The script's own URL. */
export const source = new URL(script.src);

/** The option as written; null where the tag does not have it. */
export function option(name: string): string | null {
  return script.getAttribute(`data-${name}`) ?? source.searchParams.get(name);
}

/**
 * Matches what is built in (a pattern's alternatives, each with a bar after it) and what the option lists, comma-separated:
 * globs, in which `*` is any run of characters and `?` is one. An option that is not there gives the harmless `null`.
 */
export function patternOption(name: string, builtIn = ''): RegExp {
  const listed = `${option(name)}`
    .replace(/[^\w*?,]/g, '\\$&')
    .replace(/,/g, '|')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^(${builtIn}${listed})$`, 'i');
}

/** Where beacons go: `e` beside the script, unless `data-api` says otherwise. Without user info, which fetch refuses. */
export const api = option('api') ?? new URL('e', source.origin + source.pathname);
