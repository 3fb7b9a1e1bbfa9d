// Optional part `l.downloads.js`, for `data-downloads`: further extensions that make a file a download, and files that scripts
// open: `location = …`, `window.open(…)`, and links that are clicked without ever having been in the page.

import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** What is opened in the wake of a click on its link, or by two ways at once, comes within this time. */
const echoMs = 500;

let isRunning = false;

/** The file without query and hash; what the page has made itself has no address but the name that it is saved by. */
function fileOf(address: string, name: string | null): string | undefined {
  const { origin, pathname, protocol } = new URL(address, document.baseURI);
  if (/^http/.test(protocol)) return origin + pathname;
  return name ? `${new URL(encodeURIComponent(name), document.baseURI)}` : undefined;
}

/** Adds the extensions to those that are built in, and hears of files that are opened without a click that the page hears. */
const downloads: Part = (options, record) => {
  if (options.downloads === undefined) return;
  const builtIn = options.files;
  const extensions = listed(options.downloads);
  const files: typeof builtIn = {
    test: (file) => builtIn.test(file) || extensions.test(file.split(';')[0]?.split('.').pop() as string),
  };
  options.files = files;
  if (isRunning || (navigator.globalPrivacyControl && options.gpc !== 'ignore')) return;
  isRunning = true;

  const followedAt = new Map<string, number>();
  /** Notes that this was opened; answers whether it was just before. */
  function isEcho(address: string): boolean {
    const { href } = new URL(address, document.baseURI);
    const at = followedAt.get(href) ?? -echoMs;
    followedAt.set(href, performance.now());
    return performance.now() - at < echoMs;
  }
  function open(address: string, name: string | null = null): void {
    try {
      const file = fileOf(address, name);
      if (isEcho(address) || !file || (name === null && !files.test(file))) return;
      record('download', { file });
    } catch {
      // No address: the page will see to it.
    }
  }

  // A click that the page hears is recorded by the script itself, or left out by the page's wish.
  const onClick = (event: Event) => {
    for (const node of event.composedPath() as HTMLAnchorElement[]) if (node.href) isEcho(`${node.href}`);
  };
  for (const type of ['click', 'auxclick']) addEventListener(type, onClick, true);

  const { open: openWindow } = window;
  window.open = (...args) => {
    open(`${args[0] ?? ''}`);
    return openWindow(...args);
  };
  window.navigation?.addEventListener('navigate', ({ destination, downloadRequest }) =>
    open(destination.url, downloadRequest),
  );

  // Before there was a Navigation API, a link outside of the page can be heard of by these alone.
  if (window.navigation) return;
  const { click } = HTMLElement.prototype;
  HTMLElement.prototype.click = function () {
    onDetached(this);
    click.call(this);
  };
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event.type === 'click') onDetached(this);
    return dispatchEvent.call(this, event);
  };
  function onDetached(link: unknown): void {
    if (link instanceof HTMLAnchorElement && !link.isConnected)
      open(link.href, link.getAttribute('download'));
  }
};
export default downloads;
