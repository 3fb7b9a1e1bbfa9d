// `npm run deploy` in the right order, whatever is there already. The account is played, in words copied from what
// wrangler 4.156.2 prints; test/system/deploy.test.ts runs the real wrangler.

import { describe, expect, test } from 'vitest';
import { missingIn } from '../../worker/deploy/migrations.ts';
import { nextSteps } from '../../worker/deploy/next-steps.ts';
import { Stopped } from '../../worker/deploy/stopped.ts';
import { fail, found, ok, play, table, upToDate, url } from '../support/server/played-account.ts';

const twoAccounts = `✘ [ERROR] More than one account available but unable to select one in non-interactive mode.

  Please set the appropriate \`account_id\` in your wrangler.toml file or assign it to the \`CLOUDFLARE_ACCOUNT_ID\` environment variable.
  Available accounts are (\`<name>\`: \`<account_id>\`):
    \`Acme\`: \`1111\`
    \`Bee\`: \`2222\``;

const buildLog = { terminal: { isInteractive: false, isBuildLog: true } };
const create = 'd1 create leadlight --update-config=false';
const apply = 'd1 migrations apply DB --remote';

/** The message that a deployment stops with. */
async function stop(running: Promise<unknown>): Promise<string> {
  const error = await running.catch((error: unknown) => error);
  if (!(error instanceof Stopped)) throw new Error(`It did not stop: ${JSON.stringify(error)}`);
  return error.message;
}

describe('the order', () => {
  test('the first time, it makes the database, migrates it, and deploys with a token that it tells', async () => {
    const { run, done, files, said } = play({}, { typed: [''] });
    const outcome = await run();
    expect(done).toEqual([create, apply, 'deploy --secrets-file FILE']);
    expect(outcome).toMatchObject({
      adminToken: { kind: 'made', token: expect.stringMatching(/^[\w-]{32}$/) },
    });
    if (outcome?.adminToken.kind !== 'made') throw new Error('no token');
    expect(files).toEqual([JSON.stringify({ ADMIN_TOKEN: outcome.adminToken.token })]);
    expect(said).toContain("Successfully created DB 'leadlight' in region WEUR");
    expect(said.join()).not.toContain('time-travel');
  });

  test('with nothing to migrate, it only deploys: no bookmark, no question', async () => {
    const databases = [{ name: 'other', uuid: 'd2' }, found];
    const { run, done, said } = play({ databases, secrets: ['ADMIN_TOKEN'], missing: [] });
    expect(await run()).toEqual({ adminToken: { kind: 'kept' }, targets: [url, 'schedule: * * * * *'] });
    expect([done, said]).toEqual([['deploy'], []]);
  });

  test('an upgrade migrates before it deploys, and says first how to go back', async () => {
    const { run, done, said } = play({ databases: [found], secrets: ['ADMIN_TOKEN'] });
    await run();
    expect(done).toEqual([apply, 'deploy']);
    expect(said.join()).toContain('npx wrangler d1 time-travel restore leadlight --bookmark=0000-abc');
  });

  test('without a bookmark it goes on, and the way back names the time instead', async () => {
    const answers = { 'd1 time-travel': fail('A request to the Cloudflare API failed.') };
    const { run, done, said } = play({ databases: [found], secrets: ['ADMIN_TOKEN'], answers });
    await run();
    expect(done).toEqual([apply, 'deploy']);
    expect(said.join()).toMatch(/no bookmark.*restore leadlight --timestamp=20\d\d-\d\d-\d\dT[\d:.]+Z/s);
  });

  test('a dry run makes the bundle and touches no account', async () => {
    const { run, done } = play();
    expect(await run('--dry-run', '--outdir', 'x')).toBeNull();
    expect(done).toEqual(['deploy --dry-run --outdir x']);
  });

  test('what is unknown here goes to wrangler deploy, and what wrangler refuses stops before anything is made', async () => {
    const first = play({ databases: [found], secrets: ['ADMIN_TOKEN'], missing: [] });
    await first.run('--keep-vars', '--tag', 'v1');
    expect(first.done).toEqual(['deploy --keep-vars --tag v1']);

    const answers = { 'deploy --dry-run': fail('✘ [ERROR] Unknown arguments: jurisdicton, eu') };
    const second = play({ answers });
    expect(await stop(second.run('--jurisdicton', 'eu'))).toContain('Unknown arguments: jurisdicton');
    expect(second.done).toEqual([]);
  });

  test.each([
    ['d1 list', 'listing the databases failed. no', [], buildLog],
    ['secret list', 'listing the secrets failed. no', [], buildLog],
    ['d1 create', 'creating the database failed. no', [create], buildLog],
    ['d1 migrations apply', 'applying the migrations failed. no', [create, apply], buildLog],
    ['d1 migrations list', 'listing the migrations failed. no', [create, apply], buildLog],
    ['deploy --keep', 'wrangler deploy failed. no', [create, apply, 'deploy --keep-vars'], buildLog],
  ])('where "%s" fails it stops there and says so', async (failing, message, expected, setting) => {
    const whoami = { whoami: fail('{"loggedIn":true}') };
    const { run, done } = play({ answers: { [failing]: fail('no'), ...whoami } }, setting);
    expect(await stop(run('--keep-vars'))).toBe(`Stopped: ${message}`);
    expect(done).toEqual(expected);
  });
});

describe('a question declined', () => {
  test('nothing is deployed over a database that was not migrated, though wrangler exits with 0', async () => {
    const { run, done } = play({ databases: [found], secrets: ['ADMIN_TOKEN'], isDeclined: true });
    expect(await stop(run())).toContain(
      'nothing was deployed, because the database still lacks 0000_tables.sql.',
    );
    expect(done).toEqual([apply]);
  });

  test('a list of migrations that cannot be read is not taken for an empty one', () => {
    expect(missingIn(upToDate)).toEqual([]);
    expect(missingIn(table(['0000_a.sql', '0001_b-c.sql']))).toEqual(['0000_a.sql', '0001_b-c.sql']);
    expect(() => missingIn('All done.')).toThrow(
      'cannot tell which migrations the database lacks. All done.',
    );
  });

  test('a Worker that was not deployed is not said to be, and no token is told', async () => {
    const answers = { 'deploy --secrets-file': { ...ok, deployment: null } };
    const { run } = play({ answers }, { typed: [''] });
    expect(await stop(run())).toContain('the Worker was not deployed');
  });

  test('a deployment that fails after the upload tells the token, which is set by then', async () => {
    const { run, files } = play({ databases: [found], missing: [], failsAfterUpload: true });
    const message = await stop(run());
    expect(message).toContain('failed after the upload');
    expect(message).toContain(JSON.parse(files[0] ?? '').ADMIN_TOKEN);
  });
});

describe('who is asked for', () => {
  test('without a login in a build log, one sentence says what to do, and nothing is asked', async () => {
    const { run, done } = play({ isLoggedIn: false }, buildLog);
    expect(await stop(run())).toMatch(
      /^Stopped: not logged in to Cloudflare\. Run "npx wrangler login" first, or set CLOUDFLARE_API_TOKEN/,
    );
    expect(done).toEqual([]);
  });

  test('without a login in a terminal, wrangler is run where it can ask, and the deployment goes on', async () => {
    const { run, done } = play({
      isLoggedIn: false,
      databases: [found],
      secrets: ['ADMIN_TOKEN'],
      missing: [],
    });
    expect(await run()).not.toBeNull();
    expect(done).toEqual(['d1 list', 'deploy']);
  });

  test('several accounts in a build log: wrangler’s list of them is shown', async () => {
    const answers = { 'd1 list': fail(twoAccounts), whoami: { status: 0, printed: '{"loggedIn":true}' } };
    const message = await stop(play({ answers }, buildLog).run());
    expect(message).toContain('CLOUDFLARE_ACCOUNT_ID');
    expect(message).toContain('`Bee`: `2222`');
  });
});

describe('where the database is made', () => {
  test.each([
    [['--location', 'weur'], 'd1 create leadlight --location weur --update-config=false'],
    [['--jurisdiction=eu'], 'd1 create leadlight --jurisdiction eu --update-config=false'],
  ])('%j is handed on, and nothing is asked', async (args, expected) => {
    const { run, done } = play({}, buildLog);
    await run(...args);
    expect(done[0]).toBe(expected);
  });

  test.each([
    [['eu'], 'd1 create leadlight --jurisdiction eu --update-config=false'],
    [['mars', ' WNAM '], 'd1 create leadlight --location wnam --update-config=false'],
    [[''], create],
  ])('in a terminal it is asked: %j', async (typed, expected) => {
    const { run, done, said } = play({}, { typed });
    await run();
    expect(done[0]).toBe(expected);
    expect(said[0]).toContain('This cannot be changed later.');
  });

  test('in a build log nobody is asked, and a line says that Cloudflare chooses', async () => {
    const { run, done, said } = play({}, buildLog);
    await run();
    expect(done[0]).toBe(create);
    expect(said[0]).toContain('Cloudflare chooses where to store the database');
  });

  test.each([
    [undefined, '--location', 'weur', '--location is ignored'],
    [undefined, '--jurisdiction', 'eu', '--jurisdiction is ignored'],
    ['eu', '--jurisdiction', 'eu', null],
  ])(
    'one that is there (%s) with %s %s: goes on, and says what is ignored',
    async (jurisdiction, option, value, line) => {
      const databases = [jurisdiction === undefined ? found : { ...found, jurisdiction }];
      const { run, said } = play({ databases, secrets: ['ADMIN_TOKEN'], missing: [] });
      await run(option, value);
      expect(said).toEqual(line ? [expect.stringContaining(line)] : []);
    },
  );

  test.each([
    [null, 'without a jurisdiction'],
    ['us', 'in the jurisdiction us'],
  ])('one that is there, and elsewhere than the law asks (%s), stops', async (jurisdiction, words) => {
    const { run, done } = play({ databases: [{ ...found, jurisdiction }] });
    expect(await stop(run('--jurisdiction', 'eu'))).toContain(
      `already exists ${words}, which cannot be changed`,
    );
    expect(done).toEqual([]);
  });
});

describe('the admin token', () => {
  test('a Worker with other secrets only gets one', async () => {
    const { run, done } = play({ databases: [found], secrets: ['SOMETHING'], missing: [] });
    expect(await run()).toMatchObject({ adminToken: { kind: 'made' } });
    expect(done).toEqual(['deploy --secrets-file FILE']);
  });

  test('in a build log none is made, and the command that sets one is told', async () => {
    const { run, done, files } = play({ databases: [found], missing: [] }, buildLog);
    const outcome = await run();
    expect(outcome?.adminToken).toEqual({ kind: 'none' });
    expect([done, files]).toEqual([['deploy'], []]);
    expect(outcome && nextSteps(outcome, [])).toContain('npx wrangler secret put ADMIN_TOKEN');
  });

  test('the ADMIN_TOKEN of the environment is set where the Worker has none, and never printed', async () => {
    const givenToken = 'a-secret-of-the-build-system';
    const { run, files, said } = play({ databases: [found], missing: [] }, { ...buildLog, givenToken });
    const outcome = await run();
    expect(files).toEqual([JSON.stringify({ ADMIN_TOKEN: givenToken })]);
    expect(outcome && nextSteps(outcome, []) + said).not.toContain(givenToken);
    const later = play({ databases: [found], secrets: ['ADMIN_TOKEN'], missing: [] }, { givenToken });
    await later.run();
    expect(later.done).toEqual(['deploy']);
  });

  test.each(['fifteen-letters', 'long enough, but of many words'])(
    '%j is refused before anything is made',
    async (givenToken) => {
      const { run, done } = play({}, { givenToken });
      expect(await stop(run())).toBe('Stopped: ADMIN_TOKEN must have at least 16 characters and no spaces.');
      expect(done).toEqual([]);
    },
  );
});

describe('what is said at the end', () => {
  const targets = ['schedule: * * * * *', url];

  test('a newcomer is told the token, how to make a site, and where the dashboard is', () => {
    const words = nextSteps({ adminToken: { kind: 'made', token: 'T0KEN' }, targets }, [
      '--config',
      'two.toml',
    ]);
    expect(words).toContain('\n  T0KEN\n');
    expect(words).toContain(`curl ${url}/v1/sites -H "Authorization: Bearer ADMIN_TOKEN"`);
    expect(words).toContain(`Open ${url} and sign in`);
    expect(words).toContain('npx wrangler secret put ADMIN_TOKEN --config two.toml');
  });

  test('whoever upgrades is told where the dashboard is', () => {
    expect(nextSteps({ adminToken: { kind: 'kept' }, targets }, [])).toBe(`The dashboard: ${url}`);
  });
});

describe('names', () => {
  test('two Workers on one account each have their database', async () => {
    const { run, done } = play({ databases: [found] }, { names: { database: 'second' }, typed: [''] });
    await run();
    expect(done[0]).toBe('d1 create second --update-config=false');
  });

  test('a database_id is looked up by itself, and one of another account stops', async () => {
    const named = { names: { databaseId: 'd9' } };
    expect(await stop(play({ databases: [found] }, named).run())).toContain(
      'no database with the configured database_id d9',
    );
    const databases = [{ name: 'renamed', uuid: 'd9' }];
    const { run, done } = play({ databases, secrets: ['ADMIN_TOKEN'], missing: [] }, named);
    await run();
    expect(done).toEqual(['deploy']);
  });
});
