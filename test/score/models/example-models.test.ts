// docs/models/: each example is a model without warnings, bounded against forgery, and its story comes to what is told.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { isServerOnly } from '../../../schema/kinds.ts';
import { type Model, model, type Rule } from '../../../schema/model/model.ts';
import type { Trait } from '../../../schema/trait.ts';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { withDerivedTraits } from '../../../worker/score/fit/derived-trait.ts';
import { emailKinds } from '../../../worker/score/fit/email-kind.ts';
import { fitOf } from '../../../worker/score/fit/fit.ts';
import { modelWarnings } from '../../../worker/score/models/model-warnings.ts';
import { type CompiledModel, compileModel } from '../../../worker/score/rules/compile.ts';
import { fold } from '../../../worker/score/standing/fold.ts';
import { standingAt } from '../../../worker/score/standing/standing-now.ts';
import { section, tables } from '../../support/checks/markdown.ts';
import { day, monday } from '../../support/checks/scoring.ts';
import { readStory, storyOf } from '../../support/stories/stories.ts';

const folder = 'docs/models';
const readme = readFileSync(`${folder}/README.md`, 'utf8');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));
const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
const models = new Map(names.map((name) => [name, model.parse(read(name))] as const));

test('each example has its story, and the table has them all with their numbers', () => {
  expect(names.toSorted()).toEqual(Object.keys(storyOf).toSorted());
  const [rows = []] = tables(section(readme, 'Example models'));
  expect(rows.map(([file, , fade, hot]) => [file, fade, hot])).toEqual(
    Object.keys(storyOf).map((name) => {
      const { halfLifeDays, levels } = models.get(name) as Model;
      return [`[${name}.json](${name}.json)`, `${halfLifeDays} days`, String(levels[0].at)];
    }),
  );
});

/** However many events a browser makes up, and whatever it says in them, the rule earns so many times a window. */
function isBounded({ on, from, points = 0, cap, nth, by }: Rule): boolean {
  if (points <= 0 || from === 'server' || isServerOnly(on)) return true;
  return cap ? cap.by === undefined : nth !== undefined && by === undefined;
}

describe.each([...models])('the example %s', (name, example) => {
  it('is valid, draws no warning, and nothing in it can be collected from without end', () => {
    expect(modelWarnings(example)).toEqual([]);
    expect(example.rules.filter((rule) => !isBounded(rule)).map(({ id }) => id)).toEqual([]);
    expect(example.rules.some(({ disqualifies }) => disqualifies)).toBe(true);
  });

  it('lets nobody flicker: a level is lost a fifth to a quarter below where it is reached', () => {
    for (const level of example.levels.slice(0, 3) as { at: number; keep: number }[]) {
      expect(level.keep).toBeLessThanOrEqual(level.at * 0.8);
      expect(level.keep).toBeGreaterThanOrEqual(level.at * 0.75);
    }
  });

  it('has a best fit that is an A, every grade within reach, and actions for the cells that matter', () => {
    const { rules, grades = { A: Number.NaN } } = example.fit ?? { rules: [] };
    const best = rules.filter(({ points }) => points > 0).reduce((sum, { points }) => sum + points, 0);
    expect(best).toBeGreaterThanOrEqual(grades.A);
    expect(Object.keys(example.actions ?? {})).toEqual(
      expect.arrayContaining(['A1', 'A2', 'B1', 'C1', 'D1']),
    );
    for (const trait of rules.flatMap(({ where = {} }) => Object.keys(where))) {
      expect(section(readme, storyOf[name] as string)).toContain(`\`${trait}\``);
    }
  });

  it('has a story that comes to the points, scores and levels that are told', () => {
    const heading = storyOf[name] as string;
    const compiled = compileModel({ version: 1, landmark: monday, model: example });
    const events: LoggedEvent[] = [];
    for (const step of readStory(readme, heading, { start: monday, device: 'd' })) {
      const now = monday + step.day * day;
      if (step.event) events.push({ ...step.event, arrival: now * 64 + events.length, position: 0 });
      const { standing, awards } = fold(events, compiled);
      if (!standing) throw new Error('A story begins with an event.');
      const earned = step.event ? awards.filter(({ event }) => event === events.at(-1)) : [];
      const { score, status } = standingAt(compiled, standing, now);
      expect({
        what: step.what,
        points: earned.map(({ request }) => request.points),
        score: score.toFixed(2),
        status,
      }).toEqual({
        what: step.what,
        points: step.points,
        score: step.score,
        status: step.status,
      });
    }
    expect(events.length).toBeGreaterThanOrEqual(5);
  });
});

