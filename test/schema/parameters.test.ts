// Which parameters of a query the script keeps: the list and the short pattern of it say the same.

import { expect, test } from 'vitest';
import { droppedParameters, keptParameters } from '../../schema/event.ts';

const left = (query: string) => `/pricing${query}`.replace(droppedParameters, '');

test.each([...Object.keys(keptParameters), 'utm_source', 'utm_id'])('%s is kept', (name) => {
  expect(left(`?${name}=1`)).toBe(`/pricing?${name}=1`);
  expect(left(`?x=1&${name}=1&y=2`)).toBe(`/pricing&${name}=1`);
});

test.each([...Object.keys(keptParameters), 'utm'])('what only contains %s is dropped', (name) => {
  for (const other of [`x${name}`, `${name}x`, `${name}[]`, name.slice(1), name.slice(0, -1)]) {
    if (other in keptParameters || other.startsWith('utm_')) continue;
    expect(left(`?${other}=1&${other}`)).toBe('/pricing');
  }
});
