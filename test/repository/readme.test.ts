// The README says what is true of the code: its tables, numbers and examples are compared with it. What needs the Worker
// to be asked is in test/worker/http/readme.test.ts.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { people } from '../../demo/people/people.ts';
import { apiLimits } from '../../schema/api/shared.ts';
import { warningShare } from '../../schema/api/usage.ts';
import { explanation, visitor } from '../../schema/api/visitor.ts';
import { browserKinds, cookieDays, limits, sessionIdleMs, storageName } from '../../schema/event.ts';
import { defaultModel } from '../../schema/model/default-model.ts';
import { type Condition, modelLimits, type Rule } from '../../schema/model/model.ts';
import { planOf } from '../../schema/plan.ts';
import { settings } from '../../schema/site.ts';
import { buildSnippet } from '../../snippet/build/build.ts';
import type { Calls } from '../../snippet/package.ts';
import type { LoggedEvent } from '../../worker/score/event.ts';
import { compileModel } from '../../worker/score/rules/compile.ts';
import { explain, maxExplanationLines } from '../../worker/score/standing/explain.ts';
import { fold } from '../../worker/score/standing/fold.ts';
import { standingAt } from '../../worker/score/standing/standing-now.ts';
import { sentencesOf } from '../../worker/score/words/sentences.ts';
import { maxClaimedNodes, maxNodes } from '../../worker/store/identity/graph-sql.ts';
import { codeBlocks, section, tables } from '../support/checks/markdown.ts';
import { day, eventOf, monday } from '../support/checks/scoring.ts';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const snippetFiles = readdirSync(join(root, 'snippet')).filter(
  (file) => file.endsWith('.ts') && file !== 'build.ts',
);
const snippetSource = snippetFiles
  .map((file) => readFileSync(join(root, 'snippet', file), 'utf8'))
  .join('\n');

const recorded = 'What is recorded, and for how many points';

test('the table of points is the default model, rule by rule', () => {
  const [points] = tables(section(readme, recorded));
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
  expect(section(readme, recorded)).toContain(
    'Viewing pricing, downloads, other forms than those for sales, registering for a webinar, videos and the cart share a cap: 3 of them a week earn',
  );
});

function when({ on, from, where, nth, per, by }: Rule): string {
  const conditions = Object.entries(where ?? {}).map(([key, condition]) => `, ${key} ${said(condition)}`);
  const place =
    nth === 1 && per === 'ever' ? `, once for each ${by}` : nth ? `, the ${nth}rd in a ${per}` : '';
  return `\`${on}\`${conditions.join('')}${from ? ' from your server' : ''}${place}`;
}

function said(condition: Condition): string {
  const globs = (list: string | string[]) =>
    [list]
      .flat()
      .map((glob) => `\`${glob}\``)
      .join(' ');
  if (typeof condition === 'string' || Array.isArray(condition)) return globs(condition);
  return 'not' in condition ? `none of ${globs(condition.not)}` : `≥ ${condition.gte}`;
}

function atMost({ cap }: Rule): string {
  return cap ? `${cap.times} a ${cap.per}${cap.by ? ` for each ${cap.by}` : ''}` : '';
}

test('the table of statuses is that of the default model, and so is the half-life', () => {
  const [, statuses] = tables(section(readme, recorded));
  const [hot, warm, cool, cold] = defaultModel.levels;
  const upper = [hot, warm, cool].map(({ name, at, keep }) => [name, String(at), String(keep)]);
  expect(statuses).toEqual([...upper, [cold.name, '', '']]);
  expect(section(readme, recorded)).toContain(`Points fade to half in ${defaultModel.halfLifeDays} days.`);
});

test('the kinds named are those that the script sends', () => {
  const [, sentence = ''] = /The script sends (.*?) by itself/s.exec(section(readme, recorded)) ?? [];
  expect([...sentence.matchAll(/`(\w+)`/g)].map(([, kind]) => kind).toSorted()).toEqual(
    browserKinds.toSorted(),
  );
});

test('the options are those that the script reads', () => {
  const [, asked = ''] = /interface Asked \{(.*?)\n\}/s.exec(snippetSource) ?? [];
  const read = [...asked.matchAll(/^ {2}'?([\w-]+)'?\??:/gm)].map(([, name]) => `\`${name}\``);
  const [options] = tables(section(readme, 'Options'));
  expect(options?.map(([name]) => name).toSorted()).toEqual([...new Set(read)].toSorted());
});

/** Fails to compile when a call comes or goes. */
const everyCall: Record<keyof Calls, true> = {
  page: true,
  track: true,
  identify: true,
  consent: true,
  device: true,
  reset: true,
  ignore: true,
};

