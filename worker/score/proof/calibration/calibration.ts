// The report on the rules: how many buyers had each just before their sale, how many of everybody, and the points that this suggests.
// Pure.

import type { Model } from '../../../../schema/model/model.ts';
import { fitModelOf } from '../../fit/fit.ts';
import { type Comparison, comparedWith, minSales } from '../bands-report.ts';
import type { Estimate } from '../estimate.ts';
import { shareOf } from '../intervals.ts';
import { type Evidence, minSharing } from './evidence.ts';
import { type HeldOut, heldOutOf } from './held-out.ts';
import { type Idea, ideaNamed } from './ideas.ts';
import { sharedReasons } from './judgements.ts';
import { type Points, pointsOf, type Silence } from './points.ts';

/** Who had something just before a sale, and at the moment of sales. */
export type Had = Comparison;

/** Leads on which sales decided that had something just before. */
export interface Judged {
  accepted: number;
  rejected: number;
  /** How many times as often they are accepted as all leads that were decided on; null: fewer than `minSales` were. */
  acceptance: Estimate | null;
}

/** A rule, a level or a fit rule. `points` null: a level, or a rule that only disqualifies. */
export interface CalibrationRow extends Had, Judged {
  by: 'rule' | 'level' | 'fit';
  /** The id of a rule; the name of a level. */
  id: string;
  label: string;
  points: number | null;
  /** What the sales suggest; null: nothing, or nobody had it. */
  fitted: Estimate | null;
  /** The points to write; null: those in use stay. */
  suggested: number | null;
}

/** Something that no rule asks for. */
export interface CalibrationIdea extends Idea, Had {}

/** The finished report; plain JSON that names nobody. */
export interface Calibration {
  rows: CalibrationRow[];
  ideas: CalibrationIdea[];
  buyers: number;
  unseen: number;
  disqualified: number;
  moments: number;
  silence: Silence | null;
  /** Sales in the half of people that the points are fitted to. */
  fittedSales: number;
  /** What the suggested points are worth on the other half; null: nothing is suggested, or nobody there bought. */
  heldOut: HeldOut | null;
  judged: { accepted: number; rejected: number; reasons: { reason: string; leads: number }[] };
}

/** A wrong claim that an idea is worth a rule is made in at most this share of reports. */
const significance = 0.05;

/** The report of finished evidence. */
export function calibrationOf(evidence: Evidence, model: Model): Calibration {
  const { buyers, unseen, disqualified, judged } = evidence;
  const points = pointsOf(evidence, model);
  const rows = rowsOf(evidence, model, points);
  return {
    ...{ rows, ideas: ideasOf(evidence), buyers, unseen, disqualified },
    moments: evidence.moments.length,
    silence: points.silence,
    fittedSales: evidence.bought.rows.filter(({ heldOut }) => !heldOut).length,
    heldOut: points.silence === null ? heldOutOf(evidence, model, points) : null,
    judged: {
      ...{ accepted: judged.accepted, rejected: judged.rejected },
      reasons: sharedReasons(judged, minSharing),
    },
  };
}

function rowsOf(evidence: Evidence, model: Model, points: Points): CalibrationRow[] {
  const rowOf = (
    of: Pick<CalibrationRow, 'by' | 'id' | 'label' | 'points'>,
    name: string,
    told: Points['rules'],
    place: number,
  ) => {
    const { points: suggested = null, ...fitted } = told.get(place) ?? {};
    return {
      ...of,
      ...hadOf(evidence, name),
      ...judgedOf(evidence, name),
      fitted: 'value' in fitted ? fitted : null,
      suggested,
    };
  };
  const none: Points['rules'] = new Map();
  return [
    ...model.rules.map(({ id, label, points: inUse = null }, place) =>
      rowOf({ by: 'rule', id, label, points: inUse }, `r${place}`, points.rules, place),
    ),
    ...model.levels.map(({ name }, place) =>
      rowOf({ by: 'level', id: name, label: name, points: null }, `l${place + 1}`, none, place),
    ),
    ...(fitModelOf(model)?.rules ?? []).map(({ id, label, points: inUse }, place) =>
      rowOf({ by: 'fit', id, label, points: inUse }, `f${place}`, points.fits, place),
    ),
  ];
}

/** The same comparison as of bands: the share of the buyers, divided by the share of everybody at the moments of sales. */
function hadOf(
  { won, stood, present, buyers, unseen, disqualified }: Evidence,
  name: string,
  z?: number,
): Had {
  const sales = buyers - unseen - disqualified;
  const counts = present.map((_, moment) => stood[name]?.[moment] ?? 0);
  return comparedWith(counts, { won: won[name] ?? 0, sales, present, z });
}

function judgedOf({ judged: { accepted, rejected, had } }: Evidence, name: string): Judged {
  const [yes, no] = [had.accepted[name] ?? 0, had.rejected[name] ?? 0];
  const overall = accepted / (accepted + rejected);
  if (yes + no < minSales || overall === 0) return { accepted: yes, rejected: no, acceptance: null };
  const { value, low, high } = shareOf(yes, yes + no);
  return {
    ...{ accepted: yes, rejected: no },
    acceptance: { value: value / overall, low: low / overall, high: high / overall },
  };
}

/** Ideas of which even the low end of an interval is above 1; more ideas must be clearer (Bonferroni). The clearest first. */
function ideasOf(evidence: Evidence): CalibrationIdea[] {
  const { ideas } = evidence;
  return ideas
    .filter(
      (name) => (hadOf(evidence, name, quantile(1 - significance / ideas.length / 2)).lift?.low ?? 0) > 1,
    )
    .map((name) => ({ ...ideaNamed(name), ...hadOf(evidence, name) }))
    .sort((a, b) => (b.lift?.low ?? 0) - (a.lift?.low ?? 0));
}

/** The quantile of a normal distribution for 0.5–1 (Abramowitz and Stegun, 26.2.23: exact to 0.0005). */
function quantile(share: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - share));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  return t - above / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}
