// Texts without anything to see are no names.

import { expect, test } from 'vitest';
import { isBlank, visibleText } from '../../../worker/score/conditions/visible-text.ts';

test.each([
  '',
  ' ',
  '\t\n',
  '\u00a0',
  '\u200b',
  '\u2060\ufeff',
  '\u00ad',
  '\u3164',
  '\uffa0',
  '\u2800',
  '\u202e\u2066',
  '\ufe0f',
  '\u0301',
])('%j is blank', (text) => expect([isBlank(text), visibleText(text)]).toEqual([true, null]));

test.each(['a', '佐', '.', '-', '🙂', '👩‍💻', 'é', '0', '∞', ' न '])('%j is not', (text) =>
  expect([isBlank(text), visibleText(text)]).toEqual([false, text.trim()]),
);
