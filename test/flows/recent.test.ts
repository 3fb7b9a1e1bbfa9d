// A map that keeps what was used last.

import { expect, test } from 'vitest';
import { Recent } from '../../worker/flows/common/recent.ts';

test('lets go of what was used longest ago, and using is reading, too', () => {
  const recent = new Recent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  expect(recent.get('a')).toBe(1);
  recent.set('c', 3);
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3]);
});

test('holds a key once, with what was set last, until it is deleted', () => {
  const recent = new Recent<number>(2);
  recent.set('a', 1);
  recent.set('a', 2);
  recent.set('b', 3);
  expect([recent.get('a'), recent.get('b')]).toEqual([2, 3]);
  recent.delete('a');
  expect(recent.get('a')).toBeUndefined();
});
