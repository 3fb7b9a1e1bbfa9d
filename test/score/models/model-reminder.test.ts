// When a model should be looked at again.

import { expect, test } from 'vitest';
import { reminderOf } from '../../../worker/score/models/model-reminder.ts';

const day = 86_400_000;
const published = Date.UTC(2026, 2, 1);

test.each([
  [null, published, null],
  [published, published + 183 * day, null],
  [published, published + 183 * day + 1, /served since 2026-03-01, .*\. Check .* preview a better one\.$/],
  [published, published - day, null],
])('published at %s, at %s', (publishedAt, now, said) => {
  const reminder = reminderOf(publishedAt, now);
  if (said === null) expect(reminder).toBeNull();
  else expect(reminder).toMatch(said);
});
