// The command line of `npm run bench`, parsed and checked before the benchmarks run.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

/** Which benchmarks to run, and the file for the figures. */
export interface BenchOptions {
  names: string[];
  /** An access log to replay. */
  trace: string | null;
  /** Forms to fill in and send. */
  forms: string | null;
  /** Shop sessions to predict. */
  shoppers: string | null;
  json: string | null;
}

/** An invalid command line. The message is shown to the user. */
export class OptionError extends Error {}

/** Parses the arguments after `npm run bench --`; `help` if they include `--help`. Throws an OptionError. */
export function readOptions(args: string[], known: string[]): BenchOptions | 'help' {
  const { values, positionals } = parse(args, known);
  if (values.help) return 'help';
  const { trace = null, forms = null, shoppers = null, json = null } = values;
  if (positionals.includes('forms') && forms === null) throw new OptionError('forms needs --forms FILE.');
  if (positionals.includes('shoppers') && shoppers === null)
    throw new OptionError('shoppers needs --shoppers FILE.');
  const names = positionals.filter((name) => name !== 'forms' && name !== 'shoppers');
  const asked = names.includes('all') ? known : names;
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new OptionError(`Unknown benchmark: ${unknown}.\n\n${usage(known)}`);
  for (const [option, file] of Object.entries({ trace, forms, shoppers }))
    if (file !== null && !existsSync(file)) throw new OptionError(`--${option} ${file}: file not found.`);
  if (json !== null && !existsSync(dirname(json))) {
    throw new OptionError(`--json ${json}: folder ${dirname(json)} not found.`);
  }
  const isEnough = asked.length > 0 || trace !== null || forms !== null || shoppers !== null;
  return { names: isEnough ? asked : known, trace, forms, shoppers, json };
}

/** The help text. */
export function usage(known: string[]): string {
  return `npm run bench -- [NAME …] [options]

  NAME          ${known.join(', ')}, or all   (default: all, or none with --trace, --forms or --shoppers)
  --trace FILE  replay an access log in combined format (.gz: gzipped)
  --forms FILE  fill in and submit labelled forms, JSON lines (.gz: gzipped)
  --shoppers FILE  predict who of shop sessions buys, CSV with the columns of UCI's Online Shoppers
  --json FILE   write the figures to FILE`;
}

function parse(args: string[], known: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        trace: { type: 'string' },
        forms: { type: 'string' },
        shoppers: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [complaint] = String((error as Error).message).split('. ');
    throw new OptionError(`${complaint}.\n\n${usage(known)}`);
  }
}
