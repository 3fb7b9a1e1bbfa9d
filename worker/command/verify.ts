// `npm run verify`: recomputes every score of a site from the log, on a running instance, and prints the differences.
// Runs on your machine only; not part of the Worker.

import type { Verification } from '../../schema/api/sites/verify.ts';
import { CommandError, commonOptions, readCommandLine, runCommand } from './call.ts';

const usage = `npm run verify -- [options]

${commonOptions}

Recomputes every score from the log and compares it with the stored one. Prints each difference, with the event that
explains it if there is one, and corrects the stored score. Exits with 1 if there were differences.`;

/** Runs the command; `isFine` is false if anything differed. Throws a CommandError. */
async function verify(args: string[], env: NodeJS.ProcessEnv): Promise<{ text: string; isFine: boolean }> {
  const line = readCommandLine(args, env, usage);
  if (line === 'help') return { text: usage, isFine: true };
  if (line.words.length > 0 || line.model !== undefined) throw new CommandError(usage);
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
      ? `${checked} scores recomputed from the log: no differences.`
      : `${checked} scores recomputed from the log: ${differing.length} differed, ${mended} of them corrected.`;
  return { text: [...differing.flatMap(linesOf), summary].join('\n'), isFine: differing.length === 0 };
}

function linesOf({ model, visitor, differences, isMended }: Verification['differing'][number]): string[] {
  return [
    `${visitor}, model ${model}${isMended ? '' : ' (not corrected)'}`,
    ...differences.map(
      ({ what, stored, folded, event }) =>
        `  ${what}: stored ${stored}, recomputed ${folded}${event === null ? '' : `; event ${event}`}`,
    ),
  ];
}

await runCommand(verify);
