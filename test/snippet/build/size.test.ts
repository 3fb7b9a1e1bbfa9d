// What a visitor downloads. A byte more than this fails.

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSnippet, buildSnippet } from '../../../snippet/build/build.ts';

let folder: string;
let built: BuiltSnippet;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snippet-'));
  built = await buildSnippet(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('l.js is within its budget', () => {
  expect(built.brotli).toBeLessThanOrEqual(4_363);
  expect(built.gzip).toBeLessThanOrEqual(4_821);
});

test('the immutable copy is the same file', () => {
  const copy = readFileSync(join(folder, built.pinnedName));
  expect(copy.equals(readFileSync(join(folder, 'l.js')))).toBe(true);
  expect(built.integrity).toBe(`sha384-${createHash('sha384').update(copy).digest('base64')}`);
});

test('it holds nothing of the libraries of the worker', () => {
  expect(readFileSync(join(folder, 'l.js'), 'utf8')).not.toMatch(/zod|drizzle|ZodError/);
});
