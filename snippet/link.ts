// Clicks: on links to files and to other sites, and on elements marked with data-leadlight. Never in the way of them.

import { isPrivate } from './consent.ts';
import { enter } from './kept.ts';
import { patternOption } from './options.ts';
import { ignored, record } from './record.ts';
import { cleanUrl } from './url.ts';

/** `downloadExtensions` of schema/event.ts, as alternatives of a pattern; put in by build.ts. */
declare const fileExtensions: string;

const file = patternOption('downloads', `${fileExtensions}|`);

/** `click` is the left button, with or without modifiers, and the keyboard; `auxclick` the others. */
export const onClick = enter((event: MouseEvent) => {
  // The path, not the target: it leads out of open shadow roots.
  const clicked = (selector: string) =>
    (event.composedPath() as Element[]).find((node) => node.matches?.(selector));
  // The right button opens a menu.
  if (event.button > 1 || clicked(ignored)) return;
  const marked = clicked('[data-leadlight]:not(form)');
  if (marked) {
    const props: Record<string, string> = {};
    for (const { name, value } of marked.attributes) {
      const [, prop] = name.split('data-leadlight-');
      if (prop) props[prop] = value;
    }
    record(marked.getAttribute('data-leadlight') as string, { props });
  }
  const link = clicked('a[href],area') as HTMLAnchorElement | undefined;
  if (!link || isPrivate) return;
  // In SVG `href` is an object.
  const url = new URL(link.getAttribute('href') as string, document.baseURI);
  const target = cleanUrl(url)?.split('?')[0];
  if (!target) return;
  // A file on another host is a download, not a way out.
  if (link.matches('[download]') || file.test(target.split('.').pop() as string)) {
    record('download', { file: target });
  } else if (url.host !== location.host) record('outbound_click', { target });
});
