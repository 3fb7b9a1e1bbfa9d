// The command line of `npm run bench`, parsed and checked before the benchmarks run.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

/** Which benchmarks to run, and the file for the figures. */
export interface BenchOptions {
  names: string[];
  /** An access log to replay. */
  trace: string | null;
  json: string | null;
}

/** An invalid command line. The message is shown to the user. */
export class OptionError extends Error {}

/** Parses the arguments after `npm run bench --`; `help` if they include `--help`. Throws an OptionError. */
export function readOptions(args: string[], known: string[]): BenchOptions | 'help' {
  const { values, positionals } = parse(args, known);
  if (values.help) return 'help';
  const { trace = null, json = null } = values;
  const asked = positionals.includes('all') ? known : positionals;
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new OptionError(`Unknown benchmark: ${unknown}.\n\n${usage(known)}`);
  if (trace !== null && !existsSync(trace)) throw new OptionError(`--trace ${trace}: file not found.`);
  if (json !== null && !existsSync(dirname(json))) {
    throw new OptionError(`--json ${json}: folder ${dirname(json)} not found.`);
  }
  return { names: asked.length > 0 || trace !== null ? asked : known, trace, json };
}

/** The help text. */
export function usage(known: string[]): string {
  return `npm run bench -- [NAME …] [options]

  NAME          ${known.join(', ')}, or all   (default: all, or none with --trace)
  --trace FILE  replay an access log in combined format (.gz: gzipped)
  --json FILE   write the figures to FILE`;
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
