// What the commands that talk to a running instance share: their options, and calls that fail in words.

import { parseArgs } from 'node:util';
import type { Problem } from '../../schema/api/shared.ts';

/** Help on the options that all commands have. */
export const commonOptions = `  --url URL     where Leadlight runs   (http://localhost:8787)
  --site ID     the site   (demo)
  --token T     a token with the role editor   ($LEADLIGHT_TOKEN)`;

/** What is wrong, in words for the person who called. */
export class CommandError extends Error {}

/** A call below `/v1/sites/{site}`: the answer's JSON. Throws a CommandError with what was answered instead. */
export type Call = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

/** A command line taken apart. */
export interface CommandLine {
  words: string[];
  site: string;
  call: Call;
}

/** Reads the arguments; `help` where that is asked for. Throws a CommandError, with `usage` where they make no sense. */
export function readCommandLine(args: string[], env: NodeJS.ProcessEnv, usage: string): CommandLine | 'help' {
  const { positionals: words, values } = parse(args, usage);
  if (values.help) return 'help';
  const { url = 'http://localhost:8787', site = 'demo', token = env.LEADLIGHT_TOKEN } = values;
  const call: Call = (...asked) => {
    if (!token) throw new CommandError('Give a token: --token T, or the variable LEADLIGHT_TOKEN.');
    return callWith(`${url.replace(/\/$/, '')}/v1/sites/${encodeURIComponent(site)}`, token)(...asked);
  };
  return { words, site, call };
}

function parse(args: string[], usage: string) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { url: text, site: text, token: text, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${usage}`);
  }
}

function callWith(base: string, token: string): Call {
  return async <Answer>(method: string, path: string, body?: unknown) => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: Error) => {
      const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
      throw new CommandError(`${base} does not answer${cause}. Is Leadlight running there? See --url.`);
    });
    const answer = (await response.json().catch(() => null)) as unknown;
    if (response.ok && answer !== null) return answer as Answer;
    const { detail = '', errors = [] } = (answer ?? {}) as Partial<Problem>;
    const all = errors.map(({ path: place, message }) => `  ${place || 'the body'}: ${message}`);
    throw new CommandError([`${response.status} ${detail}`.trim(), ...all].join('\n'));
  };
}

/** Runs a command of this process: prints what it answers, or what is wrong, and sets the exit status. */
export async function runCommand(
  command: (args: string[], env: NodeJS.ProcessEnv) => Promise<{ text: string; isFine: boolean }>,
): Promise<void> {
  try {
    const { text, isFine } = await command(process.argv.slice(2), process.env);
    console.log(text);
    if (!isFine) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
