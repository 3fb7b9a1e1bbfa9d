// Writes files that other processes may read meanwhile.

import { renameSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Writes a file atomically: concurrent readers get the old or the new content, never a part. The unfinished file is next to the
 * folder, not in it: a server that starts at the same time reads the whole folder, and would miss a file that is renamed meanwhile.
 */
export function writeWhole(file: string, content: string | Buffer): void {
  const unfinished = `${dirname(file)}.${basename(file)}.${process.pid}.tmp`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}
