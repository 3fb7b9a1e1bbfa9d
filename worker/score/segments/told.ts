// What webhooks were told of a visitor, what is true at a time, and the difference: what to tell now. Pure.

import type { WatchedSegment } from '../../../schema/api/alerts/watched-segment.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { heatThresholds, lowered, outsideLevel } from '../standing/level.ts';
import { isMember, type MemberRow } from './member.ts';

/** What is true of a visitor, or was told. */
export interface Facts {
  readonly cell: string | null;
  readonly identified: boolean;
  /** Ids of segments. */
  readonly segments: readonly string[];
}

/**
 * What was told last (`score.told` has its JSON). `v`: the site's revision whose segments it knows. `also`: what was told of the
 * visitors whose events went to this one, so that being like them is no news; the next comparison uses it up.
 */
export interface Told extends Facts {
  readonly v: number;
  readonly also?: { readonly cells: readonly string[]; readonly segments: readonly string[] };
}

/** What a version is watched for: its model, the segments under this model, and the site's revision. */
export interface Watched {
  readonly compiled: CompiledModel;
  readonly segments: readonly WatchedSegment[];
  readonly revision: number;
}

/** What is to be told. */
export interface News {
  readonly cell: string | null;
  readonly isIdentified: boolean;
  readonly entered: readonly string[];
  readonly left: readonly string[];
}

/** Nothing was told of a new visitor. */
export const nothing: Facts = { cell: null, identified: false, segments: [] };

/** The grade and the level that a row has at `at` (UTC ms); null without a grade, or outside the levels. */
export function cellAt(
  compiled: CompiledModel,
  { grade, level, heat }: Pick<MemberRow, 'grade' | 'level' | 'heat'>,
  at: number,
): string | null {
  if (grade === null || level === outsideLevel) return null;
  return `${grade}${lowered(level, heat, heatThresholds(compiled.model.levels, compiled, at))}`;
}

/** What is true of a row at `at`, UTC ms. */
export function factsAt({ compiled, segments }: Watched, row: MemberRow, at: number): Facts {
  return {
    cell: cellAt(compiled, row, at),
    identified: row.verified !== null,
    segments: segments.flatMap(({ id, filters }) => (isMember(compiled, filters, row, at) ? [id] : [])),
  };
}

/** Whether two facts tell the same. */
export function isSame(a: Facts, b: Facts): boolean {
  return (
    a.cell === b.cell &&
    a.identified === b.identified &&
    a.segments.length === b.segments.length &&
    a.segments.every((id) => b.segments.includes(id))
  );
}

/** The stored text as an object; null if nothing was told, or only before `since`, from which on the site has been watched. */
export function readTold(text: string | null, since: number): Told | null {
  const told = text === null ? null : (JSON.parse(text) as Told);
  return told && told.v >= since ? told : null;
}

/** The text to store. */
export function toldText(
  { revision }: Pick<Watched, 'revision'>,
  { cell, identified, segments }: Facts,
): string {
  return JSON.stringify({ v: revision, cell, identified, segments } satisfies Told);
}

/**
 * What is news. `before`: what was true before whatever has happened, if that is known; it is the baseline of segments that are
 * newer than what was told. Without it, whoever is in one of these was in it before.
 */
export function newsOf(
  { segments }: Pick<Watched, 'segments'>,
  { told, before, now }: { told: Told; before: Facts | null; now: Facts },
): News {
  const news = { entered: [] as string[], left: [] as string[] };
  for (const { id, since } of segments) {
    const isIn = now.segments.includes(id);
    const wasIn = since > told.v ? (before ?? now).segments.includes(id) : told.segments.includes(id);
    if (isIn && !wasIn && !told.also?.segments.includes(id)) news.entered.push(id);
    if (wasIn && !isIn) news.left.push(id);
  }
  const isNewCell = now.cell !== null && now.cell !== told.cell && !told.also?.cells.includes(now.cell);
  return {
    ...news,
    cell: isNewCell ? now.cell : null,
    isIdentified: now.identified && !told.identified,
  };
}

/** Visitors whose events went to another one: those who are that visitor from now on, and others. Null: what was told is not known. */
export interface Sources {
  readonly absorbed: readonly (Told | null)[];
  readonly others: readonly (Told | null)[];
}

/**
 * What counts as told of a visitor who has received events of others. `own`: what was told of this visitor; undefined: it is new.
 * Null: as it is now, nothing is news.
 */
export function inherited(own: Told | null | undefined, { absorbed, others }: Sources): Told | null {
  const sources = [...absorbed, ...others].filter((told) => told !== null);
  if (own === null || (own === undefined && sources.length === 0)) return null;
  const known = absorbed.filter((told) => told !== null);
  const all = own ? [own, ...sources] : sources;
  const same = own ? [own, ...known] : known;
  const united = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())];
  return {
    v: Math.min(...all.map(({ v }) => v)),
    cell: own?.cell ?? null,
    identified: same.some(({ identified }) => identified),
    segments: united(same.map(({ segments }) => segments)),
    also: {
      cells: united(
        sources.map(({ cell, also }) => [...(cell === null ? [] : [cell]), ...(also?.cells ?? [])]),
      ),
      segments: united(all.map(({ segments, also }) => [...segments, ...(also?.segments ?? [])])),
    },
  };
}
