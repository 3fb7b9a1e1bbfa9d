// CONTRIBUTING.md: its recipes name files that are there, and stay short.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headings, section } from '../../support/checks/markdown.ts';

const page = readFileSync('CONTRIBUTING.md', 'utf8');

/** How many files each of the changes may touch. */
const maxFiles = {
  'A kind of event': 6,
  'A stored field of a visitor': 8,
  'An operator of conditions': 3,
  'A route': 5,
  'A filter of the list': 5,
  'A page': 3,
  'Another language of the pages': 3,
};

/** The paths that begin the steps of a recipe. */
function steps(recipe: string): string[] {
  return [...section(page, recipe).matchAll(/^\d+\. `([^`]+)`/gm)].map(([, path = '']) => path);
}

test('the recipes are those whose length is agreed on', () => {
  const recipes = headings(section(page, 'Recipes')).map(({ name }) => name);
  expect(recipes).toEqual(Object.keys(maxFiles));
});

test.each(Object.entries(maxFiles))('the recipe for %j touches at most %i files', (recipe, most) => {
  expect(steps(recipe).length).toBeGreaterThan(1);
  expect(steps(recipe).length).toBeLessThanOrEqual(most);
});

test.each(Object.keys(maxFiles))('every file that the recipe for %j names is there', (recipe) => {
  // Of a name that is yet to be given, what stands before it.
  const known = steps(recipe).map((path) => path.replace(/(?:TOPIC|NAME).*$/, ''));
  expect(known.filter((path) => !existsSync(path))).toEqual([]);
});

test('one source of the Worker knows which forms of conditions there are', () => {
  const knowing = globSync('worker/**/*.{ts,tsx}').filter((file) =>
    /\b(?:ParsedCondition|parseCondition)\b/.test(readFileSync(file, 'utf8')),
  );
  expect(knowing.map((file) => file.replaceAll('\\', '/'))).toEqual(['worker/score/conditions/forms.ts']);
});
