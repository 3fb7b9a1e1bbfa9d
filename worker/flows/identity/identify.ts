// Applies identity claims from the log: identities, ownership of events, and the resulting scores. Works from the log alone,
// so late, repeated, concurrent and out-of-order identifications give the same result.

import { firstWithin } from '../../store/database/first-within.ts';
import { isStale, Stale } from '../../store/database/guard.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { isTransient, refusalOf, rootOf } from '../../store/database/refusal.ts';
import { settleCrowds, writeIdentity } from '../../store/identity/identity.ts';
import {
  type IdentityGraph,
  readIdentityGraphs,
  splitStatement,
} from '../../store/identity/identity-graph.ts';
import type { PendingDevice } from '../../store/identity/pending.ts';
import { changedDevices, type PieceRead, type SplitRow } from '../../store/identity/ties.ts';
import { readSite, type SiteConfig } from '../../store/sites/site-config.ts';
import { deviceKey, remembered } from '../common/known.ts';
import type { Units } from '../common/units.ts';
import { type Resolution, resolve } from './resolution.ts';
import { withScores } from './shared-scores.ts';

/** Lost races before a device is left to the scheduled job; until then it stays in `pending`. */
const maxAttempts = 5;
/** Attempts together with other devices; after these, a device is processed alone. */
const attemptsTogether = 2;

/** Parts into which a failed set is split. */
const partsAfterFault = 4;

/** Devices whose graphs are read, resolved and written together. */
const devicesAtOnce = 500;
/** Events read at once, if some change their owner. A single graph is always read completely. */
const eventsAtOnce = 2_000;

/** Maximum SQL statements per unit; long parameters are split further (store/database/json-rows.ts). */
export const identityStatements = 30;

/** Devices of one site to process together, and the number of this attempt. */
interface Taking {
  site: number;
  devices: string[];
  attempt: number;
}

/**
 * Applies the pending identifications of these devices, in units of many at once. After a lost race, a device is retried, in the
 * end alone. After too many lost races or an error, or without budget, it stays pending for the scheduled job.
 */
export async function* identifying(db: D1Database, devices: readonly PendingDevice[]): Units {
  const queue = [...Map.groupBy(devices, ({ site }) => site)].flatMap(([site, own]) =>
    takings({ site, devices: [...new Set(own.map(({ device }) => device))], attempt: 1 }),
  );
  for (const taking of queue) {
    yield identityStatements;
    queue.push(...(await take(db, taking)));
  }
}

/** The same, as long as this invocation may run more statements. */
export async function applyIdentities(db: D1Database, devices: readonly PendingDevice[]): Promise<void> {
  for await (const statements of identifying(db, devices)) if (statementsLeft(db) < statements) return;
}

/** The same for events that are already stored: after an error they stay marked, and the scheduled job applies them. */
export async function applyOrLeave(db: D1Database, devices: readonly PendingDevice[]): Promise<void> {
  try {
    await applyIdentities(db, devices);
  } catch (error) {
    console.error('identifications are left to the scheduled work', rootOf(error));
  }
}

function takings({ site, devices, attempt }: Taking, most = devicesAtOnce): Taking[] {
  const size = attempt > attemptsTogether ? 1 : most;
  const sets = Array.from({ length: Math.ceil(devices.length / size) }, (_, n) =>
    devices.slice(n * size, (n + 1) * size),
  );
  return attempt > maxAttempts ? [] : sets.map((set) => ({ site, devices: set, attempt }));
}

/** Processes one unit. Returns what must be retried. */
async function take(db: D1Database, taking: Taking): Promise<Taking[]> {
  const { site, devices, attempt } = taking;
  try {
    const { left, raced } = await applyOnce(db, site, devices);
    return [
      ...takings({ ...taking, devices: left }),
      ...takings({ ...taking, devices: raced, attempt: attempt + 1 }),
    ];
  } catch (error) {
    if (isStale(error) || isTransient(error)) return takings({ ...taking, attempt: attempt + 1 });
    if (refusalOf(error)) throw error;
    // A bug, caused by one of them: after a few more splits, all others are done without it.
    if (devices.length > 1) return takings(taking, Math.ceil(devices.length / partsAfterFault));
    console.error(`identifying ${devices} of site #${site} failed`, rootOf(error));
    return [];
  }
}

/** What must be retried: `left` was too much at once, `raced` had a concurrent write. */
interface Again {
  left: string[];
  raced: string[];
}

async function applyOnce(db: D1Database, siteKey: number, devices: string[]): Promise<Again> {
  const site = await readSite(db, siteKey);
  if (!site) return { left: [], raced: [] };
  const { graphs, read, torn } = await readIdentityGraphs(db, siteKey, devices);
  const settled = graphs.filter(isSettledCrowd);
  if (settled.length > 0) await settleCrowds(db, siteKey, settled);
  const open = graphs.filter((graph) => !isSettledCrowd(graph));
  const taken = firstWithin(await resolve(site, open), eventsAtOnce, eventsSharedBy);
  const changed = await writeUnlessRaced(db, site, { resolutions: taken, read });
  const raced = new Set([...torn, ...changed]);
  const written = changed.length > 0 ? [] : taken.map(({ graph }) => graph);
  const done = new Set(devicesOf([...settled, ...written]));
  return {
    left: devices.filter((device) => !done.has(device) && !raced.has(device)),
    raced: devices.filter((device) => !done.has(device) && raced.has(device)),
  };
}

/** Events to read: all events of the graph, if some change their owner. */
function eventsSharedBy({ affected, graph }: Resolution): number {
  return affected.size > 0 ? graph.logs.reduce((sum, { events }) => sum + events, 0) : 0;
}

/** Resolutions, and the data from which their graphs were read. */
interface Resolutions {
  resolutions: readonly Resolution[];
  read: readonly PieceRead[];
}

/** The devices that prevented the write. Throws if the cause was something else. */
async function writeUnlessRaced(db: D1Database, site: SiteConfig, all: Resolutions): Promise<string[]> {
  if (all.resolutions.length === 0) return [];
  try {
    await write(db, site, all);
    return [];
  } catch (error) {
    if (!isStale(error)) throw error;
    const raced = await changedDevices(db, site.key, all.read);
    if (raced.length === 0) throw error;
    return raced;
  }
}

async function write(
  db: D1Database,
  site: SiteConfig,
  {
    resolutions,
    read,
    splitAt = 0,
    also = [],
  }: Resolutions & { splitAt?: number; also?: D1PreparedStatement[] },
): Promise<void> {
  const resolved = await withScores(db, site, { resolutions, splitAt });
  const { key, revision, isWatched } = site;
  await writeIdentity(db, { site: key, revision, isWatched }, { resolved, read, also });
  for (const device of devicesOf(resolved.map(({ graph }) => graph)))
    remembered.stints.delete(deviceKey(site.key, device));
}

function devicesOf(graphs: readonly IdentityGraph[]): string[] {
  return graphs.flatMap(({ devices }) => devices);
}

/** A device of a crowd whose identity is already set. */
function isSettledCrowd({ isCrowd, stints }: IdentityGraph): boolean {
  return isCrowd && stints.length > 0;
}

/** A split to write together with the resolution, computed from the graph; null rejects it. */
export type Splitting = (graph: IdentityGraph) => { split: SplitRow; record: D1PreparedStatement } | null;

/** Splits a device, with all consequences. False after too many lost races, or if rejected. */
export async function applySplit(
  db: D1Database,
  site: number,
  { device, splitting }: { device: string; splitting: Splitting },
): Promise<boolean> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    // Otherwise D1 would throw in the middle.
    if (attempt > 1 && statementsLeft(db) < identityStatements) return false;
    try {
      return await splitOnce(db, site, { device, splitting });
    } catch (error) {
      if (!isStale(error) && !isTransient(error)) throw error;
    }
  }
  return false;
}

async function splitOnce(
  db: D1Database,
  siteKey: number,
  { device, splitting }: { device: string; splitting: Splitting },
): Promise<boolean> {
  const site = await readSite(db, siteKey);
  const { graphs, read, torn } = await readIdentityGraphs(db, siteKey, [device]);
  if (torn.length > 0) throw new Stale('more was tied to a device while it was read');
  const [graph] = graphs;
  if (!site || !graph || isSettledCrowd(graph)) return true;
  const made = splitting(graph);
  if (!made) return false;
  const { split, record } = made;
  const resolutions = await resolve(site, [{ ...graph, splits: [...graph.splits, split] }]);
  const also = [splitStatement(db, siteKey, split), record];
  await write(db, site, { resolutions, read, splitAt: split.at, also });
  return true;
}
