// docs/reference/scoring.md is the default model: its tables and its numbers are compared with the code.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Condition, parseCondition } from '../../../schema/model/condition.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Rule } from '../../../schema/model/model.ts';
import { section, tables } from '../../support/checks/markdown.ts';

const page = readFileSync('docs/reference/scoring.md', 'utf8');
const earning = section(page, 'What earns points');

test('the table of points is the default model, rule by rule', () => {
  const [points] = tables(earning);
  expect(points).toEqual(
    defaultModel.rules.map((rule) => [rule.label, when(rule), String(rule.points), atMost(rule)]),
  );
});

test('the deeds that share a cap are told, with the cap', () => {
  const [group, ...others] = defaultModel.groups ?? [];
  expect(others).toEqual([]);
  expect(group?.cap).toEqual({ times: 3, per: 'week' });
  expect(group?.rules).toEqual([
    'pricing',
    'download',
    'newsletter',
    'form',
    'webinar-registered',
    'video',
    'cart',
  ]);
  expect(earning).toContain(
    'Viewing pricing, downloads, all forms except sales forms, registering for a webinar, videos and the cart share a cap: 3 of them a week earn points',
  );
});

function when({ on, from, where, nth, per, by }: Rule): string {
  const conditions = Object.entries(where ?? {}).map(([key, condition]) => `, ${key} ${said(condition)}`);
  const place =
    nth === 1 && per === 'ever' ? `, once for each ${by}` : nth ? `, the ${nth}rd in a ${per}` : '';
  return `\`${on}\`${conditions.join('')}${from ? ' from your server' : ''}${place}`;
}

function said(written: Condition): string {
  const condition = parseCondition(written);
  const quoted = (globs: readonly string[]) => globs.map((glob) => `\`${glob}\``).join(' ');
  switch (condition.asks) {
    case 'any':
      return quoted(condition.globs);
    case 'none':
      return `none of ${quoted(condition.globs)}`;
    case 'words':
      return `one of the words ${quoted(condition.words)}`;
    case 'range':
      return `≥ ${condition.range.gte}`;
  }
}

function atMost({ cap }: Rule): string {
  return cap ? `${cap.times} a ${cap.per}${cap.by ? ` for each ${cap.by}` : ''}` : '';
}

test('the table of statuses is that of the default model, and so is the half-life', () => {
  const [statuses] = tables(section(page, 'Statuses'));
  const [hot, warm, cool, cold] = defaultModel.levels;
  const upper = [hot, warm, cool].map(({ name, at, keep }) => [name, String(at), String(keep)]);
  expect(statuses).toEqual([...upper, [cold.name, '', '']]);
  expect(earning).toContain(`Points fade to half in ${defaultModel.halfLifeDays} days.`);
});

test('the numbers about the example are right', () => {
  const text = section(page, 'How points become a score');
  const [hot] = defaultModel.levels;
  const worth = (days: number) => 60.25 * 2 ** (-days / Number(defaultModel.halfLifeDays));
  expect(text).toContain(`On day 21 the score is ${worth(7).toFixed(2)}. That is below ${hot.at}`);
  expect(text).toContain(`kept until below ${hot.keep}`);
  expect(text).toContain(
    `on day ${(14 + 14 * Math.log2(60.25 / 36)).toFixed(1)}: 14 + 14 × log₂(60.25 ÷ 36)`,
  );
  expect(text).toContain(`on day 28, 120.5 ÷ 4 = ${worth(14)}`);
});
