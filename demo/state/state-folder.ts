// The folder that a local server keeps its database and its admin token in.

import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../options.ts';

/** An empty database takes half a megabyte, and SQLite lets its log grow by four before it is folded in. */
const leastRoomBytes = 8 * 1024 * 1024;

/**
 * Makes the folder where it is missing. Throws a StartError where that cannot be, it is a file, or its disk is full:
 * local D1 writes with every query, so that on a full disk not even reading works.
 */
export function makeStateDir(stateDir: string): void {
  try {
    mkdirSync(stateDir, { recursive: true });
    accessSync(stateDir, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(`--state ${stateDir} cannot be written to (${code}). Give another directory.`);
  }
  const { bavail, bsize } = statfsSync(stateDir);
  if (bavail * bsize < leastRoomBytes) {
    const free = Math.floor((bavail * bsize) / 1024);
    throw new StartError(
      `The disk of ${stateDir} is full: ${free} kB are free, and a database needs ${leastRoomBytes / 1024} kB to work with. ` +
        'Make room, or start with a folder on another disk: npm start -- --state DIR',
    );
  }
}

/** Where the token of a state folder is. */
export const tokenFile = (stateDir: string) => join(stateDir, 'admin-token');

/** The token kept in `stateDir`, made there first where there is none: the same on every run. */
export function keptToken(stateDir: string): string {
  const file = tokenFile(stateDir);
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    if (kept) return kept;
  }
  const token = randomBytes(24).toString('base64url');
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return token;
}
