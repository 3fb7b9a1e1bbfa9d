// `npm run deploy` with the real wrangler: it reads wrangler.toml, builds the snippet, bundles the Worker, and puts both on
// an account whose API is played on this machine (test/support/server/cloudflare-api.ts).

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingIn } from '../../worker/deploy/migrations.ts';
import { jurisdictions, locations } from '../../worker/deploy/place.ts';
import { type CloudflareAccount, startAccount } from '../support/server/cloudflare-api.ts';

/** What wrangler takes for the home of whoever runs it. */
let folder = '';
let account: CloudflareAccount | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-deploy-'));
  return () => rmSync(folder, { recursive: true });
});

afterEach(async () => {
  await account?.stop();
  account = undefined;
});

/** What somebody types, each when the text before it has been printed. */
type Answers = [asked: string, typed: string][];

/** Runs it with no login, no account and nobody to ask, but what `env` and `answers` bring. */
async function run(command: string[], env: Record<string, string> = {}, answers: Answers = []) {
  const { TZ = 'UTC', PATH } = process.env;
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    stdio: [answers.length > 0 ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    env: {
      ...{ TZ, PATH: `${resolve('node_modules/.bin')}${delimiter}${PATH}`, NO_COLOR: '1' },
      ...{ HOME: folder, XDG_CONFIG_HOME: folder, WRANGLER_CACHE_DIR: join(folder, 'cache') },
      ...{ NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
      ...{ WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', ...env },
    },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk;
    if (answers[0] && output.stdout.includes(answers[0][0])) child.stdin?.write(answers.shift()?.[1] ?? '');
  });
  child.stderr?.on('data', (chunk) => (output.stderr += chunk));
  const status = await new Promise<number | null>((ended) => child.once('close', ended));
  return { status, ...output };
}

const deploy = (args: string[] = [], env = {}) => run([process.execPath, 'worker/deploy.ts', ...args], env);

test('wrangler bundles the Worker with its bindings, far below the 3 MB that the free plan takes, and warns of nothing', async () => {
  const { status, stdout, stderr } = await deploy(['--dry-run']);
  expect(stderr).toBe('');
  expect(stdout).not.toContain('WARNING');
  expect(status).toBe(0);
  for (const name of ['DB', 'ASSETS', 'BEACON_LIMIT', 'API_LIMIT', 'TOKEN_LIMIT', 'LIMITS', 'PLAN']) {
    expect(stdout).toContain(`env.${name}`);
  }
  const [, gzipKiB] = /Total Upload: .* gzip: ([\d.]+) KiB/.exec(stdout) ?? [];
  expect(Number(gzipKiB)).toBeGreaterThan(50);
  expect(Number(gzipKiB)).toBeLessThan(1000); // Cloudflare allows 3,072 on the free plan.
}, 120_000);

test('without a login it ends at once, with a sentence', async () => {
  const { status, stderr } = await deploy();
  expect(stderr).toMatch(/^Stopped: not logged in to Cloudflare\. Run "npx wrangler login" first.*\n$/);
  expect(status).toBe(1);
}, 120_000);

describe('on an account', { tags: 'slow' }, () => {
  const token = 'a-secret-of-the-build-system';
  let deployed: CloudflareAccount;
  let first: Awaited<ReturnType<typeof deploy>>;
  const body = (route: string) => deployed.bodies.get(route) ?? '';

  beforeAll(async () => {
    deployed = await startAccount();
    first = await deploy(['--location', 'weur'], { ...deployed.env, ADMIN_TOKEN: token });
    return () => deployed.stop();
  });

  test('the first deployment makes, migrates and uploads what is asked', () => {
    expect([first.status, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toContain('Open https://leadlight.me.workers.dev and sign in');
    expect(first.stdout + first.stderr).not.toContain(token);
    expect(JSON.parse(body('POST /d1/database'))).toEqual({
      name: 'leadlight',
      primary_location_hint: 'weur',
    });
    expect(deployed.database.prepare('select count(*) as n from site').get()).toEqual({ n: 0 });
    const upload = body('PUT /workers/scripts/leadlight');
    expect(upload).toContain(
      '"observability":{"enabled":true,"logs":{"enabled":true,"invocation_logs":false}}',
    );
    expect(upload).toContain(`{"name":"ADMIN_TOKEN","type":"secret_text","text":"${token}"}`);
    expect(upload).toContain('{"name":"DB","type":"d1","id":"d1-uuid"}');
    expect(JSON.parse(body('POST /workers/scripts/leadlight/subdomain'))).toMatchObject({
      previews_enabled: false,
    });
  });

  test('the second only uploads', async () => {
    deployed.asked.length = 0;
    deployed.bodies.set('PUT /workers/scripts/leadlight', '');
    const second = await deploy([], deployed.env);
    expect([second.status, second.stderr]).toEqual([0, '']);
    expect(deployed.asked).not.toContain('POST /d1/database');
    expect(second.stdout).not.toContain('time-travel');
    expect(body('PUT /workers/scripts/leadlight')).toContain('"keep_bindings":["secret_text","secret_key"]');
  });
});

test.skipIf(process.platform !== 'linux')(
  'in a terminal it asks where to keep the database; whoever declines the migrations has deployed nothing',
  { tags: 'slow' },
  async ({ skip }) => {
    skip(
      spawnSync('script', ['--version']).status !== 0,
      'this machine has no script(1), of util-linux, to make a terminal',
    );
    account = await startAccount();
    const terminal = ['script', '--quiet', '--return', '--command', 'node worker/deploy.ts', '/dev/null'];
    const { status, stdout } = await run(terminal, { ...account.env, TERM: 'xterm' }, [
      ['let Cloudflare choose: ', 'eu\n'],
      ['(Y/n)', 'n'],
    ]);
    expect(stdout).toMatch(/Stopped: nothing was deployed, because the database still lacks 0000_\w+\.sql/);
    expect(status).toBe(1);
    expect(account.asked).not.toContain('PUT /workers/scripts/leadlight');
    const made = JSON.parse(account.bodies.get('POST /d1/database') ?? '');
    expect(made).toEqual({ name: 'leadlight', jurisdiction: 'eu' });
  },
);

test('what the real wrangler lists as missing, before the migrations and after', {
  tags: 'slow',
}, async () => {
  const local = (verb: string) =>
    run(['wrangler', 'd1', 'migrations', verb, 'DB', '--local', '--persist-to', folder]);
  expect(missingIn((await local('list')).stdout)[0]).toMatch(/^0000_\w+\.sql$/);
  expect((await local('apply')).status).toBe(0);
  expect(missingIn((await local('list')).stdout)).toEqual([]);
});

test('the places for a database are those that wrangler knows', async () => {
  const { stdout } = await run(['wrangler', 'd1', 'create', '--help']);
  const choices = [...stdout.matchAll(/\[choices: ([^\]]+)\]/g)].map(([, list]) =>
    JSON.parse(`[${list}]`).toSorted(),
  );
  expect(choices).toEqual([Object.keys(locations).toSorted(), Object.keys(jurisdictions).toSorted()]);
});
