// Code shared by the commands that talk to a running instance: their options, and API calls with readable errors.

import { parseArgs } from 'node:util';
import type { Problem } from '../../schema/api/shared.ts';

/** Help text for the options that all commands have. */
export const commonOptions = `  --url URL     URL of the instance   (default: http://localhost:8787)
  --site ID     site   (default: demo)
  --token T     API token with the role editor   (default: $LEADLIGHT_TOKEN)`;

/** An error whose message is shown to the user. `status`: of the API's answer, if it is one. */
export class CommandError extends Error {
  readonly status: number | null;
  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** Calls the API below `/v1/sites/{site}` and returns the JSON. Throws a CommandError with the API's error message. */
export type Call = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

/** A parsed command line. */
export interface CommandLine {
  words: string[];
  site: string;
  /** `--model`, for commands that have it. */
  model?: string | undefined;
  call: Call;
}

/** Parses the arguments; `help` if they include `--help`. Throws a CommandError that ends with `usage` if they are invalid. */
export function readCommandLine(args: string[], env: NodeJS.ProcessEnv, usage: string): CommandLine | 'help' {
  const { positionals: words, values } = parse(args, usage);
  if (values.help) return 'help';
  const { url = 'http://localhost:8787', site = 'demo', token = env.LEADLIGHT_TOKEN } = values;
  const call: Call = (...asked) => {
    if (!token) throw new CommandError('Token missing: use --token T, or set LEADLIGHT_TOKEN.');
    return callWith(`${url.replace(/\/$/, '')}/v1/sites/${encodeURIComponent(site)}`, token)(...asked);
  };
  return { words, site, model: values.model, call };
}

function parse(args: string[], usage: string) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { url: text, site: text, token: text, model: text, help: { type: 'boolean', short: 'h' } },
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
      throw new CommandError(`Cannot reach ${base}${cause}. Is Leadlight running there? Check --url.`);
    });
    const answer = (await response.json().catch(() => null)) as unknown;
    if (response.ok && answer !== null) return answer as Answer;
    const { detail = '', errors = [] } = (answer ?? {}) as Partial<Problem>;
    const all = errors.map(({ path: place, message }) => `  ${place || 'the body'}: ${message}`);
    throw new CommandError([`${response.status} ${detail}`.trim(), ...all].join('\n'), response.status);
  };
}

/** Runs this process's command, prints its output or its error, and sets the exit status. */
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
