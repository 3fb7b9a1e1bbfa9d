// Clicks: on links to files and to other sites, and on elements marked with data-leadlight. Never in the way of them.

import { isPrivate } from '../consent.ts';
import { options } from '../options.ts';
import { record } from '../record.ts';
import { guarded } from '../storage.ts';
import { cleanUrl } from '../url.ts';
import { ignored } from './listen.ts';
import { noteClick } from './page-view.ts';

/** `click` is the left button, with or without modifiers, and the keyboard; `auxclick` the others. */
export const onClick = guarded((event: MouseEvent) => {
  noteClick();
  // The path, not the target: it leads out of open shadow roots.
  const clicked = (selector: string) =>
    (event.composedPath() as HTMLElement[]).find((node) => node.matches?.(selector));
  // The right button opens a menu.
  if (clicked(ignored) || event.button > 1) return;
  const marked = clicked('[data-leadlight]:not(form)');
  if (marked) {
    const props: Record<string, string> = {};
    for (const { name, value } of marked.attributes) {
      const [, prop] = name.split('data-leadlight-');
      if (prop) props[prop] = value;
    }
    record(marked.dataset.leadlight as string, { props });
  }
  const link = clicked(':any-link') as HTMLAnchorElement | undefined;
  if (!link || isPrivate) return;
  const { href, download } = link;
  // In SVG it is an object, which also holds `xlink:href`.
  const { baseVal } = href as unknown as { baseVal?: string };
  // What the page has made itself (`blob:`, `data:`) has no address but the name that it is saved by.
  const target = (cleanUrl(baseVal ?? href) ?? cleanUrl(`./${download}`))?.split('?')[0] as string;
  // A file on another host is a download, not a way out.
  if (clicked('[download]') || options.files.test(target)) {
    record('download', { file: target });
  } else if (target.split('/')[2] !== location.host) record('outbound_click', { target });
});
