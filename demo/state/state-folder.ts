// The folder in which a local server keeps its database and its admin token.

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

/** An empty database takes half a megabyte, and SQLite lets its log grow to four megabytes before a checkpoint. */
const leastRoomBytes = 8 * 1024 * 1024;

/**
 * Creates the folder if it is missing. Throws a StartError if it cannot be created, is a file, or if its disk is full:
 * local D1 writes with every query, so on a full disk even reads fail.
 */
export function makeStateDir(stateDir: string): void {
  try {
    mkdirSync(stateDir, { recursive: true });
    accessSync(stateDir, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(`--state ${stateDir}: the folder is not writable (${code}). Use another one.`);
  }
  const { bavail, bsize } = statfsSync(stateDir);
  if (bavail * bsize < leastRoomBytes) {
    const free = Math.floor((bavail * bsize) / 1024);
    throw new StartError(
      `The disk of ${stateDir} is full: ${free} kB are free, but the database needs ${leastRoomBytes / 1024} kB. ` +
        'Free some space, or use a folder on another disk: npm start -- --state DIR',
    );
  }
}

/** The file with the token of a state folder. */
export const tokenFile = (stateDir: string) => join(stateDir, 'admin-token');

/** The token stored in `stateDir`, the same on every run. Generates it the first time. */
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
