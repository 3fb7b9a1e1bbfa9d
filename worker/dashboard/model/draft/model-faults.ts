// What is wrong with a model, by the field that it is in, in the reader's language.

import type * as z from 'zod';
import { type Model, model as modelSchema } from '../../../../schema/model/model.ts';
import { inputErrors } from '../../../http/input-errors.ts';
import type { Texts } from '../../texts/en/en.ts';

/** Messages by the path of a field, such as `rules.pricing.cap.times`; '' is the model as a whole. */
export type Faults = Readonly<Record<string, string>>;

type Issue = z.core.$ZodIssue;
type Wrong = Texts['model']['wrong'];

/** The model as the schema reads it, or what is wrong with it. `candidate` may be any JSON. */
export function checkModel(candidate: Model, wrong: Wrong): { model: Model } | { faults: Faults } {
  const { success, data, error } = modelSchema.safeParse(candidate);
  return success ? { model: data } : { faults: modelFaults(candidate, error.issues, wrong) };
}

/** The first fault of each field. Members of lists are named by their ids, which do not change with the order. */
function modelFaults(candidate: Model, issues: readonly Issue[], wrong: Wrong): Faults {
  const faults: Record<string, string> = {};
  for (const issue of issues) {
    const message = messageOf(issue, wrong);
    for (const error of inputErrors([issue])) {
      const path = byId(candidate, error.path);
      faults[path] ??= message ?? withoutName(error.message);
    }
  }
  return faults;
}

/** `rules[3].points` as `rules.pricing.points`. */
function byId(candidate: Model, path: string): string {
  const [, list = '', index, rest = ''] = /^(rules|fit\.rules|groups|lapses)\[(\d+)\](.*)$/.exec(path) ?? [];
  if (index === undefined) return path.replace(/^levels\[(\d)\]/, 'levels.$1');
  // A key of unvalidated JSON may look like a path.
  const members: unknown = membersOf(candidate ?? {}, list);
  const member: unknown = Array.isArray(members) ? members[Number(index)] : null;
  const id = typeof member === 'object' && member !== null && 'id' in member ? member.id : index;
  return `${list}.${typeof id === 'string' ? id : index}${rest}`;
}

/** The members of one of a model's lists. */
export function membersOf(model: Model, list: string): readonly { id: string; label?: string }[] {
  switch (list) {
    case 'rules':
      return model.rules;
    case 'fit.rules':
      return model.fit?.rules ?? [];
    case 'groups':
      return model.groups ?? [];
    case 'lapses':
      return model.lapses ?? [];
    default:
      return [];
  }
}

/** Faults that zod itself words, for people; null: one that the model's schema words. */
function messageOf(issue: Issue, wrong: Wrong): string | null {
  if (!/^(Invalid|Too (small|big))/.test(issue.message)) return null;
  const isText = 'origin' in issue && issue.origin === 'string';
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int') return wrong.whole;
      return issue.expected === 'number' ? wrong.number : null;
    case 'invalid_value':
      return wrong.choose;
    case 'too_small':
      return isText || issue.origin === 'array' ? wrong.empty : wrong.atLeast(String(issue.minimum));
    case 'too_big':
      return isText ? wrong.tooLong(String(issue.maximum)) : wrong.atMost(String(issue.maximum));
    default:
      return null;
  }
}

/** The field is beside the message, so the name at its start says nothing new. */
function withoutName(message: string): string {
  const bare = message.replace(/^(fit rule|rule|lapse|group) "[^"]*": /, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
