// The folder of a local server: who holds it, and what becomes of the database of another commit. No server is started.

import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { StartError, sayWhy } from '../../demo/options.ts';
import { setAsideForeign } from '../../demo/state/set-aside.ts';
import { keptToken } from '../../demo/state/state-folder.ts';
import { holdState } from '../../demo/state/state-lock.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];
const ends: (() => void)[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const end of ends.splice(0)) end();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A state folder with nothing beside it. */
function newState(): string {
  const parent = mkdtempSync(join(tmpdir(), 'leadlight-state-'));
  folders.push(parent);
  const state = join(parent, 'demo');
  mkdirSync(state);
  return state;
}

function hold(state: string): () => void {
  const release = holdState(state, waitMs);
  ends.push(release);
  return release;
}

/** Enough to see that a lock is held. */
const waitMs = 50;

const holding = `
  import { holdState } from '${resolve('demo/state/state-lock.ts')}';
  holdState(process.argv[1], 500);
  console.log('held');
  setInterval(gc, 50); // It stays, and nothing but holdState keeps what it holds.
`;

/** Another process that tries to hold the folder; resolves with `held`, or with what it printed before it ended. */
function holdElsewhere(
  state: string,
): Promise<{ pid: number | undefined; said: string; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', holding, state]);
  children.push(child);
  const ended = new Promise<void>((end) => child.once('exit', () => end()));
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  return new Promise((found) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.stdout.once('data', () => found({ pid: child.pid, said: 'held', kill }));
    void ended.then(() => found({ pid: child.pid, said, kill }));
  });
}

describe('a state folder', () => {
  test('is held by one process at a time, and who comes second is told which', async () => {
    const state = newState();
    const { pid, kill } = await holdElsewhere(state);
    expect(() => holdState(state, waitMs)).toThrow(StartError);
    expect(() => holdState(state, waitMs)).toThrow(`${state} is in use by process ${pid}.`);
    await kill();
    const release = hold(state);
    expect(() => holdState(state, waitMs)).toThrow(`process ${process.pid}`);
    release();
    hold(state);
  });

  test('is free again once its process was killed, whoever has that process id now', async () => {
    const state = newState();
    const { kill } = await holdElsewhere(state);
    await kill();
    writeFileSync(join(state, 'lock-holder'), `${process.pid} ${hostname()}\n`);
    hold(state);
  });

  test('that a container holds is said to be held on that machine: its process ids are not ours', () => {
    const state = newState();
    hold(state);
    writeFileSync(join(state, 'lock-holder'), '1 3f2a77c01b9e\n');
    expect(() => holdState(state, waitMs)).toThrow('in use by process 1 on 3f2a77c01b9e.');
  });

  test('goes to exactly one of several that start in the same moment', async () => {
    const state = newState();
    const tries = await Promise.all(Array.from({ length: 4 }, () => holdElsewhere(state)));
    const [winner, ...more] = tries.filter(({ said }) => said === 'held');
    expect(more).toEqual([]);
    const others = tries.filter((one) => one !== winner);
    for (const { said } of others) expect(said).toContain(`is in use by process ${winner?.pid}.`);
  });
});

