// Clicks on links to files and other sites, and on elements with data-leadlight. Never delays a click.

import { isPrivate } from '../consent.ts';
import { options } from '../options.ts';
import { record } from '../record.ts';
import { guarded } from '../storage.ts';
import { cleanUrl } from '../url.ts';
import { ignored, matches } from './listen.ts';
import { noteClick } from './page-view.ts';

/** `click` is the left button, with or without modifiers, and the keyboard; `auxclick` all other buttons. */
export const onClick = guarded((event: MouseEvent) => {
  noteClick();
  // The path, not the target, because it includes open shadow roots.
  const clicked = (selector: string) =>
    event.composedPath().find((node) => matches(node, selector)) as HTMLElement | undefined;
  // The right button opens a menu.
  if (clicked(ignored) || event.button > 1) return;
  const marked = clicked('[data-leadlight]:not(form)');
  if (marked) {
    const props: Record<string, string> = {};
    for (const attribute of marked.attributes) {
      const [, prop] = attribute.name.split('data-leadlight-');
      if (prop) props[prop] = attribute.value;
    }
    record(marked.dataset.leadlight as string, { props });
  }
  const link = clicked(':any-link') as HTMLAnchorElement | undefined;
  if (isPrivate || !link) return;
  // In SVG, `href` is an object, which also has `xlink:href`.
  const href = link.href as string & { baseVal?: string };
  // URLs created by the page (`blob:`, `data:`) have no address except the file name.
  const target = ((cleanUrl(href.baseVal ?? href) ?? cleanUrl(`./${link.download}`)) as string).split(
    '?',
  )[0] as string;
  // A file on another host is a download, not an outbound click.
  if (options.files.test(target) || clicked('[download]')) {
    record('download', { file: target });
  } else if (target.split('/')[2] !== location.host) record('outbound_click', { target });
});
