// What is bound to the Worker is told in five places: they name the same.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const read = (file: string) => readFileSync(file, 'utf8');
const names = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, name]) => name).toSorted();

const [, env = ''] = /export interface Env \{\n(.*?)\n\}/s.exec(read('worker/http/env.ts')) ?? [];
const [, vars = ''] = /^\[vars\]\n(.*?)\n\n/ms.exec(read('wrangler.toml')) ?? [];
/** What a deployment does not have of itself, with where it comes from. */
const elsewhere = {
  EMAIL: ['wrangler.toml', /^# \[\[send_email\]\]\n# name = "EMAIL"$/m],
  LOCAL_TARGETS: ['demo/server.ts', /LOCAL_TARGETS: 'on'/],
} as const;
const all = names(env, /^ {2}(\w+)\??:/gm).filter((name) => !Object.hasOwn(elsewhere, name ?? ''));
const bound = [
  ...names(read('wrangler.toml'), /^binding = "(\w+)"/gm),
  ...names(read('wrangler.toml'), /^\[\[ratelimits\]\]\nname = "(\w+)"/gm),
  ...names(vars, /^(\w+) = /gm),
];
const secrets = names(read('.dev.vars.example'), /^(\w+)=/gm);

test('wrangler.toml and .dev.vars.example together bind what the Worker reads, and nothing twice', () => {
  expect(all.length).toBeGreaterThan(5);
  expect([...bound, ...secrets].toSorted()).toEqual(all);
});

test('what a deployment lacks until somebody adds it is told where it is added, and nowhere set', () => {
  for (const [name, [file, pattern]] of Object.entries(elsewhere)) {
    expect(read(file)).toMatch(pattern);
    expect([name, names(env, /^ {2}(\w+)\?:/gm).includes(name), bound.includes(name)]).toEqual([
      name,
      true,
      false,
    ]);
  }
});

test('private targets of webhooks are allowed by the local server only', () => {
  for (const file of ['wrangler.toml', '.dev.vars.example', 'package.json'])
    expect(read(file)).not.toContain('LOCAL_TARGETS');
});

test('only secrets are in .dev.vars.example, without a value: the deploy button asks for each', () => {
  expect(secrets).toEqual(['ADMIN_TOKEN']);
  expect(read('.dev.vars.example')).toMatch(/^ADMIN_TOKEN=$/m);
});

test('the deploy button has a sentence for each', () => {
  const { bindings } = packageJson.cloudflare;
  expect(Object.keys(bindings).toSorted()).toEqual(all);
  for (const { description } of Object.values(bindings)) expect(description).toMatch(/^\S.*\.$/);
});

test('package.json says where the project is: templates and deploy buttons link to it', () => {
  const [, repository] = /^git\+(https:\/\/.+)\.git$/.exec(packageJson.repository.url) ?? [];
  expect(repository).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w-]+$/);
  expect(packageJson.homepage).toBe(`${repository}#readme`);
});
