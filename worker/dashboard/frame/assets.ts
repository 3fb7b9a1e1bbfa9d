// What the pages load: one stylesheet, one script in each language, one icon. Their addresses change with their content, so browsers keep them for good.

import type { Context } from 'hono';
import { style } from '../style/style.ts';
import type { Texts } from '../texts/en/en.ts';
import { languages } from '../texts/texts.ts';
import { icon } from './icon.ts';
import { scriptWith } from './script.ts';

/** FNV-1a over UTF-16 units, twice with different starts: collisions are rare enough, and unlike SHA it is synchronous. */
export function fingerprint(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((start) => {
      let hash = start;
      for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      return (hash >>> 0).toString(36);
    })
    .join('');
}

/** Where the stylesheet is. */
export const stylePath = `/assets/${fingerprint(style)}.css`;

const scripts = new Map<Texts, { path: string; content: string }>(
  Object.values(languages).map((texts) => {
    const content = scriptWith(texts.script);
    return [texts, { path: `/assets/${fingerprint(content)}.js`, content }];
  }),
);

/** Where the script in a language is. */
export function scriptPath(texts: Texts): string {
  return scripts.get(texts)?.path ?? '';
}

/** Where the icon is. */
export const iconPath = `/assets/${fingerprint(icon)}.svg`;

const assets = [
  { end: '.css', path: stylePath, type: 'text/css; charset=utf-8', content: style },
  ...[...scripts.values()].map((script) => ({
    ...script,
    end: '.js',
    type: 'text/javascript; charset=utf-8',
  })),
  { end: '.svg', path: iconPath, type: 'image/svg+xml', content: icon },
];

/**
 * Answers `/assets/{hash}.css`, `.js` and `.svg`. A hash of another version gets ours too, unkept: while a deploy spreads, a page
 * of one version may ask the other for its style.
 */
export function answerAsset(c: Context): Response | Promise<Response> {
  const asset =
    assets.find(({ path }) => path === c.req.path) ?? assets.find(({ end }) => c.req.path.endsWith(end));
  if (!asset) return c.notFound();
  const isThis = c.req.path === asset.path;
  return c.body(asset.content, 200, {
    'content-type': asset.type,
    'cache-control': isThis ? 'public, max-age=31536000, immutable' : 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
}