describe('a database', () => {
  const migrations = 'schema/migrations';
  const ours = readdirSync(migrations).filter((name) => name.endsWith('.sql'));
  const today = { migrations, now: new Date('2026-11-26T23:59:59Z'), waitMs: 50 };
  const where = 'd1/miniflare-D1DatabaseObject';

  /** Writes a database that has had these migrations, as miniflare and wrangler note them. */
  function makeDatabase(state: string, names: readonly string[], folder = where): DatabaseSync {
    mkdirSync(join(state, folder), { recursive: true });
    const database = new DatabaseSync(join(state, folder, 'abc.sqlite'));
    database.exec(
      'pragma journal_mode = wal; create table d1_migrations (id integer primary key, name text); create table site (name)',
    );
    for (const name of names) database.prepare('insert into d1_migrations (name) values (?)').run(name);
    database.exec("insert into site values ('Acme')");
    return database;
  }

  const contents = (state: string) => readdirSync(dirname(state)).sort();

  test.each([
    ['an older commit', ['0000_gone.sql', '0001_gone.sql']],
    ['a newer commit', [...ours, '9999_later.sql']],
  ])('of %s is moved as a whole, with one line about it, and the token stays', (_, names) => {
    const state = newState();
    const token = keptToken(state);
    makeDatabase(state, names).close();
    const said = setAsideForeign(state, today);
    const aside = `${state}.before-2026-11-26`;
    const migration = names.find((name) => !ours.includes(name));
    expect(said).toContain(
      `Moved the database of ${state} to ${aside}, because it belongs to another version`,
    );
    expect(said).toContain(`no migration ${migration}`);
    expect(said).not.toContain('\n');
    expect(contents(state)).toEqual(['demo', 'demo.before-2026-11-26']);
    expect(existsSync(join(state, 'd1'))).toBe(false);
    const kept = new DatabaseSync(join(aside, where, 'abc.sqlite'));
    expect(kept.prepare('select name from site').get()).toEqual({ name: 'Acme' });
    kept.close();
    expect([keptToken(state), keptToken(aside)]).toEqual([token, token]);
  });

  test('moved a second time on one day gets a name of its own', () => {
    const state = newState();
    for (const name of ['demo.before-2026-11-26', 'demo.before-2026-11-26-2', 'demo.before-2026-11-26-3']) {
      makeDatabase(state, ['0000_gone.sql']).close();
      expect(setAsideForeign(state, today)).toContain(` to ${join(dirname(state), name)},`);
      expect(readdirSync(join(dirname(state), name, where))).toEqual(['abc.sqlite']);
    }
  });

  test('of `npm run dev` is moved too, and other files in the folder stay', () => {
    const state = newState();
    writeFileSync(join(state, 'notes.txt'), 'mine');
    makeDatabase(state, ['0000_gone.sql'], `v3/${where}`).close();
    expect(setAsideForeign(state, today)).toContain('Moved the database');
    expect(existsSync(join(`${state}.before-2026-11-26`, 'v3', where, 'abc.sqlite'))).toBe(true);
    expect(readdirSync(state)).toEqual(['notes.txt']);
  });

  test.each([
    ['of this commit', ours],
    ['that has had some of the migrations', ours.slice(0, -1)],
    ['that has had none yet', []],
  ])('%s stays where it is', (_, names) => {
    const state = newState();
    makeDatabase(state, names).close();
    expect(setAsideForeign(state, today)).toBeNull();
    expect(contents(state)).toEqual(['demo']);
    expect(readFileSync(join(state, where, 'abc.sqlite')).length).toBeGreaterThan(0);
  });

  test('that another process has open is neither moved nor used', () => {
    const state = newState();
    const open = makeDatabase(state, ['0000_gone.sql']);
    expect(() => setAsideForeign(state, today)).toThrow(/abc\.sqlite is still open in another process/);
    expect(contents(state)).toEqual(['demo']);
    open.close();
    expect(setAsideForeign(state, today)).toContain('Moved the database');
  });

  test('that cannot be read is named', () => {
    const state = newState();
    makeDatabase(state, []).close();
    writeFileSync(join(state, where, 'abc.sqlite'), 'no database'.repeat(100));
    expect(() => setAsideForeign(state, today)).toThrow(/abc\.sqlite cannot be opened as a database/);
  });
});

test('an error of a full disk is said in a sentence, any other is shown whole', () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC', path: '/state/admin-token' });
  expect(sayWhy(full)).toBe(
    'The disk is full: cannot write /state/admin-token (ENOSPC). Free some space first.',
  );
  expect(sayWhy(new StartError('Port 1 is in use.'))).toBe('Port 1 is in use.');
  const bug = new TypeError('a bug');
  expect(sayWhy(bug)).toBe(bug);
});
