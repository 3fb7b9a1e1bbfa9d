// Windows are of the UTC calendar: the last millisecond of one, the first two of the next.

import { describe, expect, it } from 'vitest';
import type { Window } from '../../../schema/model/model.ts';
import { windowName } from '../../../worker/score/rules/window.ts';

const at = (text: string) => Date.parse(text);

describe('a window', () => {
  it.each<[Window, string, string]>([
    ['day', '2026-11-15T23:59:59.999Z', '2026-11-15'],
    ['day', '2026-11-16T00:00:00.000Z', '2026-11-16'],
    ['day', '2026-11-16T00:00:00.001Z', '2026-11-16'],
    ['day', '2026-11-16T23:59:59.999Z', '2026-11-16'],
    ['day', '2026-11-17T00:00:00.000Z', '2026-11-17'],
    ['day', '2026-11-17T01:30:00.000+02:00', '2026-11-16'],
    ['week', '2026-11-15T23:59:59.999Z', '2026-11-09'],
    ['week', '2026-11-16T00:00:00.000Z', '2026-11-16'],
    ['week', '2026-11-16T00:00:00.001Z', '2026-11-16'],
    ['week', '2026-11-22T23:59:59.999Z', '2026-11-16'],
    ['week', '2026-11-23T00:00:00.000Z', '2026-11-23'],
    ['week', '2027-01-01T12:00:00.000Z', '2026-12-28'],
    ['week', '1970-01-01T00:00:00.000Z', '1969-12-29'],
    ['month', '2026-01-31T23:59:59.999Z', '2026-01'],
    ['month', '2026-02-01T00:00:00.000Z', '2026-02'],
    ['month', '2026-02-01T00:00:00.001Z', '2026-02'],
    ['month', '2028-02-29T23:59:59.999Z', '2028-02'],
    ['month', '2028-03-01T00:00:00.000Z', '2028-03'],
    ['month', '2026-12-31T23:59:59.999Z', '2026-12'],
    ['month', '2027-01-01T00:00:00.000Z', '2027-01'],
  ])('of a %s at %s begins on %s', (per, moment, first) => {
    expect(windowName(per, at(moment), 's1')).toBe((at(first) / 86_400_000).toString(36));
  });

  it('of a session is the session’s own, and one for all that has none', () => {
    expect(windowName('session', 0, 's1')).toBe(windowName('session', at('2026-11-16'), 's1'));
    expect(windowName('session', 0, 's1')).not.toBe(windowName('session', 0, 's2'));
    expect(windowName('session', 0, null)).toBe('');
  });

  it('that never ends is one, at any time and in any session', () => {
    expect(windowName('ever', 0, 's1')).toBe(windowName('ever', at('2026-11-16T00:00:00Z'), null));
  });
});
