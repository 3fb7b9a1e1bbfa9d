// The command line of `npm run bench`, read and checked before anything is measured.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

/** What is to be measured, and where the figures go besides the screen. */
export interface BenchOptions {
  names: string[];
  /** An access log to replay. */
  trace: string | null;
  json: string | null;
}

/** What is wrong with the command line, for the person who typed it. */
export class OptionError extends Error {}

/** Reads the arguments after `npm run bench --`. `help` where they ask for it. Throws an OptionError. */
export function readOptions(args: string[], known: string[]): BenchOptions | 'help' {
  const { values, positionals } = parse(args, known);
  if (values.help) return 'help';
  const { trace = null, json = null } = values;
  const asked = positionals.includes('all') ? known : positionals;
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new OptionError(`There is no benchmark ${unknown}.\n\n${usage(known)}`);
  if (trace !== null && !existsSync(trace)) throw new OptionError(`--trace ${trace}: there is no such file.`);
  if (json !== null && !existsSync(dirname(json))) {
    throw new OptionError(`--json ${json}: there is no directory ${dirname(json)}.`);
  }
  return { names: asked.length > 0 || trace !== null ? asked : known, trace, json };
}

/** How to call it. */
export function usage(known: string[]): string {
  return `npm run bench -- [NAME …] [options]

  NAME          ${known.join(', ')}, or all   (all, unless --trace is given)
  --trace FILE  replay an access log in combined format, gzipped if its name ends in .gz
  --json FILE   write the figures`;
}

function parse(args: string[], known: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        trace: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [complaint] = String((error as Error).message).split('. ');
    throw new OptionError(`${complaint}.\n\n${usage(known)}`);
  }
}
