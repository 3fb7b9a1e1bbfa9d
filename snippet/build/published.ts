// The published builds, kept in the repository. Pages pin them by name and digest, so every version serves them unchanged.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Their folder. It does not exist before the first release. */
export const publishedFolder = join(import.meta.dirname, '../published');

/** A build that must not be served or published. The message says which one, why, and what to do. */
export class UnsoundBuild extends Error {}

/** The name that pins a build: `l.<hash>.js`, with the first ten hex digits of its SHA-256. */
export function pinnedName(content: Buffer): string {
  return `l.${createHash('sha256').update(content).digest('hex').slice(0, 10)}.js`;
}

/** Every script in the folder, by name. Throws UnsoundBuild if the hash in a name does not match the content. */
export function readPublished(folder = publishedFolder): Map<string, Buffer> {
  const builds = new Map<string, Buffer>();
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')) : [];
  for (const name of names) {
    const content = readFileSync(join(folder, name));
    const expected = pinnedName(content);
    if (name !== expected)
      throw new UnsoundBuild(
        `${join(folder, name)} has changed since it was published: its content belongs to ${expected}. ` +
          'Restore it with "git checkout". Browsers would block the changed file on pages that pin it.',
      );
    builds.set(name, content);
  }
  return builds;
}
