// Forges events to raise one visitor's score: everything that a browser may send, with the names that a model rewards.

import { browserKinds, isServerOnly } from '../../../schema/kinds.ts';
import { type Condition, parseCondition } from '../../../schema/model/condition.ts';
import type { Model, Rule } from '../../../schema/model/model.ts';
import type { EventBody, LoggedEvent } from '../../../worker/score/event.ts';
import { awardRequestsOf } from '../../../worker/score/rules/award-request.ts';
import { type CompiledModel, compileModel } from '../../../worker/score/rules/compile.ts';
import { memoryLimits } from '../../../worker/score/rules/memory.ts';
import { type State, step, ticksPerMs } from '../../../worker/score/standing/step.ts';

const day = 86_400_000;

/** Values by key of a rule's conditions, such as `path` or `props.value`. */
type Values = Readonly<Record<string, string | number>>;

/** A kind of event to forge. A `*` in a value is replaced by a different word each time. */
interface Forgery {
  kind: string;
  values: Values;
}

/** The day of a forged event, and its word: a new one, or the same as before. */
interface Sending {
  forgery: Forgery;
  day: number;
  word: 'new' | 'same';
}

/**
 * The points of a visitor after a calendar week of forgery that starts at `monday`: the best of several attempts. The first
 * attempt always sends what earns most next. The others first send what some `nth` counts, and give up more valuable events
 * for it.
 */
export function forgeWeek(model: Model, monday: number): number {
  // Points do not fade, so no time of the week is better than another.
  const compiled = compileModel({ version: 1, landmark: monday, model: { ...model, halfLifeDays: null } });
  const forgeries = distinct(forgeriesOf(model), compiled);
  const counted = model.rules.filter(({ nth, points = 0 }) => nth !== undefined && points > 0);
  const beginnings = [
    [],
    ...counted.map((rule) => {
      const fitting = forgeries.find(
        ({ kind, values }) =>
          (kind === rule.on || rule.on === 'visit') &&
          Object.keys(rule.where ?? {}).every((key) => {
            const [first] = [rule.where?.[key]].flat();
            return values[key] === (key === 'topic' ? `${first}/*` : first);
          }),
      );
      return fitting ? new Array<Forgery>(rule.nth as number).fill(fitting) : [];
    }),
  ];
  return Math.max(
    ...beginnings.map((beginning) => forge(new Forger(compiled, monday), forgeries, beginning)),
  );
}

/**
 * Sends the beginning, then everything that earns. When nothing earns any more, sends each forgery once, so that the next one
 * may be the nth, and tries again. Then sends very many names, so that the visitor's state forgets older ones, and tries
 * again.
 */
function forge(forger: Forger, forgeries: readonly Forgery[], beginning: readonly Forgery[]): number {
  for (const forgery of beginning) forger.send({ forgery, day: 0, word: 'new' });
  forger.takeWhatEarns(forgeries);
  for (const forgery of forgeries) forger.send({ forgery, day: 0, word: 'same' });
  forger.takeWhatEarns(forgeries);
  for (const forgery of forgeries.filter(isEndless)) {
    for (let sent = 0; sent < memoryLimits.windows / 2; sent++) forger.send({ forgery, day: 6, word: 'new' });
  }
  forger.takeWhatEarns(forgeries);
  return forger.points;
}

class Forger {
  readonly #compiled: CompiledModel;
  readonly #monday: number;
  #state: State | null = null;
  #sent = 0;

  constructor(compiled: CompiledModel, monday: number) {
    this.#compiled = compiled;
    this.#monday = monday;
  }

  get points(): number {
    return this.#state?.standing.heat ?? 0;
  }

  /** Does not send what costs points. */
  send(sending: Sending): void {
    const next = this.#after(sending);
    if (next.standing.heat < this.points) return;
    this.#state = next;
    this.#sent++;
  }