test('what the stories say of halves is right', () => {
  const halves = [...readme.matchAll(/nothing: ([\d.]+) ÷ 2 \| \| ([\d.]+)/g)];
  expect(halves).toHaveLength(7);
  for (const [, whole, half] of halves) expect((Number(whole) / 2).toFixed(2)).toBe(half);
});

test.each<[string, Record<string, string | number>, number, string]>([
  ['b2b-software', { title: 'VP Operations', employees: 200, country: 'DE' }, 35 + 20 + 35 + 10, 'A'],
  ['b2b-software', { title: 'CTO', employees: 5000 }, 35 + 20 + 25, 'A'],
  ['b2b-software', { title: 'Geschäftsführerin', employees: '50-200' }, 35 + 35, 'A'],
  ['b2b-software', { title: 'Assistant to the CEO', employees: 5000 }, 25, 'C'],
  ['b2b-software', { title: 'Product Owner', country: 'Stati Uniti' }, 20 + 10, 'C'],
  ['b2b-software', { title: 'Praktikant', country: 'Die Schweiz' }, 0, 'D'],
  ['b2b-software', { title: 'VP Sales', employees: 50, email: 'ann@gmail.com' }, 35 + 35 - 15, 'B'],
  ['b2b-software', { title: 'Internal auditor', employees: 200 }, 35, 'C'],
  ['b2b-software', { title: 'Intern', employees: 3 }, 0, 'D'],
  ['e-commerce', { orders: 3, averageOrder: 80 }, 30 + 30 + 20, 'A'],
  ['e-commerce', { orders: 1, country: 'AT' }, 30 + 20, 'B'],
  ['e-commerce', { orders: 4, returnRate: 0.5 }, 30 + 30 - 40, 'C'],
  ['e-commerce', { orders: 0, country: 'US' }, 0, 'D'],
  ['events', { title: 'Head of design', teamSize: 5, country: 'DE' }, 35 + 30 + 15, 'A'],
  ['events', { title: 'Engineering Lead', teamSize: 4 }, 35 + 25, 'B'],
  ['events', { title: 'Lead developer', teamSize: 4 }, 25, 'C'],
  ['events', { title: 'Student', attended: 2, country: 'PL' }, 25 + 15 - 20, 'C'],
  ['agency', { budget: 50_000, title: 'Head of Marketing' }, 50 + 25, 'A'],
  ['agency', { budget: 15_000, employees: 20 }, 30 + 15, 'B'],
  ['agency', { budget: 15_000, title: 'CMO' }, 30 + 25 + 15, 'A'],
  ['agency', { budget: 15_000, title: 'Marketing Assistant' }, 30, 'C'],
  ['agency', { budget: 4_999, title: 'Founder' }, 0, 'D'],
])('by %s, %j fits with %d, grade %s', async (name, { email = null, ...said }, fitScore, grade) => {
  const traits = Object.fromEntries(
    Object.entries(said).map(([trait, value]): [string, Trait] => [
      trait,
      { value, from: 'form', verified: false, at: 0 },
    ]),
  );
  const person = { email: email as string | null, verified: false, namedAt: 0, traits };
  const known = withDerivedTraits(person, await emailKinds());
  const example: CompiledModel = compileModel({ version: 1, landmark: 0, model: models.get(name) as Model });
  expect(fitOf(example.model, known)).toEqual({ fitScore, grade });
});
