// Optional part `l.downloads.js`, for `data-downloads`: additional file extensions, and files that scripts open with
// `location = …`, `window.open(…)`, or a click on a link that is not in the page.

import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** Within this time, opening the same file again belongs to the same click, or to another way of opening it. */
const echoMs = 500;

let isRunning = false;

/** The file without query and hash. URLs created by the page have no address except the file name. */
function fileOf(address: string, name: string | null): string | undefined {
  const { origin, pathname, protocol } = new URL(address, document.baseURI);
  if (/^http/.test(protocol)) return origin + pathname;
  return name ? `${new URL(encodeURIComponent(name), document.baseURI)}` : undefined;
}

/** Adds the extensions to the built-in ones, and detects files that are opened without a click in the page. */
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
  /** Records that this was opened, and returns whether it was opened just before. */
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
      // An invalid URL: the page handles it.
    }
  }

  // The script itself records a click in the page, or skips it if the page excludes it.
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

  // Without the Navigation API, only these detect a link outside of the page.
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
