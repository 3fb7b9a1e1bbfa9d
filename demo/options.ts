// The options of `npm start`, read and checked before anything starts.

import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `npm start -- [options]

  --port N      serve on http://localhost:N, and the demo site on N + 1   (default: 8787)
  --state DIR   keep the database in DIR   (default: .leadlight/demo, or .leadlight/own with --no-demo)
  --token T     admin token   (default: generated once and kept with the database)
  --no-demo     start without the demo site and its visitors
  --limits      turn the rate limits on`;

/** The parsed options of `npm start`. */
export interface StartOptions {
  port: number;
  stateDir: string;
  /** Null: the token kept with the database. */
  token: string | null;
  demo: boolean;
  limits: boolean;
}

/** A problem with the command line or the machine. The message is shown to the user. */
export class StartError extends Error {}

/** What to print about an error at the start: a sentence for expected errors, the whole error for others. */
export function sayWhy(error: unknown): unknown {
  if (error instanceof StartError) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return isFull
    ? `The disk is full: cannot write ${path ?? 'a file'} (${code}). Free some space first.`
    : error;
}

/** Parses the arguments after `npm start --`. Throws a StartError that says what is wrong and what is allowed. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv = process.env): StartOptions | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  // npm keeps `npm start --no-demo`, without the `--` before it, for itself, and hands it on as an empty setting.
  const demo = !values['no-demo'] && env.npm_config_demo !== '';
  const port = Number(values.port ?? 8787);
  const highest = demo ? 65_534 : 65_535;
  if (!Number.isInteger(port) || port < 1 || port > highest) {
    throw new StartError(`--port ${values.port}: must be an integer from 1 to ${highest}, such as 8787.`);
  }
  if (values.state === '') throw new StartError('--state: needs a folder, such as .leadlight/own.');
  if (values.token === '') throw new StartError('--token: needs a token. Omit the option to generate one.');
  return {
    port,
    stateDir: resolve(values.state ?? (demo ? '.leadlight/demo' : '.leadlight/own')),
    token: values.token ?? null,
    demo,
    limits: values.limits ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        state: { type: 'string' },
        token: { type: 'string' },
        'no-demo': { type: 'boolean' },
        limits: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [complaint] = String((error as Error).message).split('. ');
    throw new StartError(`${complaint}.\n\n${usage}`);
  }
}

/** Throws a StartError if another process listens on the port. */
export async function requireFree(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolveFree, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code})`;
      reject(new StartError(`Port ${port} ${reason}. Use another one: npm start -- --port ${port + 10}`));
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolveFree()));
  });
}
