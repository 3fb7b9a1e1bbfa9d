// Text from strangers costs time in proportion to its length: no expression that reads it looks back again and again.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsCardNumber } from '../../worker/intake/fields/form-fields.ts';
import { redactPath } from '../../worker/intake/fields/redact.ts';
import { slugOf } from '../../worker/intake/fields/text.ts';
import { plainText } from '../../worker/score/conditions/plain-text.ts';
import { countryReadings } from '../../worker/score/fit/country/country.ts';
import { numberWords } from '../../worker/score/fit/number-word.ts';
import { departmentOf } from '../../worker/score/fit/title/department.ts';
import { titleReadings } from '../../worker/score/fit/title/job-title.ts';
import { seniorityOf } from '../../worker/score/fit/title/seniority.ts';
import { cleanEmail } from '../../worker/score/identity/identifiers.ts';

const longChars = 100_000;
const long = (part: string) => part.repeat(longChars / part.length);

const readers: [string, (text: string) => unknown][] = [
  ['a path, of which secrets are taken out', (text) => redactPath(`/${text}`)],
  ['an email', cleanEmail],
  ['the name of an event', (text) => slugOf(text, 64)],
  ['a form field', holdsCardNumber],
  ['a trait', plainText],
  ['a job title', titleReadings],
  ['a rank', seniorityOf],
  ['a department', departmentOf],
  ['a country', countryReadings],
  ['a number', numberWords],
];

const texts: [string, string][] = [
  ['an address without a host', `${long('a')}@`],
  ['an address whose host never ends', `x@${long('a.')}`],
  ['dots on both sides of an @', `${long('a.')}@${long('b.')}1`],
  ['many @', long('a@')],
  ['many addresses', long('a@b.cc.')],
  ['many beginnings of a token', long('eyJ')],
  ['many beginnings of a token, each with a part', long('eyJaaaaa.')],
  ['spaces', `a${long(' ')}b`],
  ['spaces and tabs', `${long('\t ')}.`],
  ['ampersands', long(' & ')],
  ['escapes of escapes', long('%2541')],
  ['digits', long('1')],
  ['digits in groups', long('1 234,')],
  ['half of a UUID', long('3f2504e0-4f89-')],
  ['beginnings of a title', long('chief of ')],
  ['initials', long('v.')],
];

describe.each(texts)('of %s, 100,000 characters and more', (_, text) => {
  it.each(readers)('%s is read in a moment', (_, read) => {
    const before = process.cpuUsage(); // Not the clock: the machine may be busy with other things.
    read(text);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
  });
});

/** What is taken out, told as one expression each: simple to read, and too slow for hostile text. */
const asOneExpression = (text: string): string =>
  text
    .replace(/[\p{L}\p{N}.!#$%&'*+=?^_`{|}~-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu, ':redacted')
    .replace(/eyJ[\w-]{5,}(?:\.[\w-]*){2,4}/g, ':redacted');

it('takes out of a path what simple expressions for emails and tokens find, and nothing else', () => {
  const part = fc.constantFrom('a', 'bc', '1', '.', '.', '@', '@', '-', '(', 'eyJ', 'eyJabcde', '𝒳', 'ü');
  const segment = fc.array(part, { minLength: 6, maxLength: 30 }).map((all) => all.join(''));
  fc.assert(
    fc.property(segment, (text) => {
      const expected = asOneExpression(text);
      // Long runs are taken out as well, also where the mark itself has made one longer.
      fc.pre(text.length >= 15 && ![text, expected].some((each) => /[a-z0-9]{24}/i.test(each)));
      expect(redactPath(`/${text}`)).toBe(`/${expected}`);
    }),
    { numRuns: 5_000 },
  );
});
