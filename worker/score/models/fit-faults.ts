// Finds conditions of fit rules that no trait can meet. Traits can be anything; only derived traits and countries have few values.

import { channels } from '../../../schema/api/visitors/channel.ts';
import type { Condition } from '../../../schema/model/condition.ts';
import type { FitRule } from '../../../schema/model/model.ts';
import type { TextShape } from '../conditions/form.ts';
import { readCondition } from '../conditions/forms.ts';
import { countryReadings } from '../fit/country/country.ts';
import { emailTypes } from '../fit/email-kind.ts';
import { compileFitWhere } from '../fit/fit-condition.ts';
import { seniorities } from '../fit/title/seniority.ts';
import { kindOf, knownTraits } from '../fit/trait-reading.ts';
import { closedListFaults } from './closed-list.ts';
import { textRangeFault } from './text-range.ts';
import { host, source } from './value-shapes.ts';

/** Why nobody can match: pairs of a path in the rule and the fault. */
export function fitFaults({ where = {}, each }: FitRule): (readonly [string, string])[] {
  const conditions = Object.entries(where).flatMap(([name, condition]) =>
    [...spellingFaults(name), ...traitFaults(name, condition)].map(
      (fault) => [`where.${name}`, fault] as const,
    ),
  );
  if (!each) return conditions;
  const isText = derivedValues.has(each.trait) || textTraits.has(each.trait);
  const faults = [
    ...spellingFaults(each.trait),
    ...(isText ? [`can never give points: ${each.trait} is text`] : []),
  ];
  return [...conditions, ...faults.map((fault) => ['each.trait', fault] as const)];
}

/** Derived traits and all their values. A site that sends `department` itself can have others. */
const derivedValues = new Map<string, readonly string[]>([
  ['emailType', emailTypes],
  ['seniority', seniorities],
  ['channel', channels],
]);

/** Traits with a known format. */
const textTraits = new Map<string, TextShape>([
  ['emailDomain', host],
  ['source', source],
]);

const country: TextShape = {
  fault: (glob) =>
    /[*?]/.test(glob) || countryReadings(glob).length > 0
      ? null
      : `has an unknown country ${JSON.stringify(glob)}: use a name, or a code such as "DE"`,
};

/** A derived trait in another spelling: `email_type`. */
function spellingFaults(name: string): string[] {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const meant = [...derivedValues.keys(), ...textTraits.keys()].find((trait) => plain(trait) === plain(name));
  return meant && meant !== name
    ? [`reads a trait ${JSON.stringify(name)} that only you can send: the derived one is "${meant}"`]
    : [];
}

function traitFaults(name: string, condition: Condition): string[] {
  const values = derivedValues.get(name);
  if (values) {
    const holds = (asked: Condition, value: string) =>
      compileFitWhere({ [name]: asked })(knownTraits({ [name]: { value } }));
    return closedListFaults(condition, { name, values, holds });
  }
  const { faults, alternatives } = readCondition(condition);
  const text = kindOf(name) === 'country' ? country : textTraits.get(name);
  const named = alternatives.filter((each): each is string => typeof each === 'string');
  // A trait that is refused must be known as well: `{"not": "Germny"}` holds for Germany.
  const strange = named.flatMap((glob) => (text ? text.fault(glob) : textRangeFault(glob)) ?? []);
  return [...new Set([...faults({ text }), ...strange])];
}
