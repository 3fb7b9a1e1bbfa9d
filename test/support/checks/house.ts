// The structure of the code: which file imports which, and circular imports.

import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { importsOf } from './import-rules.ts';

/** The files that each file (a path from the root) imports. */
export function importGraph(files: readonly string[]): Map<string, Set<string>> {
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const targets = importsOf(readFileSync(file, 'utf8'))
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => posix.normalize(posix.join(posix.dirname(file), specifier)));
      return [file, new Set(targets.filter((target) => known.has(target)))];
    }),
  );
}

/** The same for folders. */
export function folderGraph(graph: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const [file, targets] of graph) {
    const from = posix.dirname(file);
    const known = folders.get(from) ?? new Set();
    folders.set(from, known);
    for (const target of targets) if (posix.dirname(target) !== from) known.add(posix.dirname(target));
  }
  return folders;
}

/** Circles in a graph, each as the names along it. Of circles that share a name, finds at least one. */
export function circlesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const begin = path.indexOf(name);
    if (begin >= 0) circles.push([...path.slice(begin), name]);
    if (begin >= 0 || done.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return circles;
}

/** The names in each folder of these files. */
export function namesByFolder(files: readonly string[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const file of files) {
    for (let path = file; path !== '.'; path = posix.dirname(path)) {
      const folder = posix.dirname(path);
      const known = names.get(folder) ?? new Set();
      names.set(folder, known.add(posix.basename(path)));
    }
  }
  return names;
}