test('the calls are those that the script answers to', () => {
  const [code = ''] = codeBlocks(section(readme, 'Calls'), 'js');
  const called: string[] = [];
  runInNewContext(code, { leadlight: (name: string) => called.push(name) });
  expect([...new Set(called)].toSorted()).toEqual(Object.keys(everyCall).toSorted());
});

test('the stub keeps what is called before the script is there, in order', () => {
  const [stub = ''] = codeBlocks(section(readme, 'Calls'), 'html');
  const [, code = ''] = /^<script>(.*)<\/script>\n$/.exec(stub) ?? [];
  const page: { window?: unknown; leadlight?: { q: Iterable<unknown>[] } } = {};
  page.window = page;
  runInNewContext(`${code};leadlight('page');leadlight('track','A',{b:1})`, page);
  expect(page.leadlight?.q.map((call) => [...call])).toEqual([['page'], ['track', 'A', { b: 1 }]]);
});

test('the attributes are those that the script reads', () => {
  const [attributes = []] = tables(section(readme, 'Attributes'));
  const names = attributes.map(([name]) => name?.replace(/^`([\w-]+).*$/, '$1'));
  expect(names).toEqual(['data-leadlight', 'data-leadlight-', 'data-leadlight-ignore']);
  for (const name of names) expect(snippetSource).toContain(`${name}`);
});

test('the sizes of the script are those of today’s build', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-readme-'));
  const { bytes, gzip, brotli } = await buildSnippet(folder);
  rmSync(folder, { recursive: true });
  const kilobytes = (size: number) => `${(size / 1000).toFixed(1)} kB`;
  const [said] = /^[\d.]+ kB.*? Brotli\./m.exec(section(readme, 'The script')) ?? [];
  expect(said).toBe(`${kilobytes(bytes)}, ${kilobytes(gzip)} gzipped, ${kilobytes(brotli)} with Brotli.`);
});

test('the answers shown are of the shape that the API answers', () => {
  const [list = '', why = ''] = codeBlocks(section(readme, 'What a query answers'), 'json');
  const { data, nextCursor } = JSON.parse(list);
  for (const shown of data) visitor.partial().strict().parse(shown);
  expect(nextCursor).toBeNull();
  const { lines, ...sum } = JSON.parse(why);
  explanation.omit({ lines: true }).strict().parse(sum);
  for (const line of lines) explanation.shape.lines.element.partial().strict().parse(line);
  expect(sum.score).toBe(data[0].score);
});

test('the score shown is what the model gives for what was done, at the times shown', () => {
  const [list = '', why = ''] = codeBlocks(section(readme, 'What a query answers'), 'json');
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
  const context = { at, now: at, zone: 'UTC', model: defaultModel, names: new Map() };
  expect(sentencesOf(explained, context)).toEqual(sentences);
  const { standing } = fold(events, compiled);
  if (!standing) throw new Error('There are events.');
  const now = standingAt(compiled, standing, at);
  expect(now).toMatchObject({ score: shown.score, status: shown.status, level: shown.level });
  expect(now.topReasons.map(({ rule }) => rule)).toEqual(
    shown.topReasons.map(({ rule }: { rule: string }) => rule),
  );
  expect(Math.abs((now.coolsAt ?? 0) - shown.coolsAt)).toBeLessThan(2);
  expect(Math.round((shown.coolsAt - at) / day)).toBe(32);
});

test('the worked example is what the scoring code comes to', () => {
  const [example = []] = tables(section(readme, 'How scoring works'));
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
  expect(heat).toBeCloseTo(121, 9);
});

test('the arithmetic of the worked example is right', () => {
  const text = section(readme, 'How scoring works');
  for (const [, from, days, halfLife, result] of text.matchAll(
    /nothing: ([\d.]+) × 2\^\(−(\d+) ÷ (\d+)\) \| \| ([\d.]+)/g,
  )) {
    expect((Number(from) * 2 ** (-Number(days) / Number(halfLife))).toFixed(2)).toBe(result);
  }
  expect(text).toContain(`on day ${(30 + 30 * Math.log2(60.5 / 36)).toFixed(1)}: 30 + 30 × log₂(60.5 ÷ 36)`);
});

test('the arithmetic of the free plan is right, and what it allows is what the meter compares with', () => {
  const text = section(readme, 'What the free plan holds');
  const number = (cell = '') => Number(cell.replaceAll(',', '').split(' ')[0]);
  const hundreds = (value: number) => Math.floor(value / 100) * 100;
  const [rows = []] = tables(text);
  const [free, paid] = [planOf('free'), planOf('paid')];
  expect(rows.map(([allowed]) => allowed)).toEqual([
    '100,000 requests a day',
    `${free.rowsWritten.toLocaleString('en')} rows written a day`,
    '5,000,000 rows read a day',
    `${free.databaseBytes / 1_000_000} MB in a database`,
  ]);
  const stored = rows.pop();
  for (const [allowed, each, so] of rows) {
    const events = hundreds(number(allowed) / number(each)).toLocaleString('en');
    expect([each, so]).toEqual([each, `${events} events a day`]);
  }
  const aDay = hundreds(free.rowsWritten / number(rows[1]?.[1]));
  const inAll = free.databaseBytes / number(stored?.[1]);
  expect(stored?.[2]).toBe(
    `${hundreds(inAll).toLocaleString('en')} events: ${Math.floor(inAll / aDay)} days at ${aDay.toLocaleString('en')} a day`,
  );
  const keptDays = settings.parse({}).retentionDays.anonymous;
  expect(text).toContain(
    `forgets anonymous visitors after ${keptDays} days holds about ${hundreds(inAll / keptDays).toLocaleString('en')} events a day for good`,
  );
  expect(text).toContain(`from ${warningShare * 100}% on the pages warn`);
  const millions = paid.rowsWritten / 1_000_000;
  expect(text).toContain(
    `includes ${millions} million rows written a month, which is ${(millions / number(rows[1]?.[1])).toFixed(1)} million events, and then takes $${paid.dollarsAMillionRows?.toFixed(2)} a million rows`,
  );
});

test('the limits are those of the code', () => {
  const [rows] = tables(section(readme, 'Limits'));
  const number = (value: number) => value.toLocaleString('en');
  const { maxBodyBytes, maxEvents, maxEventBytes, maxServerBodyBytes, maxServerEvents } = limits;
  const [beacons, calls, tries] = [
    ...readFileSync(join(root, 'wrangler.toml'), 'utf8').matchAll(/limit = (\d+), period = 60/g),
  ];
  expect(rows).toEqual([
    ['a beacon', `${maxBodyBytes / 1024} KiB, ${maxEvents} events, ${maxEventBytes / 1024} KiB an event`],
    ['a browser’s event', `at most ${limits.maxAgeMs / 3_600_000} hours old`],
    ['what a browser keeps undelivered', `${maxEvents} events, for ${limits.maxAgeMs / 3_600_000} hours`],
    [
      'events from your server',
      `${maxServerBodyBytes / 2 ** 20} MiB and ${maxServerEvents} events a call, of any age`,
    ],
    ['any other call', `${apiLimits.maxBodyBytes / 1024} KiB`],
    ['a page of a list', `${apiLimits.maxPage}; ${apiLimits.defaultPage} unless asked`],
    [
      'props of an event, traits it gives',
      `${limits.maxProps}, each a text of ${limits.maxPropChars} characters, a number or a boolean`,
    ],
    ['a URL; a title', `${number(limits.maxUrlChars)}; ${limits.maxTitleChars} characters`],
    ['the name of an event, a form, a prop', `${limits.maxNameChars} characters`],
    ['an email; your id of a person', `${limits.maxEmailChars}; ${limits.maxUserIdChars} characters`],
    ['a session', `ends after ${sessionIdleMs / 60_000} minutes without an event`],
    [
      'a model',
      `${modelLimits.maxRules} rules, points within ±${number(modelLimits.maxPoints)}, half-life ${modelLimits.minHalfLifeDays} to ${number(modelLimits.maxHalfLifeDays)} days`,
    ],
    [
      'devices, identifiers and visitors tied together',
      `${number(maxClaimedNodes)} by claims, ${number(maxNodes)} by your server; beyond that (a shared mailbox, a kiosk) a new device keeps its identity to itself`,
    ],
    ['lines of an explanation', `${number(maxExplanationLines)}; older ones are summed by rule`],
    [
      'rate, in each Cloudflare location',
      `${beacons?.[1]} beacons a minute from one address to a site, ${calls?.[1]} calls a minute with one token, ${tries?.[1]} tokens tried a minute from one address`,
    ],
  ]);
});

test('the numbers in the prose are those of the code', () => {
  const { retentionDays } = settings.parse({});
  const privacy = section(readme, 'Privacy');
  expect(privacy).toContain(
    `one cookie \`${storageName}\` (the device id, ${cookieDays} days, \`SameSite=Lax\`)`,
  );
  expect(privacy).toContain(
    `not seen for ${retentionDays.anonymous} days (anonymous) or 1,095 days (identified)`,
  );
  expect(retentionDays.identified).toBe(1_095);
  expect(section(readme, 'Quick start')).toContain(`${people.length} made-up visitors`);
});
