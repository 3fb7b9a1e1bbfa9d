// What people do that no rule asks for: pages, files, kinds of events, and reading for long. If buyers did it more often than others,
// it is an idea for a rule. Pure.

import { isKind, type Kind, kinds } from '../../../../schema/kinds.ts';
import { dayMs } from '../../../../schema/time/durations.ts';
import type { LoggedEvent } from '../../event.ts';
import type { CompiledModel } from '../../rules/compile.ts';
import { type EventFacts, factsOf } from '../../rules/facts.ts';
import { type Activity, countActivity, emptyActivity } from '../../standing/done/activity.ts';
import { fileName } from '../../standing/done/file-name.ts';

/** What an idea is about. */
export const ideaTypes = ['page', 'file', 'kind', 'reading'] as const;
export type IdeaType = (typeof ideaTypes)[number];

/** Something that a rule could ask for: a path, a file's name, a kind, or a number of active seconds in total. */
export interface Idea {
  about: IdeaType;
  what: string;
}

/** Ideas that are counted among buyers, until those that most of them share are chosen. */
const maxCandidates = 1_000;

/** Ideas that are compared with everybody. */
export const maxIdeas = 40;

/** Longer paths and names are no ideas: few people share them, and the tally must stay small. */
const maxWhatChars = 200;

/** Total reading times that are compared, in seconds. */
const readingSeconds = [60, 300, 900, 1_800] as const;

/** The name of an idea in a tally. */
export function ideaName({ about, what }: Idea): string {
  return `${about} ${what}`;
}

/** The idea with a name. */
export function ideaNamed(name: string): Idea {
  const space = name.indexOf(' ');
  return { about: name.slice(0, space) as IdeaType, what: name.slice(space + 1) };
}

/** What a person did that could be an idea, and when last. Give it the events in the order in which they occurred. */
export class Deeds {
  readonly #last = new Map<string, number>();
  readonly #activity: Activity = emptyActivity();
  readonly #isWanted: (name: string, event: LoggedEvent, facts: EventFacts) => boolean;

  /** `isWanted`: the ideas that are of interest. */
  constructor(isWanted: (name: string, event: LoggedEvent, facts: EventFacts) => boolean) {
    this.#isWanted = isWanted;
  }

  hear(event: LoggedEvent): void {
    if (event.origin === 'automated') return;
    countActivity(this.#activity, event);
    const facts = factsOf(event);
    for (const idea of ideasIn(event, facts)) {
      const name = ideaName(idea);
      if (this.#isWanted(name, event, facts)) this.#last.set(name, event.occurredAt);
    }
  }

  /** Names of what was done within one half-life before a moment (UTC ms), and of reading times reached. */
  recent(at: number, { halfLifeDays }: Pick<CompiledModel, 'halfLifeDays'>): string[] {
    const since = halfLifeDays === null ? Number.NEGATIVE_INFINITY : at - halfLifeDays * dayMs;
    const done = [...this.#last].filter(([, last]) => last >= since).map(([name]) => name);
    const read = readingSeconds
      .filter((seconds) => this.#activity.seconds >= seconds)
      .map((seconds) => ideaName({ about: 'reading', what: String(seconds) }));
    return [...done, ...read];
  }
}

function ideasIn(event: LoggedEvent, facts: EventFacts): Idea[] {
  const { kind, body } = event;
  // Only a route of the API creates these; reading is counted apart.
  if (isKind(kind) && (kinds[kind].sender === 'route' || kind === ('engagement' satisfies Kind))) return [];
  // A lapse has a rule already, or is there to be looked at.
  if (body.after !== undefined) return [];
  const path = kind === ('page_view' satisfies Kind) ? facts.read('path') : undefined;
  const file = kind === ('download' satisfies Kind) && body.file ? fileName(body.file) : undefined;
  const ideas: Idea[] = [{ about: 'kind', what: kind }];
  if (path !== undefined) ideas.push({ about: 'page', what: String(path) });
  if (file !== undefined) ideas.push({ about: 'file', what: file });
  return ideas.filter(({ what }) => what.length <= maxWhatChars && what.isWellFormed());
}

/** Whether the model has no rule that asks for it: none on the kind, or none whose conditions the event meets. */
export function isNew(
  compiled: CompiledModel,
): (name: string, event: LoggedEvent, facts: EventFacts) => boolean {
  return (name, { kind }, facts) => {
    const rules = compiled.rulesFor(kind).filter(({ rule }) => rule.on === kind);
    const { about } = ideaNamed(name);
    if (about === 'kind') return rules.length === 0;
    return !rules.some(({ rule, holds }) => rule.where !== undefined && holds(facts));
  };
}

/** Counts of candidates by name. */
export type Candidates = Record<string, number>;

/** Adds what one buyer did. Forgets the rarest where there are too many; ties are decided by name. Mutates `candidates`. */
export function addCandidates(candidates: Candidates, names: readonly string[]): void {
  for (const name of names)
    candidates[name] = (Object.hasOwn(candidates, name) ? (candidates[name] ?? 0) : 0) + 1;
  const all = Object.entries(candidates);
  if (all.length <= maxCandidates) return;
  for (const [name] of byCount(all).slice(maxCandidates / 2)) delete candidates[name];
}

/** The names of those that at least `least` buyers share, the most frequent first. */
export function chosenIdeas(candidates: Candidates, least: number): string[] {
  return byCount(Object.entries(candidates))
    .filter(([, count]) => count >= least)
    .slice(0, maxIdeas)
    .map(([name]) => name);
}

function byCount(all: [string, number][]): [string, number][] {
  return all.sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
}
