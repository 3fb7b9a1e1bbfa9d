// An explanation for salespeople: one sentence per rule, the largest share first. Pure; text, never HTML.

import type { Model } from '../../../schema/model/model.ts';
import { adjustmentLabel, adjustmentRule, outcomeRule, saleLabel } from '../rules/award-request.ts';
import type { Explained, ExplanationLine } from '../standing/explain.ts';
import { capWords, plain, quoted, times } from './counted-words.ts';
import { asOf, onDay, type Telling } from './day-words.ts';
import { given, speakPoints } from './spoken-points.ts';

/** The input of the sentences in addition to the lines. `names`: names of the people who gave points by hand, by id. */
export interface SentenceContext extends Telling {
  model: Model;
  /** Whether the person is verified. Claims then come from browsers that only claim to be this person. */
  isVerified?: boolean;
  names: ReadonlyMap<string, string>;
}

/** The lines of one sentence: those of a rule, or one adjustment. */
interface Part {
  rule: string;
  label: string;
  worth: number;
  counted: number;
  capped: number;
  /**
   * Counted lines that were claimed. Points given by hand do not depend on who the visitor is, so none of them is claimed.
   */
  claimed: number;
  /** The newest counted line; if none counted, the newest line. */
  last: number;
  /** The newest line that did not count. */
  lastCapped: number;
  /** The line of a single adjustment. */
  byHand: ExplanationLine | null;
}

function unvouched({ isVerified }: SentenceContext): string {
  return isVerified ? 'in a browser that only claims to be this person' : 'under an unverified identity';
}

/**
 * Explains a visitor's score. First, unless it is about the present, the time and the score; then sales and
 * disqualifications; then each rule and each adjustment by weight; finally, what applies to all of them.
 */
export function sentencesOf({ lines, rawScore }: Explained, context: SentenceContext): string[] {
  const parts = partsOf(lines.filter(({ rule, points }) => points !== 0 || rule === adjustmentRule));
  // Caps do not apply to a disqualification.
  const disqualifying = partsOf(
    lines.filter(({ disqualifies }) => disqualifies).map((line) => ({ ...line, capped: false })),
  );
  const sales = partsOf(lines.filter(({ rule }) => rule === outcomeRule));
  const spoken = speakPoints(
    rawScore,
    parts.map(({ worth }) => worth),
    context.model.levels.flatMap((level) => ('at' in level ? level.at : [])),
  );
  const moment = asOf(context);
  if (parts.length + disqualifying.length + sales.length === 0) return [nothing(moment)];
  const isAllClaimed = isClaimed(parts);
  return [
    ...(moment === null ? [] : [`${moment}: ${spoken.total}`]),
    ...sales.map((part) => `${saleLabel} ${occurrence(part, context)}`),
    ...disqualifying.map((part) => `Disqualified: ${quoted(part.label)}, ${occurrence(part, context)}`),
    ...parts.map((part, index) => sentence(part, spoken.parts[index] ?? '', isAllClaimed, context)),
    ...(moment === null && spoken.hasLosses ? [`Together ${spoken.total}`] : []),
    ...(isAllClaimed ? [`All of this was done ${unvouched(context)}`] : []),
  ];
}

function nothing(moment: string | null): string {
  const text = 'othing that this visitor did has earned points';
  return moment === null ? `N${text} yet` : `${moment}: n${text}`;
}

