// Runs `npm start` as a child process, like a person or a supervisor.

import { type ChildProcess, spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const root = resolve(import.meta.dirname, '../../..');

/** A server that has printed `ready`. */
export interface RunningServer {
  /** From its `ready` line. */
  url: string;
  process: ChildProcess;
  /** Everything that it has printed so far. */
  printed(): string;
  /** Sends the signal and waits for the end. Returns the exit status, or the name of the signal that ended it. */
  stop(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/**
 * Starts `demo/start.ts` with these arguments and waits for `ready`; rejects with the output if it ends first. `before` is a
 * command that runs the following one in its own process, such as the one of small-disk.ts.
 */
export async function startProcess(args: string[], before: string[] = []): Promise<RunningServer> {
  const [command = '', ...rest] = [...before, process.execPath, 'demo/start.ts', ...args];
  const child = spawn(command, rest, { cwd: root });
  let output = '';
  const ended = new Promise<number | NodeJS.Signals>((end) => {
    child.once('exit', (status, signal) => end(signal ?? status ?? -1));
  });
  const ready = new Promise<string>((found) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const [, url] = /^ready (\S+)$/m.exec(output) ?? [];
      if (url) found(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  const url = await Promise.race([ready, ended]);
  if (typeof url !== 'string' || !url.startsWith('http')) throw new Error(`It ended (${url}): ${output}`);
  return {
    url,
    process: child,
    printed: () => output,
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** A port that was just free; with `two`, the next one was free too. */
export async function freePort(two = false): Promise<number> {
  const port = await listenOnce(0);
  if (!two) return port;
  return listenOnce(port + 1).then(
    () => port,
    () => freePort(true),
  );
}

function listenOnce(port: number): Promise<number> {
  const server = createServer();
  return new Promise((found, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * The database in a state folder, even while a server uses it. miniflare's own database is in the same folder as D1's file.
 */
export function databaseIn(state: string): DatabaseSync {
  const [file, ...others] = globSync('d1/*/*.sqlite', { cwd: state }).filter(
    (name) => !name.includes('metadata'),
  );
  if (file === undefined || others.length > 0) throw new Error(`Not one database in ${state}`);
  // The server may be in the middle of a write.
  return new DatabaseSync(join(state, file), { timeout: 5_000 });
}
