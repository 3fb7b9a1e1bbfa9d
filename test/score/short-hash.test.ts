// Short hashes are stored in every visitor's state: another function would make all caps and visits begin anew.

import { expect, test } from 'vitest';
import { shortHash } from '../../worker/score/short-hash.ts';

test.each([
  ['', '5snm5kti'],
  ['a', 'jk1et8xr'],
  ['https://example.com/pricing', 'ed1h3d83'],
  ['https://example.com/pricing?', 'bm2omoxq'],
  ['text 180', '00q2uxt3'],
  ['Ünïcödé 😀', 'dopydc7a'],
])('the hash of %j stays what it is', (text, hash) => {
  expect(shortHash(text)).toBe(hash);
});

test('hashes are of eight characters, and 100,000 texts have one each', () => {
  const hashes = new Set(Array.from({ length: 100_000 }, (_, n) => shortHash(`text ${n}`)));
  expect(hashes.size).toBe(100_000);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-z]{8}$/);
});
