// README.md: what a newcomer reads first is short, and its examples are what the code gives. docs/reference/api.md explains
// the score that it shows. What needs the Worker to be asked is in test/worker/http/api-page.test.ts.

import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { people } from '../../../demo/people/people.ts';
import { explanation, visitor } from '../../../schema/api/visitor.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { explain } from '../../../worker/score/standing/explain.ts';
import { fold } from '../../../worker/score/standing/fold.ts';
import { standingAt } from '../../../worker/score/standing/standing-now.ts';
import { englishWords } from '../../../worker/score/words/score-words.ts';
import { sentencesOf } from '../../../worker/score/words/sentences.ts';
import { codeBlocks, section, tables } from '../../support/checks/markdown.ts';
import { day, eventOf, monday } from '../../support/checks/scoring.ts';

const readme = readFileSync('README.md', 'utf8');
const apiPage = readFileSync('docs/reference/api.md', 'utf8');
const [list = ''] = codeBlocks(section(readme, 'Ask who is hot'), 'json');
const [why = ''] = codeBlocks(section(apiPage, 'Explain a score'), 'json');

test('it is short, and has the two commands to try it as one types them', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(180);
  expect(codeBlocks(section(readme, 'Try it'), 'sh')).toEqual([
    'npm ci && npm start\n',
    'npm ci && npm test\n',
  ]);
});

test('its pictures are there, for light and for dark, and load quickly', () => {
  const pictures = [...readme.matchAll(/docs\/screens\/[\w-]+\.png/g)].map(([path]) => path);
  const expected = ['list', 'visitor'].flatMap((name) => [`${name}-dark`, `${name}-light`]);
  expect(pictures).toEqual(expected.map((name) => `docs/screens/${name}.png`));
  expect(pictures.filter((path) => statSync(path).size > 200_000)).toEqual([]);
});

test('the demo has as many visitors as it says', () => {
  expect(section(readme, 'Try it')).toContain(`${people.length} made-up visitors`);
});

test('the answers shown are of the shape that the API answers', () => {
  const { data, nextCursor } = JSON.parse(list);
  for (const shown of data) visitor.partial().strict().parse(shown);
  expect(nextCursor).toBeNull();
  const { lines, ...sum } = JSON.parse(why);
  explanation.omit({ lines: true }).strict().parse(sum);
  for (const line of lines) explanation.shape.lines.element.partial().strict().parse(line);
  expect(sum.score).toBe(data[0].score);
});

test('the score shown is what the model gives for what was done, at the times shown', () => {
  const [shown] = JSON.parse(list).data;
  const { at, rawScore, lines, sentences } = JSON.parse(why);
  const origin = 'http://localhost:8788';
  const page = (path: string, occurredAt: number) => eventOf({ body: { url: origin + path }, occurredAt });
  const events = [
    page('/', shown.firstSeen),
    page('/pricing', 1795358229132),
    eventOf({ kind: 'download', body: { file: `${origin}/files/guide.pdf` }, occurredAt: 1795358230100 }),
    page('/pricing', 1795358231518),
    page('/contact', 1795358232669),
    eventOf({ kind: 'form_fill', body: { form: 'contact', email: shown.email }, occurredAt: 1795358233520 }),
    page('/thanks', 1795358233847),
  ];
  const landmark = shown.firstSeen - 60_000;
  const compiled = compileModel({ version: 1, landmark, model: defaultModel });
  const owned = events.map((event) => ({ ...event, claimed: true }));
  const explained = explain(owned, compiled, at);
  expect(explained.rawScore).toBeCloseTo(rawScore, 9);
  expect(explained.lines).toHaveLength(9);
  for (const [place, { worth, ...line }] of lines.entries()) {
    expect(explained.lines[place]).toMatchObject(line);
    expect(explained.lines[place]?.worth).toBeCloseTo(worth, 9);
  }
  const context = { at, now: at, zone: 'UTC', words: englishWords, model: defaultModel, names: new Map() };
  expect(sentencesOf(explained, context)).toEqual(sentences);
  const { standing } = fold(events, compiled);
  if (!standing) throw new Error('There are events.');
  const now = standingAt(compiled, standing, at);
  expect(now).toMatchObject({ score: shown.score, status: shown.status, level: shown.level });
  expect(now.topReasons.map(({ rule }) => rule)).toEqual(
    shown.topReasons.map(({ rule }: { rule: string }) => rule),
  );
  expect(Math.abs((now.coolsAt ?? 0) - shown.coolsAt)).toBeLessThan(2);
  expect(Math.round((shown.coolsAt - at) / day)).toBe(14);
});

test('the worked example is what the scoring code comes to', () => {
  const [example = []] = tables(section(readme, 'How a score is made'));
  expect(example).toHaveLength(6);
  const compiled = compileModel({ version: 1, landmark: monday, model: defaultModel });
  const events: LoggedEvent[] = [];
  let heat = 0;
  for (const [on, what = '', points = '', score, status] of example) {
    const occurredAt = monday + Number(on) * day;
    const event = { occurredAt, session: null, arrival: occurredAt * 64 + events.length };
    const [, path] = /^views (\S+)$/.exec(what) ?? [];
    const [, file] = /^downloads (\S+)$/.exec(what) ?? [];
    const [, form] = /^sends the form `(.+)`$/.exec(what) ?? [];
    if (path) events.push(eventOf({ ...event, body: { url: `https://example.com${path}` } }));
    else if (file)
      events.push(eventOf({ ...event, kind: 'download', body: { file: `https://example.com/${file}` } }));
    else if (form) events.push(eventOf({ ...event, kind: 'form_fill', body: { form } }));
    else expect(what).toMatch(/^nothing: /);
    const { standing, awards } = fold(events, compiled);
    if (!standing) throw new Error('The example begins with an event.');
    const earned = awards.filter((award) => (path || file || form ? award.event === events.at(-1) : false));
    expect([what, points]).toEqual([what, earned.map(({ request }) => request.points).join(' + ')]);
    const now = standingAt(compiled, standing, occurredAt);
    expect([what, score, status]).toEqual([what, now.score.toFixed(2), now.status]);
    heat = standing.heat;
  }
  expect(heat).toBeCloseTo(120.5, 9);
});

test('the arithmetic of the worked example is right', () => {
  const text = section(readme, 'How a score is made');
  for (const [, from, days, halfLife, result] of text.matchAll(
    /nothing: ([\d.]+) × 2\^\(−(\d+) ÷ (\d+)\) \| \| ([\d.]+)/g,
  )) {
    expect((Number(from) * 2 ** (-Number(days) / Number(halfLife))).toFixed(2)).toBe(result);
  }
  const { halfLifeDays, levels } = defaultModel;
  const [{ at, keep }] = levels;
  expect(text).toContain(`Points fade to half in ${halfLifeDays} days.`);
  expect(text).toContain(`becomes hot at ${at} and stays hot until below ${keep}`);
});
