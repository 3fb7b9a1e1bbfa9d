// The pages' words are in worker/dashboard/texts, a folder for each language, and nowhere else.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scriptWith } from '../../worker/dashboard/frame/script.ts';
import { platforms } from '../../worker/dashboard/site/install/platforms.tsx';
import { en, type Texts } from '../../worker/dashboard/texts/en/en.ts';
import { languages } from '../../worker/dashboard/texts/texts.ts';
import { ownTexts } from '../support/checks/page-texts.ts';
import { textsOf } from '../support/checks/texts-of.ts';

/** Names of products, formats and keys, and what only programs read. */
const allowed = [
  ...['CSV', 'Enter', 'Ctrl K', 'Lax', 'leadlight session', '<!doctype html>'],
  ...platforms.map(({ title }) => title),
];

/** Samples to copy, and paths. */
const isCode = (text: string) => /^(<script|import )|^\/\w+$/.test(text);

const isOwn = (text: string) => !allowed.includes(text) && !isCode(text);

const sources = globSync('worker/dashboard/**/*.{ts,tsx}')
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !/\/(texts|style)\/|\/frame\/(icon|script)\.ts$/.test(path));

const ownTextsOf = (path: string) => ownTexts(readFileSync(path, 'utf8'), path.endsWith('x') ? 'tsx' : 'ts');

test('no page has text of its own', () => {
  const found = sources.flatMap((path) => {
    const texts = ownTextsOf(path).filter(isOwn);
    return texts.length > 0 ? [{ path, texts }] : [];
  });
  expect(found).toEqual([]);
  expect(sources.length).toBeGreaterThan(80);
});

test('nor has the script of the pages', () => {
  const isSelector = (text: string) => /^\.|[>[]/.test(text);
  const found = ownTexts(scriptWith({} as Texts['script'])).filter(isOwn);
  expect(found.filter((text) => !isSelector(text))).toEqual([]);
});

test('in a file without JSX, a type parameter is not taken for a tag', () => {
  expect(ownTexts("const first = <T>(all: T[]) => all[0] ?? 'Nobody yet';", 'ts')).toEqual(['Nobody yet']);
});

test.each([
  ['<p>Hot now</p>', ['Hot now']],
  ['<p>{count} people</p>', ['people']],
  ["<p>{count === 1 ? 'one' : 'many'}</p>", ['one', 'many']],
  [`<p>{isNew && \`for \${days} days\`}</p>`, ['for', 'days']],
  ['<p title="as of today">{count}</p>', ['as of today']],
  ["<p title={isExact ? undefined : 'as of today'}>{count}</p>", ['as of today']],
  ['<nav aria-label="sites" />', ['sites']],
  ['<input placeholder="name" />', ['name']],
  ['<FactItem name="Came from">{source}</FactItem>', ['Came from']],
  ["const title = () => 'Who is hot';", ['Who is hot']],
  ["const title = isNew ? 'New' : name;", ['New']],
  ["answerProblem(c, 404, { title: 'Not found', detail: text });", ['Not found']],
  [`const note = \`\${days} days ago\`;`, ['days ago']],
  ["const all: readonly string[] = ['Any'] as const;", ['Any']],
  [`<Layout title={\`\${texts.title} · Leadlight\`} />`, []],
  ['<a class="brand two" href="/some where">Leadlight</a>', []],
  ["<p class={isHot ? 'card hot' : undefined}>{texts.hot}</p>", []],
  ['<input type="search" name="Search" autocomplete="off" value={q} />', []],
  ['<FactItem name={texts.source} class="next" />', []],
  [`<p>{scoreText(score, texts.locale)} · {\`\${first}, \${second}\`}</p>`, []],
  ["<p>{texts.inCell('A1')}</p>", []],
  ['<p>{texts.before} <code>npm start</code></p>', []],
  ["import { Hono } from 'hono jsx';", []],
  ["type Name = 'Some name';", []],
  ["if (status === 'Hot now') throw new Error('no such status');", []],
  ["console.error('cannot read the usage', error);", []],
  ["c.header('cache-control', 'public, max-age=1');", []],
])('in %s, own text is %j', (source, texts) => {
  expect(ownTexts(source)).toEqual(texts);
});

/** Texts that a language writes as English does: its own words and names. `1` stands for a value. */
const same: Readonly<Record<string, readonly string[]>> = {
  de: [
    ...[
      'ADMIN_TOKEN',
      'Administrator',
      'CSV',
      'Global Privacy Control',
      'Global Privacy Control:',
      'JSON',
      'Lead',
      'Leads',
    ],
    ...['Matrix', 'Name', 'Newsletter', 'Person', 'Shop', 'Slack', 'Status', 'Teams', 'Version 1', 'in 1'],
  ],
};

const others = Object.entries(languages).filter(([code]) => code !== 'en');

test.each(others)('in %s, no text is still English', (code, texts) => {
  const english = new Map(textsOf(en));
  const kept = textsOf(texts).flatMap(([name, text]) =>
    english.get(name) === text && /\p{L}{2}/u.test(text) ? [text] : [],
  );
  expect([...new Set(kept)].sort()).toEqual(same[code] ?? []);
});
