// A real disk that is small enough to fill: a tmpfs in its own mount namespace, visible only to the command that runs on it.
// It is removed when its last process ends, and needs no special rights and no clean-up. Linux only.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** A command to put before another one, which then sees a disk of this many MB at `folder`. */
export function onSmallDisk(folder: string, megabytes: number): string[] {
  mkdirSync(folder, { recursive: true });
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$@"`;
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mount, folder];
}

/** Why this machine cannot have such a disk; null if it can. */
export function whyNoSmallDisk(): string | null {
  const [command = '', ...args] = onSmallDisk(tmpdir(), 1);
  const { status, stderr, error } = spawnSync(command, [...args, 'true'], { encoding: 'utf8' });
  if (status === 0) return null;
  return `this machine does not let us mount a small disk: ${error?.message ?? stderr.trim()}`;
}

/** The path by which other processes reach the small disk that a process sees at `folder`. */
export const diskOf = (pid: number | undefined, folder: string) => `/proc/${pid}/root${folder}`;

/** Writes until no byte is free. Returns a function that frees the space again. */
export function fillDisk(disk: string): () => void {
  const file = `${disk}/filler`;
  const filler = openSync(file, 'w');
  try {
    for (;;) writeSync(filler, Buffer.alloc(4096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(filler);
  }
  return () => rmSync(file);
}
