// What a survey counts for the calibration: which rules, levels, fit rules and ideas the buyers had just before their first sale, and
// everybody at the moments of sales; and who was accepted or rejected. Pure; the evidence is plain JSON of bounded size.

import { Passage } from '../passage.ts';
import { addMoment, type Moment, salesOf } from '../sales.ts';
import type { Counting, Someone } from '../survey/tally.ts';
import { heldAt, namesOf } from './held.ts';
import { addCandidates, type Candidates, chosenIdeas, Deeds, isNew } from './ideas.ts';
import { addJudgement, type Judgements, judgementOf, newJudgements } from './judgements.ts';
import { addRow, momentFor, newSample, rowOf, type Sample, sampleLimits } from './sample.ts';

/** Moments at which everybody is looked at: of that many, a share of people is known to a few percent. */
export const maxMoments = 60;

/** An idea must be shared by so many buyers. It also keeps what only somebody did out of the result. */
export const minSharing = 5;

/** What looking at people needs: the period, the model, with a landmark in the period, and the lists of mailboxes. */
export type Looking = Pick<Counting, 'period' | 'compiled' | 'kindOf'>;

/** The counts so far. Names are those of held.ts and ideas.ts. */
export interface Evidence {
  /** Whether all buyers have been read, so that others can be compared with them. */
  hasAllSales: boolean;
  /** People whose first sale was in the period: all, those never seen before it, and those disqualified before it. */
  buyers: number;
  unseen: number;
  disqualified: number;
  moments: Moment[];
  /** While buyers are read, what they did; then the chosen ideas. */
  candidates: Candidates;
  ideas: string[];
  /** How many of the other buyers had it, and how many of everybody at each moment. */
  won: Record<string, number>;
  stood: Record<string, number[]>;
  present: number[];
  judged: Judgements;
  bought: Sample;
  others: Sample;
}

/** Evidence of nobody. */
export function newEvidence(): Evidence {
  return {
    ...{ hasAllSales: false, buyers: 0, unseen: 0, disqualified: 0, moments: [], candidates: {}, ideas: [] },
    ...{ won: {}, stood: {}, present: [], judged: newJudgements() },
    ...{ bought: newSample(), others: newSample() },
  };
}

/** Adds the moment of a first sale in the period, and what its buyer had done. Mutates the evidence. */
export function addSale(evidence: Evidence, { visitor, history }: Someone, counting: Looking): void {
  const at = saleIn(history, counting);
  if (at === null) return;
  const passage = new Passage(history, counting.compiled);
  const deeds = new Deeds(isNew(counting.compiled));
  hearUntil(passage, deeds, at);
  if (!passage.until(at) || !passage.isProspect) return;
  addCandidates(evidence.candidates, deeds.recent(at, counting.compiled));
  addMoment(evidence.moments, { visitor, at }, maxMoments);
}

/** Ends the search for sales: from now on, people can be counted. Mutates the evidence. */
export function closeEvidence(evidence: Evidence): void {
  evidence.hasAllSales = true;
  evidence.moments.sort((a, b) => a.at - b.at);
  evidence.present = evidence.moments.map(() => 0);
  evidence.ideas = chosenIdeas(evidence.candidates, minSharing);
  evidence.candidates = {};
}

/** A moment at which a person is looked at: one of the sample, the person's own sale, or when sales judged the lead. */
interface Stop {
  at: number;
  take: (look: () => Look | null, passage: Passage) => void;
}

/** What a person had, and its names. */
interface Look {
  held: ReturnType<typeof heldAt>;
  names: string[];
}

/** Counts a person at all moments. Mutates the evidence. */
export function addAnyone(evidence: Evidence, person: Someone, counting: Looking): void {
  const passage = new Passage(person.history, counting.compiled);
  const wanted = new Set(evidence.ideas);
  const deeds = new Deeds((name) => wanted.has(name));
  for (const { at, take } of stopsOf(evidence, person, counting)) {
    hearUntil(passage, deeds, at);
    take(() => lookAt(passage, { at, deeds, wanted }, counting), passage);
  }
}

function stopsOf(evidence: Evidence, person: Someone, counting: Looking): Stop[] {
  const chosen = evidence.moments.length > 0 ? momentFor(person.visitor, evidence.moments.length) : -1;
  const rules = counting.compiled.model.rules.length;
  const stops = evidence.moments.map(({ at }, moment): Stop => {
    const take: Stop['take'] = (look) => {
      const found = look();
      if (!found) return;
      evidence.present[moment] = (evidence.present[moment] ?? 0) + 1;
      for (const name of found.names) countAt(evidence, name, moment);
      const row = moment === chosen && rowOf(person.visitor, found.held, { moment, rules });
      if (row) addRow(evidence.others, row, sampleLimits.others);
    };
    return { at, take };
  });
  const sale = saleIn(person.history, counting);
  if (sale !== null) stops.push({ at: sale, take: saleOf(evidence, person, rules) });
  const judgement = judgementOf(person.history, counting.period);
  if (judgement) {
    const { at } = judgement;
    stops.push({ at, take: (look) => addJudgement(evidence.judged, judgement, look()?.names ?? null) });
  }
  return stops.sort((a, b) => a.at - b.at);
}

function saleOf(evidence: Evidence, { visitor }: Someone, rules: number): Stop['take'] {
  return (look, passage) => {
    const found = look();
    evidence.buyers++;
    if (!found) {
      if (passage.outsideSince === null) evidence.unseen++;
      else evidence.disqualified++;
      return;
    }
    for (const name of found.names) evidence.won[name] = (evidence.won[name] ?? 0) + 1;
    addRow(evidence.bought, rowOf(visitor, found.held, { moment: -1, rules }), sampleLimits.buyers);
  };
}

function countAt({ stood, moments }: Evidence, name: string, moment: number): void {
  stood[name] ??= moments.map(() => 0);
  const counts = stood[name] as number[];
  counts[moment] = (counts[moment] ?? 0) + 1;
}

/** What a person had just before a moment; null: nobody who could buy, or not known yet. */
function lookAt(
  passage: Passage,
  { at, deeds, wanted }: { at: number; deeds: Deeds; wanted: ReadonlySet<string> },
  { compiled, kindOf }: Looking,
): Look | null {
  const standing = passage.until(at);
  if (!standing || !passage.isProspect) return null;
  const held = heldAt({ standing, learned: passage.learned }, { at, compiled, kindOf });
  const done = deeds.recent(at, compiled).filter((name) => wanted.has(name));
  return { held, names: [...namesOf(held), ...done] };
}

function hearUntil(passage: Passage, deeds: Deeds, moment: number): void {
  for (let event = passage.next(moment); event !== null; event = passage.next(moment)) deeds.hear(event);
}

/** When a person first bought, if that is in the period, UTC ms. */
function saleIn(history: Someone['history'], { period: { from, to } }: Looking): number | null {
  const [at] = salesOf(history);
  return at === undefined || at < from || at >= to ? null : at;
}
