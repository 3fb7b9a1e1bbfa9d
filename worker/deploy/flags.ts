// Parses `npm run deploy -- …`: our options, those that every wrangler command gets, and the rest for `wrangler deploy`.

import { parseArgs } from 'node:util';
import { type Place, readPlace } from './place.ts';
import { Stopped } from './stopped.ts';

export interface Flags {
  /** Wrangler's global options: each of our calls gets them, so that all see the same account and configuration. */
  shared: string[];
  /** The value of `--config`; wrangler looks for the file itself when it is absent. */
  config: string | undefined;
  /** Where to make the database; null when neither `--location` nor `--jurisdiction` was given. */
  place: Place | null;
  /** For `wrangler deploy`. */
  rest: string[];
  isDryRun: boolean;
  isHelp: boolean;
}

/** Options that would only change `wrangler deploy`, so that our other calls would use another Worker or database. */
const refused: Record<string, string> = {
  env: 'For a second Worker, copy wrangler.toml to another file, change the names in it, and deploy with --config FILE.',
  name: 'Change `name` and `database_name` in wrangler.toml instead, because the secrets and the database depend on them.',
  cwd: 'Run the command in the repository instead.',
  'secrets-file': 'Set secrets with "npx wrangler secret put NAME" after the deployment.',
};

const options = {
  config: { type: 'string', short: 'c' },
  profile: { type: 'string' },
  'env-file': { type: 'string' },
  env: { type: 'string', short: 'e' },
  name: { type: 'string' },
  cwd: { type: 'string' },
  'secrets-file': { type: 'string' },
  location: { type: 'string' },
  jurisdiction: { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const shared = ['config', 'profile', 'env-file'];

/** Throws Stopped for options that some steps of a deployment cannot follow. */
export function readFlags(given: string[], cloudflareEnv?: string): Flags {
  if (cloudflareEnv) throw new Stopped(`Stopped: CLOUDFLARE_ENV is set. Unset it. ${refused.env}`);
  const args = given.map(withDashes);
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const flags = { shared: [] as string[], values: {} as Record<string, string>, ours: new Set<number>() };
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, index } = token;
    if (Object.hasOwn(refused, name))
      throw new Stopped(`Stopped: ${rawName} cannot be used here. ${refused[name]}`);
    if (!isOurs(name)) continue;
    flags.ours.add(index);
    flags.values[name] = checkedValue(token);
    if (value !== undefined && !token.inlineValue) flags.ours.add(index + 1);
    if (shared.includes(name)) flags.shared.push(`--${name}`, flags.values[name]);
  }
  return {
    shared: flags.shared,
    config: flags.values.config,
    place: readPlace(flags.values),
    rest: args.filter((_, index) => !flags.ours.has(index)),
    isDryRun: 'dry-run' in flags.values,
    isHelp: 'help' in flags.values,
  };
}

/** Wrangler also accepts `--dryRun` for `--dry-run`, so we do too. */
function withDashes(arg: string): string {
  return arg.replace(/^--[^=]+/, (name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
}

function isOurs(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}

function checkedValue({
  name,
  rawName,
  value,
}: {
  name: string;
  rawName: string;
  value?: string | undefined;
}): string {
  const isBoolean = isOurs(name) && options[name].type === 'boolean';
  if (isBoolean && value !== undefined) throw new Stopped(`Stopped: ${rawName} takes no value.`);
  if (!isBoolean && !value) throw new Stopped(`Stopped: ${rawName} needs a value.`);
  return value ?? '';
}
