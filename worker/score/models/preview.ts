// Counts what a model would change: adds two standings of each visitor to a tally that is plain JSON. Pure.

import type { Reason } from '../standing/standing-now.ts';
import { newRanking, type Ranking, type Sides } from './ranking.ts';

/** A visitor's standing under one of the two models. `cell` is null if the grade is unknown, or outside the levels. */
export interface PreviewedStanding {
  score: number;
  status: string;
  cell: string | null;
}

/** A visitor under both models; `reasons` are all rules with points. */
export interface Previewed {
  /** Only the id, so that no name of an erased person stays here. */
  visitor: string;
  before: PreviewedStanding & { reasons: readonly Reason[] };
  after: PreviewedStanding & { reasons: readonly Reason[] };
  /** The scores for the distribution: just before the first sale, or now. */
  scores: Sides;
}

/** A rule's part in a change, in current points. */
export interface ChangedReason {
  rule: string;
  label: string;
  before: number;
  after: number;
}

/** A visitor whose score changes much, with the rules that cause it, largest first. */
export interface Mover {
  visitor: string;
  before: PreviewedStanding;
  after: PreviewedStanding;
  reasons: ChangedReason[];
}

/** Counts by name. */
type Counts = Record<string, number>;

/** The counts so far. `scores`: the number of visitors by score in tenths of a point. */
export interface Tally {
  visitors: number;
  statuses: { before: Counts; after: Counts };
  cells: { before: Counts; after: Counts };
  /** By JSON of [from, to]. */
  moves: Counts;
  movers: Mover[];
  scores: { before: Counts; after: Counts };
  ranking: Ranking;
}

/** The number of listed movers. */
const moverCount = 20;

/** The number of listed rules per mover. */
const reasonCount = 3;

/** An empty tally. `isFitted`: the draft's points were fitted to the sales of half of the people, so the other half is ranked. */
export function newTally({ isFitted } = { isFitted: false }): Tally {
  const both = () => ({ before: {}, after: {} });
  return {
    visitors: 0,
    statuses: both(),
    cells: both(),
    moves: {},
    movers: [],
    scores: both(),
    ranking: newRanking(isFitted),
  };
}

/** Counts a visitor. Mutates the tally. */
export function count(tally: Tally, previewed: Previewed): void {
  tally.visitors++;
  for (const side of ['before', 'after'] as const) {
    const { status, cell } = previewed[side];
    add(tally.statuses[side], status);
    if (cell !== null) add(tally.cells[side], cell);
    add(tally.scores[side], String(Math.round(previewed.scores[side] * 10)));
  }
  const { before, after } = previewed;
  if (before.status !== after.status) add(tally.moves, JSON.stringify([before.status, after.status]));
  if (before.score !== after.score) keepMover(tally.movers, previewed);
}

function add(counts: Counts, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** Largest changes first. The other criteria make the order independent of the order of visitors. */
function byMove(a: Mover, b: Mover): number {
  const move = ({ before, after }: Mover) => Math.abs(after.score - before.score);
  return move(b) - move(a) || (a.visitor < b.visitor ? -1 : 1);
}

function keepMover(movers: Mover[], { visitor, before, after }: Previewed): void {
  const bare = ({ score, status, cell }: PreviewedStanding) => ({ score, status, cell });
  const mover: Mover = { visitor, before: bare(before), after: bare(after), reasons: [] };
  const last = movers.at(-1);
  if (last && movers.length === moverCount && byMove(mover, last) > 0) return;
  mover.reasons = changedReasons(before.reasons, after.reasons);
  movers.push(mover);
  movers.sort(byMove);
  movers.length = Math.min(movers.length, moverCount);
}

function changedReasons(before: readonly Reason[], after: readonly Reason[]): ChangedReason[] {
  const changed = new Map<string, ChangedReason>();
  for (const { rule, label, worth } of before) changed.set(rule, { rule, label, before: worth, after: 0 });
  for (const { rule, label, worth } of after) {
    changed.set(rule, { rule, label, before: changed.get(rule)?.before ?? 0, after: worth });
  }
  const change = (reason: ChangedReason) => Math.abs(reason.after - reason.before);
  return [...changed.values()]
    .filter((reason) => change(reason) > 0)
    .sort((a, b) => change(b) - change(a) || (a.rule < b.rule ? -1 : 1))
    .slice(0, reasonCount);
}

/** The reported percentiles. */
const percentiles = [10, 25, 50, 75, 90, 99, 100] as const;

/** The score at a percentile, to a tenth of a point. */
export interface Percentile {
  percentile: number;
  before: number;
  after: number;
}

/** The distribution of scores under each model; empty without visitors. */
export function distribution({ visitors, scores }: Tally): Percentile[] {
  if (visitors === 0) return [];
  return percentiles.map((percentile) => {
    const place = Math.ceil((visitors * percentile) / 100);
    return { percentile, before: scoreOf(place, scores.before), after: scoreOf(place, scores.after) };
  });
}

/** The score at this rank, from 1, lowest first. */
function scoreOf(place: number, scores: Counts): number {
  let passed = 0;
  for (const tenths of Object.keys(scores).sort((a, b) => Number(a) - Number(b))) {
    passed += scores[tenths] as number;
    if (passed >= place) return Number(tenths) / 10;
  }
  return Number.NaN;
}
