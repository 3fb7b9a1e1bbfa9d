// Clicks: on links to files and to other sites, and on elements marked with data-leadlight. Never in the way of them.

import { isPrivate } from './consent.ts';
import { alternatives } from './options.ts';
import { ignored, record } from './record.ts';
import { safely } from './safely.ts';
import { cleanUrl } from './url.ts';

/** `downloadExtensions` of schema/event.ts, as alternatives of a pattern; put in by build.ts. */
declare const fileExtensions: string;

const file = new RegExp(`\\.(${fileExtensions}|${alternatives('downloads')})$`, 'i');

/** `click` is the left button, with or without modifiers, and the keyboard; `auxclick` the others. */
export const onClick = safely((event: MouseEvent) => {
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
  const link = clicked('a,area') as HTMLAnchorElement | undefined;
  if (!link || isPrivate) return;
  // In SVG `href` is an object, and its value may be relative.
  const svgHref = (link.href as unknown as SVGAnimatedString).baseVal;
  const url = new URL(svgHref ?? link.href, document.baseURI);
  const target = cleanUrl(url)?.split('?')[0];
  if (!target) return;
  // A file on another host is a download, not a way out.
  if (link.hasAttribute('download') || file.test(url.pathname)) {
    record('download', { file: target });
  } else if (url.host !== location.host) record('outbound_click', { target });
});
