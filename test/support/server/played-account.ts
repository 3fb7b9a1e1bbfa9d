// A simulated Cloudflare account for tests of `npm run deploy`, with output copied from wrangler 4.156.2.

import { readFileSync } from 'node:fs';
import { readFlags } from '../../../worker/deploy/flags.ts';
import { deploy, type World } from '../../../worker/deploy/steps.ts';
import type { Run } from '../../../worker/deploy/wrangler.ts';

/** The URL of the deployed Worker. */
export const url = 'https://leadlight.me.workers.dev';
/** Output of `d1 migrations list` for a database without pending migrations. */
export const upToDate = '\n ⛅️ wrangler 4.156.2\nResource location: remote \n\n✅ No migrations to apply!\n';
const loggedOut =
  "✘ [ERROR] In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable for wrangler to work.";
/** Output of `d1 migrations list` for a database that lacks these files. */
export function table(files: string[]): string {
  const rows = files.map((file) => `│ ${file} │`).join('\n├──────┤\n');
  return `Resource location: remote \n\nMigrations to be applied:\n┌──────┐\n│ Name │\n├──────┤\n${rows}\n└──────┘\n`;
}

/** The content of the account, and its responses. */
interface Account {
  databases: { name: string; uuid: string; jurisdiction?: string | null }[];
  /** Null: there is no Worker yet. */
  secrets: string[] | null;
  missing: string[];
  isDeclined: boolean;
  isLoggedIn: boolean;
  failsAfterUpload: boolean;
  answers: Record<string, Run>;
}

export const found = { name: 'leadlight', uuid: 'd1' };
export const ok: Run = { status: 0, printed: '' };
export const fail = (printed: string): Run => ({ status: 1, printed });

/** The circumstances of the deployment. */
interface Setting {
  typed: string[];
  terminal: Partial<World['terminal']>;
  names: Partial<World['names']>;
  givenToken: string;
}

/** An environment with this account, at a terminal where somebody types `typed`. */
export function play(given: Partial<Account> = {}, { typed = [] as string[], ...of }: Partial<Setting> = {}) {
  const account: Account = {
    ...{ databases: [], secrets: null, missing: ['0000_tables.sql'], isDeclined: false, isLoggedIn: true },
    ...{ answers: {}, failsAfterUpload: false, ...given },
  };
  const done: string[] = [];
  const said: string[] = [];
  const files: string[] = [];
  const answer = (asked: string, args: string[], isQuiet: boolean): Run => {
    const given = Object.entries(account.answers).find(([start]) => asked.startsWith(start))?.[1];
    if (given) return given;
    if (asked === 'd1 list') account.isLoggedIn = true; // In a terminal, wrangler logs in.
    if (asked.startsWith('whoami')) return fail('{"loggedIn":false}');
    if (!account.isLoggedIn) return fail(loggedOut);
    if (asked === 'd1 list --json') return { status: 0, printed: JSON.stringify(account.databases, null, 2) };
    if (asked.startsWith('d1 create')) {
      return {
        status: 0,
        printed: "✅ Successfully created DB 'leadlight' in region WEUR\nCreated your new…",
      };
    }
    if (asked.startsWith('d1 time-travel info'))
      return { status: 0, printed: '{\n  "bookmark": "0000-abc"\n}' };
    if (asked.startsWith('d1 migrations list')) {
      return { status: 0, printed: account.missing.length > 0 ? table(account.missing) : upToDate };
    }
    if (asked.startsWith('d1 migrations apply') && !account.isDeclined) account.missing = [];
    if (asked.startsWith('secret list')) {
      if (account.secrets)
        return { status: 0, printed: JSON.stringify(account.secrets.map((name) => ({ name }))) };
      return fail(
        '✘ [ERROR] Worker "leadlight" not found.\n\n  If this is a new Worker, run `wrangler deploy` first',
      );
    }
    const file = args.includes('--secrets-file') ? args[args.indexOf('--secrets-file') + 1] : undefined;
    if (file) files.push(readFileSync(file, 'utf8'));
    if (file && account.failsAfterUpload) {
      account.secrets = ['ADMIN_TOKEN'];
      return fail('');
    }
    return args[0] === 'deploy' && !isQuiet
      ? { ...ok, deployment: { targets: [url, 'schedule: * * * * *'] } }
      : ok;
  };
  const world: World = {
    wrangler(args, how) {
      const asked = args.join(' ').replace(/--secrets-file \S+/, '--secrets-file FILE');
      if (!/list|whoami|info|^deploy --dry-run/.test(asked) || !how) done.push(asked);
      return answer(asked, args, how === 'quiet');
    },
    names: { database: 'leadlight' },
    terminal: {
      ...{ isInteractive: true, isBuildLog: false, say: (line) => said.push(line) },
      ask: async () => {
        const line = typed.shift();
        if (line === undefined) throw new Error('asked with nobody there');
        return line;
      },
    },
  };
  Object.assign(world.terminal, of.terminal);
  Object.assign(world.names, of.names);
  if (of.givenToken) world.givenToken = of.givenToken;
  return { world, done, said, files, run: (...args: string[]) => deploy(world, readFlags(args)) };
}
