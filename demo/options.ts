// The options of `npm start`, read and checked before anything starts.

import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `npm start -- [options]

  --port N      serve on http://localhost:N, and the demo site on N + 1   (8787)
  --state DIR   keep the database in DIR, between runs too   (.leadlight/demo; with --no-demo .leadlight/own)
  --token T     the admin token   (made once and kept with the database)
  --no-demo     no demo site and no demo visitors
  --limits      keep the rate limits, which are off otherwise`;

/** What `npm start` was asked for. */
export interface StartOptions {
  port: number;
  stateDir: string;
  /** Null: the one that is kept with the database. */
  token: string | null;
  demo: boolean;
  limits: boolean;
}

/** What is wrong with the command line or the machine, in words for the person who started us. */
export class StartError extends Error {}

/** What to print of an error that kept us from starting: a sentence where there is one, else all that is known of it. */
export function sayWhy(error: unknown): unknown {
  if (error instanceof StartError) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return isFull
    ? `The disk is full: ${path ?? 'a file'} could not be written (${code}). Make room first.`
    : error;
}

/** Reads the arguments after `npm start --`. Throws a StartError that says what is wrong and what would do. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv = process.env): StartOptions | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  // npm keeps `npm start --no-demo`, without the `--` before it, for itself, and hands it on as an empty setting.
  const demo = !values['no-demo'] && env.npm_config_demo !== '';
  const port = Number(values.port ?? 8787);
  const highest = demo ? 65_534 : 65_535;
  if (!Number.isInteger(port) || port < 1 || port > highest) {
    throw new StartError(`--port ${values.port}: give a whole number from 1 to ${highest}, such as 8787.`);
  }
  if (values.state === '') throw new StartError('--state: give a directory, such as .leadlight/own.');
  if (values.token === '') throw new StartError('--token: give a token, or leave the option out.');
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
    throw new StartError(`${complaint}. The options are:\n\n${usage}`);
  }
}

/** Throws a StartError where something else listens on the port. */
export async function requireFree(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolveFree, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code})`;
      reject(new StartError(`Port ${port} ${reason}. Choose another: npm start -- --port ${port + 10}`));
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolveFree()));
  });
}
