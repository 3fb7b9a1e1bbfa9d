// The tag works where the Worker is routed at a path of the site's own host, and nothing else is opened by it.

import { exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { snippetParts } from '../../../schema/event.ts';
import { withoutPrefix } from '../../../worker/http/routed-path.ts';
import { asksForScript } from '../../../worker/http/script-files.ts';

const cases: [string, string][] = [
  ['/e', '/e'],
  ['/x/e', '/e'],
  ['/a/b/e', '/e'],
  ['/x/l.js', '/l.js'],
  ['/x/l.0af3.js', '/l.0af3.js'],
  ...snippetParts.map((part): [string, string] => [`/x/l.${part}.js`, `/l.${part}.js`]),
  ['/x/l.evil.js', '/x/l.evil.js'],
  ['/x/le', '/x/le'],
  ['/x/e/', '/x/e/'],
  ['/v1/sites/e', '/v1/sites/e'],
  ['/s/shop/visitors/abc', '/s/shop/visitors/abc'],
];

for (const [path, expected] of cases) {
  it(`${path} is taken for ${expected}`, () => {
    const request = withoutPrefix(
      new Request(`https://example.com${path}?a=b`, { method: 'POST', body: 'x' }),
    );
    expect(new URL(request.url).pathname).toBe(expected);
    expect(new URL(request.url).search).toBe('?a=b');
    expect(request.method).toBe('POST');
  });
}

it('the page of a site whose id is "e" is not taken for beacons, nor is their preflight for a page', () => {
  const pathOf = (method: string) =>
    new URL(withoutPrefix(new Request('https://example.com/s/e', { method })).url).pathname;
  expect(['GET', 'HEAD', 'OPTIONS', 'POST'].map(pathOf)).toEqual(['/s/e', '/s/e', '/e', '/e']);
});

it('only reading asks for the script', () => {
  expect(asksForScript(new Request('https://example.com/l.js'))).toBe(true);
  expect(asksForScript(new Request('https://example.com/l.js', { method: 'POST' }))).toBe(false);
  expect(asksForScript(new Request('https://example.com/e'))).toBe(false);
});

it('a beacon under a path is answered like one at the root, its body included', async () => {
  const send = (path: string) =>
    exports.default.fetch(`https://example.com${path}`, {
      method: 'POST',
      headers: { origin: 'https://example.com', 'content-type': 'text/plain' },
      body: '{"half":',
    });
  const [root, prefixed] = [await send('/e'), await send('/x/e')];
  expect(prefixed.status).toBe(400);
  expect(await prefixed.json()).toEqual(await root.json());
});

for (const path of ['/l.0123456789.js', '/x/l.0123456789.js'])
  it(`${path}, a build that was never published, is a 404 that no cache keeps`, async () => {
    for (const method of ['GET', 'HEAD']) {
      const response = await exports.default.fetch(`https://example.com${path}`, { method });
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });
