// The options of `npm start`, and what the demo shows: nothing here starts a server.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions, StartError } from '../../demo/options.ts';
import { historyOf } from '../../demo/people/histories.ts';
import { people } from '../../demo/people/people.ts';
import { randomFrom } from '../../demo/people/random.ts';
import { keptToken, makeStateDir } from '../../demo/state/state-folder.ts';

const plain = { port: 8787, stateDir: resolve('.leadlight/demo'), token: null, demo: true, limits: false };

test.each([
  [[], {}],
  [['--port', '1'], { port: 1 }],
  [['--port', '65534'], { port: 65_534 }],
  [['--port=9000'], { port: 9000 }],
  [['--token', 't'], { token: 't' }],
  [['--limits'], { limits: true }],
  [['--state', '/tmp/x'], { stateDir: '/tmp/x' }],
  [['--no-demo'], { demo: false, stateDir: resolve('.leadlight/own') }],
  [
    ['--no-demo', '--port', '65535', '--state', 'here'],
    { demo: false, port: 65_535, stateDir: resolve('here') },
  ],
])('%j is understood', (args, expected) => {
  expect(readOptions(args)).toEqual({ ...plain, ...expected });
});

test.each([
  [['--port', '0'], '--port 0: must be an integer from 1 to 65534'],
  [['--port', '65535'], 'from 1 to 65534'],
  [['--port', '65536', '--no-demo'], 'from 1 to 65535'],
  [['--port', 'many'], '--port many'],
  [['--port', '80.5'], '--port 80.5'],
  [['--port', ''], 'must be an integer'],
  [['--port'], 'npm start -- [options]'],
  [['--prot', '1'], "'--prot'"],
  [['extra'], "'extra'"],
  [['--token', ''], '--token: needs a token'],
  [['--state', ''], '--state: needs a folder'],
])('%j is refused with what would do', (args, message) => {
  expect(() => readOptions(args)).toThrow(StartError);
  expect(() => readOptions(args)).toThrow(message);
});

test('--help is help', () => {
  expect(readOptions(['--help'])).toBe('help');
  expect(readOptions(['-h'])).toBe('help');
});

test('the token is made once, readable by its owner only, and kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-token-'));
  const state = join(folder, 'state');
  makeStateDir(state);
  const token = keptToken(state);
  expect(token).toMatch(/^[\w-]{32}$/);
  expect(keptToken(state)).toBe(token);
  if (process.platform !== 'win32') {
    expect(statSync(join(state, 'admin-token')).mode & 0o777).toBe(0o600);
  }
  rmSync(folder, { recursive: true });
});

test('a state directory that is a file is refused', () => {
  expect(() => makeStateDir('package.json')).toThrow(
    new StartError('--state package.json: the folder is not writable (EEXIST). Use another one.'),
  );
});

test('the demo has about 70 people whose histories are the same each time and fill the last 60 days', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const day = 24 * 60 * 60_000;
  const histories = () => {
    const random = randomFrom(7);
    return people.map((person) => historyOf(person, random, 'http://localhost:8788', now));
  };
  const events = histories().flat();
  expect(histories().flat()).toEqual(events);
  expect(people.length).toBe(71);
  expect(histories().filter((history) => history.length === 0)).toEqual([]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  const ages = events.map(({ at }) => (now - at) / day);
  expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...ages)).toBeGreaterThan(45);
  expect(Math.max(...ages)).toBeLessThan(75);
});

test('the demo’s people have addresses that can never be anyone’s', () => {
  const emails = people.flatMap(({ known }) => (known ? [known.email] : []));
  expect(emails.filter((email) => !/^[a-z]+@[a-z0-9]+\.example$/.test(email))).toEqual([]);
  expect(new Set(emails).size).toBe(emails.length);
});

test('`npm start --no-demo`, whose option npm keeps for itself, starts without the demo, too', () => {
  const own = { ...plain, demo: false, stateDir: resolve('.leadlight/own') };
  expect(readOptions([], { npm_config_demo: '' })).toEqual(own);
  expect(readOptions([], {})).toEqual(plain);
});
