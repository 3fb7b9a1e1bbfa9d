// A real disk that is small enough to be filled: a tmpfs in a mount namespace of its own, which only the command sees that
// runs on it. It goes when the last process on it ends, and takes neither special rights nor a clean-up. Linux only.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** A command in front of another, which then sees a disk of so many MB in the place of `folder`. */
export function onSmallDisk(folder: string, megabytes: number): string[] {
  mkdirSync(folder, { recursive: true });
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$@"`;
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mount, folder];
}

/** Why this machine cannot have such a disk; null where it can. */
export function whyNoSmallDisk(): string | null {
  const [command = '', ...args] = onSmallDisk(tmpdir(), 1);
  const { status, stderr, error } = spawnSync(command, [...args, 'true'], { encoding: 'utf8' });
  if (status === 0) return null;
  return `this machine does not let us mount a small disk: ${error?.message ?? stderr.trim()}`;
}

/** The small disk that a process sees at `folder`, as the others can reach it. */
export const diskOf = (pid: number | undefined, folder: string) => `/proc/${pid}/root${folder}`;

/** Writes until not a byte is free. Returns how to make room again. */
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
