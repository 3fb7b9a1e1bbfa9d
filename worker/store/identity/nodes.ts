// Nodes of identity graphs, and the groups that they form.

import { hexOf, uuidFrom, visitorFrom } from '../ids.ts';

/** A device, an identifier or a visitor: kind and value. */
export type Node = readonly [kind: 'device' | 'email' | 'userId' | 'visitor', value: string];

export function nodeKey([kind, value]: Node): string {
  return `${kind} ${value}`;
}

/** A node for JSON, with ids as hex. */
export function hexNode([kind, value]: Node): Node {
  return [kind, kind === 'device' || kind === 'visitor' ? hexOf(value) : value];
}

/** The node from JSON. */
export function nodeFrom([kind, value]: Node): Node {
  if (kind === 'device') return [kind, uuidFrom(value)];
  return [kind, kind === 'visitor' ? visitorFrom(value) : value];
}

/** Merges groups that share a node, so that each node is in exactly one group, once. */
export function unite(groups: readonly (readonly Node[])[]): Node[][] {
  const groupOf = new Map<string, Map<string, Node>>();
  for (const group of groups) {
    const whole = new Map(group.map((node) => [nodeKey(node), node]));
    const touched = new Set([...whole.keys()].map((key) => groupOf.get(key)));
    for (const other of touched) for (const [key, node] of other ?? []) whole.set(key, node);
    for (const key of whole.keys()) groupOf.set(key, whole);
  }
  return [...new Set(groupOf.values())].map((group) => [...group.values()]);
}
