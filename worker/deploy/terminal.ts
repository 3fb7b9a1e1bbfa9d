// Whether a person reads the output and can answer, or it goes to a build log.

import { createInterface } from 'node:readline/promises';
import { Stopped } from './stopped.ts';

export interface Terminal {
  /** A person can answer questions. Wrangler uses the same criteria. */
  isInteractive: boolean;
  /** Others can read the output later: no secret may be printed. */
  isBuildLog: boolean;
  say(line: string): void;
  /** Throws Stopped when the input ends without an answer. */
  ask(question: string): Promise<string>;
}

export type Environment = Record<string, string | undefined>;

/** The terminal that this process runs in. */
export function thisTerminal(env: Environment): Terminal {
  const isBuildLog = !process.stdout.isTTY || isSet(env.CI) || isSet(env.WORKERS_CI);
  return {
    isBuildLog,
    isInteractive: !isBuildLog && Boolean(process.stdin.isTTY),
    say: (line) => console.log(line),
    ask,
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value);
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<never>((_, reject) => {
    lines.once('close', () => reject(new Stopped('\nStopped: no answer.')));
  });
  try {
    return await Promise.race([lines.question(question), closed]);
  } finally {
    closed.catch(() => {}); // We close it ourselves below, which is not the end of the input.
    lines.close();
  }
}