function sentence(part: Part, points: string, isAllClaimed: boolean, context: SentenceContext): string {
  if (part.byHand) return adjustment(part.byHand, points, context);
  const cap = capOf(context.model, part.rule);
  const what = `${quoted(part.label)} ${times(part.counted || part.capped, onDay(part.last, context))}`;
  if (part.counted === 0) return `${what}: did not count${cap && ` (${cap})`}`;
  const notes = [
    part.capped > 0 ? `${part.capped} more did not count${laterDay(part, context)}${cap && `: ${cap}`}` : '',
    isAllClaimed || part.claimed === 0 ? '' : claimNote(part, context),
  ].filter((note) => note !== '');
  return `${what}: ${points}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

/** The caps of a rule: its own, and the one of its group. '' without any. */
export function capOf({ rules, groups = [] }: Model, rule: string): string {
  const shared = groups.find((group) => group.rules.includes(rule));
  const words = [
    capWords(rules.find(({ id }) => id === rule)?.cap),
    shared ? `${capWords(shared.cap)} together with others` : '',
  ];
  return words.filter((each) => each !== '').join(', and ');
}

/** `, yesterday` or `, last yesterday` if it was done again on a later day than the last that counted; otherwise ''. */
function laterDay({ capped, last, lastCapped }: Part, context: SentenceContext): string {
  const [counted, later] = [onDay(last, context), onDay(lastCapped, context)];
  if (lastCapped <= last || later === counted) return '';
  return capped === 1 ? `, ${later}` : `, last ${later}`;
}

function claimNote({ claimed, counted }: Part, context: SentenceContext): string {
  return claimed === counted ? unvouched(context) : `${claimed} of them ${unvouched(context)}`;
}

function adjustment(line: ExplanationLine, points: string, context: SentenceContext): string {
  const facts = [
    given(line.points),
    line.reason && `“${plain(line.reason)}”`,
    line.by && `by ${giver(line.by, context)}`,
  ];
  const details = [...facts.filter((fact) => fact !== null), onDay(line.occurredAt, context)].join(', ');
  return `${adjustmentLabel}: ${details}: ${points}`;
}

function giver(by: string, { names }: SentenceContext): string {
  if (by === 'bootstrap') return 'the administrator';
  const name = names.get(by);
  return name === undefined ? 'a token that was revoked since' : quoted(name);
}

/** `on 3 March`, or `3 times, last on 3 March`. */
function occurrence({ counted, last }: Part, context: SentenceContext): string {
  const day = onDay(last, context);
  return counted === 1 ? day : times(counted, day);
}

/** Whether something counted, and all that counted was under a claimed identity. */
function isClaimed(parts: readonly Part[]): boolean {
  const done = parts.filter(({ rule, counted }) => rule !== adjustmentRule && counted > 0);
  return done.length > 0 && done.every(({ claimed, counted }) => claimed === counted);
}

/** Parts by weight, the largest first; of equal weight the newest first. */
function partsOf(lines: readonly ExplanationLine[]): Part[] {
  const isAlone = ({ rule, eventId }: ExplanationLine) => rule === adjustmentRule && eventId !== null;
  const groups = Map.groupBy(lines, (line) => `${line.rule} ${isAlone(line) ? line.eventId : ''}`);
  return [...groups.values()]
    .map((group) => partOf(group, isAlone(group[0] as ExplanationLine)))
    .sort((a, b) => Math.abs(b.worth) - Math.abs(a.worth) || b.last - a.last);
}

function partOf(lines: ExplanationLine[], isAlone: boolean): Part {
  const first = lines[0] as ExplanationLine;
  const counted = lines.filter(({ capped }) => !capped);
  const withheld = lines.filter(({ capped }) => capped);
  const newest = (some: ExplanationLine[]) => Math.max(...some.map(({ occurredAt }) => occurredAt));
  const countOf = (some: ExplanationLine[]) => some.reduce((sum, { count }) => sum + count, 0);
  return {
    rule: first.rule,
    label: first.label,
    worth: lines.reduce((sum, { worth }) => sum + worth, 0),
    counted: countOf(counted),
    capped: countOf(withheld),
    claimed: first.rule === adjustmentRule ? 0 : countOf(counted.filter(({ claimed }) => claimed)),
    last: newest(counted.length > 0 ? counted : lines),
    lastCapped: newest(withheld),
    byHand: isAlone ? first : null,
  };
}