  /**
   * Sends the most valuable first. What just earned little is not tried while something else still earns more, because gains
   * only decrease. What earns nothing is not tried again.
   */
  takeWhatEarns(forgeries: readonly Forgery[]): void {
    const sendings = forgeries.flatMap((forgery) =>
      [0, 1, 2, 3, 4, 5, 6].flatMap((on) =>
        (['new', 'same'] as const).map((word): Sending => ({ forgery, day: on, word })),
      ),
    );
    let open = sendings.map((sending) => ({ sending, gain: this.#gainOf(sending) }));
    for (;;) {
      open = open.filter(({ gain }) => gain > 0).sort((a, b) => b.gain - a.gain);
      const [first, second] = open;
      if (!first) return;
      first.gain = this.#gainOf(first.sending);
      if (first.gain > 0 && first.gain >= (second?.gain ?? 0)) this.send(first.sending);
    }
  }

  #gainOf(sending: Sending): number {
    return this.#after(sending).standing.heat - this.points;
  }

  /** Each event is in its own session. */
  #after({ forgery: { kind, values }, day: on, word }: Sending): State {
    const isLapse = this.#compiled.model.lapses?.some(({ id }) => id === kind) ?? false;
    const event: LoggedEvent = {
      device: 'd',
      id: `e${this.#sent}`,
      kind,
      occurredAt: this.#monday + on * day + 1,
      ownedAt: null,
      session: isLapse ? null : `s${this.#sent}`,
      origin: isLapse ? 'server' : 'browser',
      body: {
        ...bodyOf(values, word === 'same' ? 'same' : `w${this.#sent}`),
        ...(isLapse ? { after: 'e0' } : {}),
      },
      arrival: (this.#monday + 7 * day) * ticksPerMs + this.#sent,
      position: 0,
    };
    return step(this.#state, [event], this.#compiled);
  }
}

/**
 * Of all forgeries that the same rules reward, with the same values of their `by` keys, keeps two, because some `nth` counts
 * one value.
 */
function distinct(forgeries: readonly Forgery[], compiled: CompiledModel): Forgery[] {
  const rules = new Map(compiled.model.rules.map((rule) => [rule.id, rule]));
  const nameOf = ({ kind, values }: Forgery) => {
    const event = { ...anEvent, kind, body: bodyOf(values, 'word') };
    const earned = awardRequestsOf(event, compiled).map(({ rule }) => rule);
    const apart = earned.map((id) => {
      const { cap, by = cap?.by } = rules.get(id) ?? {};
      const value = by === undefined ? '' : String(values[by] ?? '');
      return value.includes('*') ? '*' : value;
    });
    return JSON.stringify([kind, earned, apart]);
  };
  return [...Map.groupBy(forgeries, nameOf).values()].flatMap((alike) => alike.slice(0, 2));
}

const anEvent = {
  device: 'd',
  id: 'e',
  occurredAt: 0,
  ownedAt: null,
  session: 's',
  origin: 'browser' as const,
};

function isEndless({ values }: Forgery): boolean {
  return Object.values(values).some((value) => String(value).includes('*'));
}

function bodyOf(values: Values, word: string): EventBody {
  const body: Record<string, unknown> = { url: 'https://example.com/' };
  const props: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(values)) {
    const made = typeof value === 'number' ? value : value.replaceAll('*', word).replaceAll('?', '-');
    if (key === 'path') body.url = `https://example.com${made}`;
    // The name of a topic is a word for it, and some pages are about what is below it.
    else if (key === 'topic') body.url = `https://example.com/${made}`;
    // The name of an intent is a word for it.
    else if (key === 'intent') body.label = made;
    else if (key === 'formText') body.form = made;
    else if (key.startsWith('props.')) props[key.slice('props.'.length)] = made;
    else body[key] = made;
  }
  return { ...body, props } as EventBody;
}

/** For each kind that a browser can send, and each lapse that it can cause: every choice of values that the rules require. */
export function forgeriesOf({ rules, lapses = [] }: Model): Forgery[] {
  const asked = rules.map(({ on }) => on).filter((on) => on !== '*' && on !== 'visit' && !isServerOnly(on));
  const kinds = new Set([...browserKinds, ...asked, ...lapses.map(({ id }) => id)]);
  return [...kinds].flatMap((kind) => {
    const matching = rules.filter(
      ({ on, points = 0 }) => points > 0 && (on === kind || on === '*' || on === 'visit'),
    );
    return choicesOf(matching, kind).map((values) => ({ kind, values }));
  });
}

/** Values of a kind beyond those that rules require: generated for each event. */
const madeUp: Readonly<Record<string, Values>> = {
  download: { file: 'https://example.com/*' },
  form_fill: { form: '*' },
  outbound_click: { target: 'https://elsewhere.example/*' },
  engagement: { view: '*', seconds: 3_600, scroll: 100 },
  page_view: { path: '/*' },
};

function choicesOf(rules: readonly Rule[], kind: string): Values[] {
  const keys = new Set(rules.flatMap(({ where = {} }) => Object.keys(where)));
  let choices: Values[] = [madeUp[kind] ?? {}];
  for (const key of keys) {
    const values = valuesOf(
      key,
      rules.flatMap(({ where = {} }) => where[key] ?? []),
    );
    choices = choices.flatMap((choice) => [choice, ...values.map((value) => ({ ...choice, [key]: value }))]);
  }
  return choices;
}

/**
 * A value for each condition. Also, for globs with stars at both ends and for words, each combination of them in one value.
 */
function valuesOf(key: string, conditions: readonly Condition[]): (string | number)[] {
  const parsed = conditions.map(parseCondition);
  const globs = parsed.flatMap((condition) => (condition.asks === 'any' ? [condition.globs] : []));
  const numbers = parsed.flatMap((condition) =>
    condition.asks === 'range' ? [(condition.range.gte ?? condition.range.gt ?? 0) + 1] : [],
  );
  const inner = globs.flatMap((list) => list.find((glob) => /^\*.*\*$/.test(glob)) ?? []);
  const joined = key === 'path' ? [] : subsetsOf(inner.slice(0, 5)).map((some) => some.join(''));
  const words = parsed.flatMap((condition) =>
    condition.asks === 'words' ? [condition.words[0] as string] : [],
  );
  const texts = subsetsOf(words).map((some) => `* ${some.join(' ')} *`);
  const first = globs.flatMap(([glob = '']) => (key === 'topic' ? [`${glob}/*`, `${glob}/*/two`] : [glob]));
  return [...new Set([...first, ...numbers, ...joined, ...texts])];
}

function subsetsOf<T>([first, ...rest]: readonly T[]): T[][] {
  if (first === undefined) return [];
  const others = subsetsOf(rest);
  return [[first], ...others, ...others.map((some) => [first, ...some])];
}
