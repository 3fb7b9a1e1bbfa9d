// `npm test` checks format, types and build side by side: none hides what another says.

import { expect, test } from 'vitest';
import { runSideBySide } from '../../support/run/side-by-side.ts';

/** A shell command that prints a word on each stream a little later and ends with a status. */
const command = (word: string, status: number, ms: number) =>
  `node -e "console.log('${word} out'); setTimeout(() => { console.error('${word} err'); process.exit(${status}) }, ${ms})"`;

test('each is printed in one piece, and those that failed are named', async () => {
  const commands = [command('slow', 2, 200), command('quick', 0, 0), command('broken', 1, 20)];
  const pieces: string[] = [];
  const failed = await runSideBySide(commands, (text) => pieces.push(text));
  expect(pieces.sort()).toEqual(['broken', 'quick', 'slow'].map((word) => `${word} out\n${word} err\n`));
  expect(failed).toEqual([commands[0], commands[2]]);
});

test('a command that is not there has failed', async () => {
  expect(await runSideBySide(['no-such-command-here'], () => {})).toEqual(['no-such-command-here']);
});
