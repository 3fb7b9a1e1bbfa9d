// Which devices, identifiers and visitors are resolved together: walks from devices, merged if they touch.

import { hexOf, uuidFrom, withIds } from '../ids.ts';
import { findNodes, findSettledNodes, maxClaimedNodes, maxNodes } from './graph-sql.ts';
import { type Node, nodeFrom, nodeKey, unite } from './nodes.ts';

/** The result of walks. */
export interface Walk {
  nodes: readonly Node[];
  /** Unapplied claims would tie too many nodes together: these nodes exclude them. */
  isSettled: boolean;
  /** Verified ties alone are too many: the only node is the device. */
  isCrowd: boolean;
}

/** Walks from devices: one statement, and another if claims tie too many nodes together. */
export async function walkFrom(db: D1Database, site: number, devices: readonly string[]): Promise<Walk[]> {
  const along = async (sql: string, from: readonly string[]) => {
    const { results } = await db
      .prepare(sql)
      .bind(site, JSON.stringify(from.map(hexOf)))
      .all();
    return withIds<{ device: string; nodes: string | null }>(results, { device: uuidFrom });
  };
  const walked = await along(findNodes, devices);
  const endless = walked.filter(({ nodes }) => nodes === null).map(({ device }) => device);
  const settled = endless.length > 0 ? await along(findSettledNodes, endless) : [];
  const nodesOf = (json: string) => (JSON.parse(json) as Node[]).map(nodeFrom);
  return [
    ...walked.flatMap(({ nodes }) =>
      nodes === null ? [] : [{ nodes: nodesOf(nodes), isSettled: false, isCrowd: false }],
    ),
    ...settled.map(({ device, nodes }) =>
      nodes === null ? crowdOf(device) : { nodes: nodesOf(nodes), isSettled: true, isCrowd: false },
    ),
  ];
}

function crowdOf(device: string): Walk {
  return { nodes: [['device', device]], isSettled: true, isCrowd: true };
}

/**
 * Merges walks that touch. Neither walk knows of the other, because what their devices name is new to both. If the merged nodes
 * would be too many, only the first walks are returned: when the others are processed, these are settled.
 */
export function groupsOf(walks: readonly Walk[]): Walk[] {
  const groups = unite(walks.map(({ nodes }) => nodes));
  const placeOf = new Map(groups.flatMap((nodes, place) => nodes.map((node) => [nodeKey(node), place])));
  const walksOf = Map.groupBy(walks, ({ nodes: [node] }) => placeOf.get(nodeKey(node as Node)) as number);
  return groups.flatMap((nodes, place) => {
    const own = walksOf.get(place) ?? [];
    const isSettled = own.some((walk) => walk.isSettled);
    const isCrowd = own.some((walk) => walk.isCrowd);
    const most = own.every((walk) => walk.isSettled) ? maxNodes : maxClaimedNodes;
    if (own.length === 1 || nodes.length <= most) return [{ nodes, isSettled, isCrowd }];
    return groupsOf(firstTogether(own, most));
  });
}

/** The first walks that together have at most `most` nodes. */
function firstTogether(walks: readonly Walk[], most: number): Walk[] {
  const reached = new Set<string>();
  return walks.filter(({ nodes }, place) => {
    const keys = nodes.map(nodeKey);
    const more = keys.filter((key) => !reached.has(key));
    if (place > 0 && reached.size + more.length > most) return false;
    for (const key of more) reached.add(key);
    return true;
  });
}
