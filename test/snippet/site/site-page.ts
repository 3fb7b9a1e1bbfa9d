// The pages of the website under test: a tag, and what a test puts around it.

/** A page: its tag's attributes (`null`: no tag), what is in its body, what comes before the tag, and its headers. */
export interface PageOptions {
  tag?: Record<string, string> | null;
  src?: string;
  body?: string;
  head?: string;
  headers?: Record<string, string>;
  /** What is answered as it is in the place of a page: a library, an API. */
  text?: string;
  status?: number;
  /** How long the server takes. */
  delayMs?: number;
}

/** Runs in a page that is watched: tells the site it comes from what goes wrong, and leaves nothing else behind. */
export const watch = `(() => {
  const { origin } = new URL(document.currentScript.src);
  const send = navigator.sendBeacon.bind(navigator);
  const tell = (what) => send(origin + '/complaints', String(what));
  addEventListener('error', ({ message, filename }) => tell(message + ' in ' + filename));
  addEventListener('unhandledrejection', ({ reason }) => tell('unhandled ' + reason));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    tell(violatedDirective + ' forbids ' + blockedURI));
  const log = console.error;
  console.error = (...words) => { tell(words.join(' ')); log.apply(console, words); };
  document.currentScript.remove();
})()`;

/** The page at a path; `isWatched`: with `watch` before all else. */
export function html(
  path: string,
  { tag = {}, src = '/l.js?site=acme', body = '', head = '' }: PageOptions,
  isWatched: boolean,
): string {
  const attributes = Object.entries(tag ?? {}).map(([name, value]) => ` ${name}="${value}"`);
  const script = tag === null ? '' : `<script defer src="${src}"${attributes.join('')}></script>`;
  // From where the tag comes: a policy that allows that allows this.
  const watcher = isWatched ? `<script src="${src.replace(/l\.(\w+\.)?js.*/, 'watch.js')}"></script>` : '';
  return `<!doctype html><html><head><title>Page ${path}</title>${watcher}${head}${script}</head><body>${body}</body></html>`;
}

/** A page's head that runs a function before anything else. */
export function first(work: () => void): string {
  return `<script>(${work})()</script>`;
}
