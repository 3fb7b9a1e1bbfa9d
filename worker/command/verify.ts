// `npm run verify`: refolds every visitor of a site from the log, on a running instance, and says what differed.
// Runs on your machine and is no part of the Worker.

import type { Verification } from '../../schema/api/verify.ts';
import { CommandError, commonOptions, readCommandLine, runCommand } from './call.ts';

const usage = `npm run verify -- [options]

${commonOptions}

Refolds every visitor from the log and compares with the stored scores. What differs is named, with the event that
explains it where there is one, and mended. Ends with 1 when anything differed.`;

/** Runs the command; not fine where anything differed. Throws a CommandError. */
async function verify(args: string[], env: NodeJS.ProcessEnv): Promise<{ text: string; isFine: boolean }> {
  const line = readCommandLine(args, env, usage);
  if (line === 'help') return { text: usage, isFine: true };
  if (line.words.length > 0) throw new CommandError(usage);
  const differing: Verification['differing'] = [];
  let checked = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const step: Verification = await line.call('POST', `/verify${query}`);
    checked += step.checked;
    differing.push(...step.differing);
    cursor = step.nextCursor;
  }
  const mended = differing.filter(({ isMended }) => isMended).length;
  const summary =
    differing.length === 0
      ? `${checked} scores refolded from the log: all as stored.`
      : `${checked} scores refolded from the log: ${differing.length} differed, ${mended} of them mended.`;
  return { text: [...differing.flatMap(linesOf), summary].join('\n'), isFine: differing.length === 0 };
}

function linesOf({ model, visitor, differences, isMended }: Verification['differing'][number]): string[] {
  return [
    `${visitor}, by the model ${model}${isMended ? '' : ' (not mended)'}`,
    ...differences.map(
      ({ what, stored, folded, event }) =>
        `  ${what}: stored ${stored}, by the log ${folded}${event === null ? '' : `; event ${event}`}`,
    ),
  ];
}

await runCommand(verify);
