// An explanation for salespeople: one sentence per rule, the largest share first. Pure; text, never HTML.

import type { Model } from '../../../schema/model/model.ts';
import { adjustmentRule, outcomeRule } from '../rules/award-request.ts';
import type { Explained, ExplanationLine } from '../standing/explain.ts';
import { capWords, plain, quoted, times } from './counted-words.ts';
import { asOf, onDay, type Telling } from './day-words.ts';
import type { ScoreWords } from './score-words.ts';
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

function unvouched({ isVerified, words: { claimed } }: SentenceContext): string {
  return isVerified ? claimed.inOtherName : claimed.unverified;
}

/**
 * Explains a visitor's score. First, unless it is about the present, the time and the score; then sales and
 * disqualifications; then each rule and each adjustment by weight; finally, what applies to all of them.
 */
export function sentencesOf({ lines, rawScore }: Explained, context: SentenceContext): string[] {
  const { model, words } = context;
  const parts = partsOf(lines.filter(({ rule, points }) => points !== 0 || rule === adjustmentRule));
  // Caps do not apply to a disqualification.
  const disqualifying = partsOf(
    lines.filter(({ disqualifies }) => disqualifies).map((line) => ({ ...line, capped: false })),
  );
  const sales = partsOf(lines.filter(({ rule }) => rule === outcomeRule));
  const spoken = speakPoints(
    rawScore,
    parts.map(({ worth }) => worth),
    { words, thresholds: model.levels.flatMap((level) => ('at' in level ? level.at : [])) },
  );
  const moment = asOf(context);
  if (parts.length + disqualifying.length + sales.length === 0)
    return [moment === null ? words.nothing : words.nothingAt(moment)];
  const isAllClaimed = isClaimed(parts);
  return [
    ...(moment === null ? [] : [`${moment}: ${spoken.total}`]),
    ...sales.map((part) => words.sale(occurrence(part, context))),
    ...disqualifying.map((part) => words.disqualified(quoted(part.label, words), occurrence(part, context))),
    ...parts.map((part, index) => sentence(part, spoken.parts[index] ?? '', isAllClaimed, context)),
    ...(moment === null && spoken.hasLosses ? [words.together(spoken.total)] : []),
    ...(isAllClaimed ? [words.claimed.all(unvouched(context))] : []),
  ];
}

function sentence(part: Part, points: string, isAllClaimed: boolean, context: SentenceContext): string {
  if (part.byHand) return adjustment(part.byHand, points, context);
  const { model, words } = context;
  const { label, counted, capped, last } = part;
  const cap = capOf(model, part.rule, words);
  const what = words.did(quoted(label, words), times(counted || capped, onDay(last, context), words));
  if (counted === 0) return words.didNotCount(what, cap);
  const notes = [
    capped > 0 ? words.moreDidNotCount(capped, laterDay(part, context), cap) : '',
    isAllClaimed || part.claimed === 0 ? '' : claimNote(part, context),
  ].filter((note) => note !== '');
  return `${what}: ${points}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

/** The caps of a rule: its own, and the one of its group. '' without any. */
export function capOf({ rules, groups = [] }: Model, rule: string, words: ScoreWords): string {
  const group = groups.find((each) => each.rules.includes(rule));
  const own = capWords(rules.find(({ id }) => id === rule)?.cap, words);
  const shared = group ? words.capTogether(capWords(group.cap, words)) : '';
  return own && shared ? words.capBoth(own, shared) : own || shared;
}

/** The day on which it was done last, if that is later than the day of the last that counted; otherwise null. */
function laterDay({ last, lastCapped }: Part, context: SentenceContext): string | null {
  const later = onDay(lastCapped, context);
  return lastCapped <= last || later === onDay(last, context) ? null : later;
}

function claimNote({ claimed, counted }: Part, context: SentenceContext): string {
  const how = unvouched(context);
  return claimed === counted ? how : context.words.claimed.some(claimed, how);
}

function adjustment(line: ExplanationLine, points: string, context: SentenceContext): string {
  const { words } = context;
  const facts = [
    given(line.points, words),
    line.reason && words.quote(plain(line.reason)),
    line.by && words.by(giver(line.by, context)),
  ];
  const details = [...facts.filter((fact) => fact !== null), onDay(line.occurredAt, context)].join(', ');
  return `${words.adjusted}: ${details}: ${points}`;
}

function giver(by: string, { names, words }: SentenceContext): string {
  if (by === 'bootstrap') return words.administrator;
  const name = names.get(by);
  return name === undefined ? words.revokedToken : quoted(name, words);
}

/** `on 3 March`, or `3 times, last on 3 March`. */
function occurrence({ counted, last }: Part, context: SentenceContext): string {
  const day = onDay(last, context);
  return counted === 1 ? day : times(counted, day, context.words);
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
