// `npm run deploy` in the right order, whatever is there already. Wrangler is played: an account is not to be had here.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deploy, type Run, type Wrangler, WranglerFailed } from '../worker/deploy.ts';

const noWorker = { status: 1, printed: 'ERROR Worker "leadlight" not found.\n\nIf this is a new Worker, …' };

/** An account with these databases and this answer to `secret list`; notes what it is asked to do. */
function account(databases: string[], secrets: Run | string[], failing = 'nothing') {
  const done: string[] = [];
  const files: string[] = [];
  const wrangler: Wrangler = (args, how) => {
    const asked = args.join(' ');
    if (asked.startsWith(failing)) return { status: 1, printed: how ? 'no such account' : '' };
    if (asked.startsWith('d1 list'))
      return { status: 0, printed: JSON.stringify(databases.map((name) => ({ name }))) };
    if (asked.startsWith('secret list')) {
      if (!Array.isArray(secrets)) return secrets;
      return { status: 0, printed: JSON.stringify(secrets.map((name) => ({ name, type: 'secret_text' }))) };
    }
    const file = args[args.indexOf('--secrets-file') + 1];
    if (args.includes('--secrets-file') && file) files.push(readFileSync(file, 'utf8'));
    done.push(asked.replace(/--secrets-file \S+/, '--secrets-file FILE'));
    return { status: 0, printed: '' };
  };
  return { wrangler, done, files };
}

const migrations = 'd1 migrations apply DB --remote';

test('the first time, it makes the database, migrates it, and deploys with a token that it returns', () => {
  const { wrangler, done, files } = account([], noWorker);
  const token = deploy(wrangler);
  expect(done).toEqual([
    'd1 create leadlight --update-config=false',
    migrations,
    'deploy --secrets-file FILE',
  ]);
  expect(token).toMatch(/^[\w-]{32}$/);
  expect(files).toEqual([JSON.stringify({ ADMIN_TOKEN: token })]);
});

test('later, it migrates before it deploys and leaves the database and the token alone', () => {
  const { wrangler, done } = account(['other', 'leadlight'], ['ADMIN_TOKEN']);
  expect(deploy(wrangler)).toBeNull();
  expect(done).toEqual([migrations, 'deploy']);
});

test('a Worker with other secrets only gets a token', () => {
  const { wrangler, done } = account(['leadlight'], ['SOMETHING']);
  expect(deploy(wrangler)).not.toBeNull();
  expect(done).toEqual([migrations, 'deploy --secrets-file FILE']);
});

test('a dry run makes the bundle and touches no account', () => {
  const { wrangler, done } = account([], noWorker);
  expect(deploy(wrangler, ['--dry-run'])).toBeNull();
  expect(done).toEqual(['deploy --dry-run']);
});

test.each([
  ['d1 list', 'listing the databases failed. no such account', []],
  ['d1 create', 'making the database failed.', []],
  ['d1 migrations', 'applying the migrations failed.', ['d1 create leadlight --update-config=false']],
  [
    'secret list',
    'listing the secrets failed. no such account',
    ['d1 create leadlight --update-config=false', migrations],
  ],
])('where "%s" fails it stops there and says so', (failing, message, before) => {
  const { wrangler, done } = account([], noWorker, failing);
  expect(() => deploy(wrangler)).toThrow(new WranglerFailed(`Stopped: ${message}`));
  expect(done).toEqual(before);
});
