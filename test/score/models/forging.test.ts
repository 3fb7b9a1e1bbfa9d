// How far somebody gets who makes events up: by the default model and the examples of docs/models/, through the fold itself.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { type Model, model } from '../../../schema/model/model.ts';
import { forgedPoints, maxForgedPoints } from '../../../worker/score/models/forgeable.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { fold } from '../../../worker/score/standing/fold.ts';
import { section, tables } from '../../support/checks/markdown.ts';
import { day, eventOf, modelOf, monday } from '../../support/checks/scoring.ts';
import { forgeWeek } from '../../support/stories/forger.ts';
import { anyModel, anyStream } from '../../support/stories/models.ts';

const folder = 'docs/models';
const shipped = new Map<string, Model>([
  ['default', defaultModel],
  ...readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file): [string, Model] => [
      file.replace('.json', ''),
      model.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))),
    ]),
]);

const weeks: [string, number][] = [
  ['within a month', monday],
  ['in two months', Date.UTC(2026, 10, 30)],
];

const atMost = (each: Model) => forgedPoints(each).reduce((sum, { points }) => sum + points, 0);

describe.each([...shipped])('by the model %s', (name, each) => {
  const forged = new Map<string, number>();
  beforeAll(() => {
    for (const [when, from] of weeks) forged.set(when, forgeWeek(each, from));
  }, 120_000);

  it.each(weeks)('forging gives one visitor no more than 100 points in a week %s', (when) => {
    expect(forged.get(when)).toBeGreaterThan(0);
    expect(forged.get(when)).toBeLessThanOrEqual(maxForgedPoints);
    expect(forged.get(when)).toBeLessThanOrEqual(atMost(each));
  });

  it('the threat model says how many points forging gives, and how many it can', () => {
    const page = readFileSync('docs/threat-model.md', 'utf8');
    const [rows = []] = tables(section(page, 'What forged events are worth'));
    const row = rows.find(([cell]) => cell?.replaceAll('`', '') === name);
    expect(row?.slice(1)).toEqual([String(Math.max(...forged.values())), String(atMost(each))]);
  });
});

test('a beacon of 49 forms with names of their own earns three times', () => {
  const compiled = compileModel({
    version: 1,
    landmark: monday,
    model: { ...defaultModel, halfLifeDays: null },
  });
  const forms = Array.from({ length: 49 }, (_, n) =>
    eventOf({ kind: 'form_fill', session: null, body: { form: `made-up-${n}` } }),
  );
  expect(fold(forms, compiled).standing?.heat).toBe(30);
});

test('a thousand made-up page views do not push out the cap of the rule that counts each once', () => {
  const compiled = modelOf(
    [{ on: 'engagement', points: 2, nth: 1, per: 'ever', by: 'view', cap: { times: 3, per: 'week' } }],
    { halfLifeDays: null },
  );
  const read = Array.from({ length: 1_000 }, (_, n) =>
    eventOf({ kind: 'engagement', body: { view: `v${n}`, seconds: 60 } }),
  );
  expect(fold(read, compiled).standing?.heat).toBe(6);
});

test('no stream of a browser in one week earns more than the bound says, whatever the model', () => {
  fc.assert(
    fc.property(anyModel, anyStream, (random, stream) => {
      // Without what takes points away: a forger does not send it.
      const rules = random.rules.map((rule) => ({ ...rule, points: Math.abs(rule.points ?? 0) }));
      const gains: Model = { ...random, rules, halfLifeDays: null };
      const compiled = compileModel({ version: 1, landmark: monday, model: gains });
      const events = stream.flatMap(({ events: together }, index) =>
        together
          .filter(
            ({ kind, occurredAt }) =>
              kind !== 'outcome' && occurredAt >= monday && occurredAt < monday + 7 * day,
          )
          .map((event, position) => ({
            ...event,
            origin: 'browser' as const,
            arrival: (monday + 8 * day + index) * 64,
            position,
          })),
      );
      expect(fold(events, compiled).standing?.heat ?? 0).toBeLessThanOrEqual(atMost(gains));
    }),
    { numRuns: 2_000 },
  );
});
