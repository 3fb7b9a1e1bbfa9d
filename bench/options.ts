// The command line of `npm run bench`, read and checked before anything is measured.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

/** What is to be measured, and where the figures go besides the screen. */
export interface BenchOptions {
  names: string[];
  /** An access log to replay. */
  trace: string | null;
  /** Forms to fill in and send. */
  forms: string | null;
  json: string | null;
}

/** What is wrong with the command line, for the person who typed it. */
export class OptionError extends Error {}

/** Reads the arguments after `npm run bench --`. `help` where they ask for it. Throws an OptionError. */
export function readOptions(args: string[], known: string[]): BenchOptions | 'help' {
  const { values, positionals } = parse(args, known);
  if (values.help) return 'help';
  const { trace = null, forms = null, json = null } = values;
  if (positionals.includes('forms') && forms === null) throw new OptionError('forms needs --forms FILE.');
  const names = positionals.filter((name) => name !== 'forms');
  const asked = names.includes('all') ? known : names;
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new OptionError(`There is no benchmark ${unknown}.\n\n${usage(known)}`);
  for (const [option, file] of Object.entries({ trace, forms }))
    if (file !== null && !existsSync(file))
      throw new OptionError(`--${option} ${file}: there is no such file.`);
  if (json !== null && !existsSync(dirname(json))) {
    throw new OptionError(`--json ${json}: there is no directory ${dirname(json)}.`);
  }
  const isEnough = asked.length > 0 || trace !== null || forms !== null;
  return { names: isEnough ? asked : known, trace, forms, json };
}

/** How to call it. */
export function usage(known: string[]): string {
  return `npm run bench -- [NAME …] [options]

  NAME          ${known.join(', ')}, or all   (all, unless --trace or --forms is given)
  --trace FILE  replay an access log in combined format, gzipped if its name ends in .gz
  --forms FILE  fill in and send labelled forms, JSON lines, gzipped if its name ends in .gz
  --json FILE   write the figures`;
}

function parse(args: string[], known: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        trace: { type: 'string' },
        forms: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [complaint] = String((error as Error).message).split('. ');
    throw new OptionError(`${complaint}.\n\n${usage(known)}`);
  }
}
