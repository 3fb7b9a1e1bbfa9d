// What a person had at a moment, rule by rule: how much of each rule's awards is left, which fit rules match, and the level. Pure.

import { heatOfOnePoint, scoreOfHeat } from '../../decay.ts';
import type { EmailKinds } from '../../fit/email-kind.ts';
import { withFirstVisit } from '../../fit/first-visit-facts.ts';
import { compileFit, fitModelOf } from '../../fit/fit.ts';
import { knownTraits } from '../../fit/trait-reading.ts';
import type { CompiledModel } from '../../rules/compile.ts';
import type { Standing } from '../../standing/standing.ts';
import type { Learned } from '../learned.ts';
import { levelAt } from '../passage.ts';

/** What somebody had. Rules and fit rules are told by their place in the model. */
export interface Held {
  /** The unrounded score, points given by hand included. */
  score: number;
  level: number;
  /** For each rule with points that gave any, how many awards it was worth at the moment: two of half an award are 1. */
  awards: [place: number, awards: number][];
  /** For each fit rule that gave points, how often: 1, or for a rule with `each` the number of units. */
  fits: [place: number, times: number][];
}

/** Less than this part of an award has faded: as if it were not there. Half an award is left after one half-life. */
const leastAwards = 0.5;

/** What a person had at a moment (UTC ms). */
export function heldAt(
  { standing, learned }: { standing: Standing; learned: Learned },
  { at, compiled, kindOf }: { at: number; compiled: CompiledModel; kindOf: EmailKinds },
): Held {
  const onePoint = heatOfOnePoint(compiled, at);
  const awards: Held['awards'] = [];
  compiled.model.rules.forEach(({ id, points }, place) => {
    const heat = Object.hasOwn(standing.heatByRule, id) ? standing.heatByRule[id] : 0;
    if (heat && points) awards.push([place, heat / onePoint / points]);
  });
  return {
    score: scoreOfHeat(compiled, standing.heat, at),
    level: levelAt(standing, compiled, at),
    awards,
    fits: fitsOf({ standing, learned }, compiled, kindOf),
  };
}

function fitsOf(
  { standing, learned }: { standing: Standing; learned: Learned },
  { model }: CompiledModel,
  kindOf: EmailKinds,
): Held['fits'] {
  const fit = fitModelOf(model);
  if (!fit || learned.identifiedAt === null) return [];
  const traits = knownTraits(withFirstVisit(learned.traits(kindOf), standing));
  return compileFit(fit).flatMap(({ pointsFor }, place): Held['fits'] => {
    const given = pointsFor(traits);
    return given === 0 ? [] : [[place, given / (fit.rules[place]?.points ?? given)]];
  });
}

/** The names under which a tally counts what somebody had: `r` and the place of a rule, `f` of a fit rule, `l` and the level. */
export function namesOf({ level, awards, fits }: Held): string[] {
  return [
    `l${level}`,
    ...awards.filter(([, left]) => left >= leastAwards).map(([place]) => `r${place}`),
    ...fits.map(([place]) => `f${place}`),
  ];
}
