// Events and models for table tests of the pure core: a case contains only what it is about.

import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model, Rule } from '../../../schema/model/model.ts';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { type CompiledModel, compileModel } from '../../../worker/score/rules/compile.ts';

/** Monday 16 November 2026, midnight UTC; also the landmark of `modelOf`. */
export const monday = Date.UTC(2026, 10, 16);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

let made = 0;

/** A page view of one device in one session on Monday; `given` replaces fields. Each arrives after the previous one. */
export function eventOf(given: Partial<LoggedEvent> = {}): LoggedEvent {
  made++;
  return {
    device: 'd1',
    id: `e${String(made).padStart(6, '0')}`,
    kind: 'page_view',
    occurredAt: monday,
    ownedAt: null,
    session: 's1',
    origin: 'browser',
    body: { url: 'https://example.com/' },
    arrival: monday * 64 + made,
    position: 0,
    ...given,
  };
}

/** A rule; id and label are optional. */
export type RuleLike = Omit<Rule, 'id' | 'label'> & { id?: string; label?: string };

/** Compiles a model of these rules, named `r0`, `r1` …; by default with a half-life of 1 day and the default levels. */
export function modelOf(rules: RuleLike[], given: Partial<Model> = {}): CompiledModel {
  const model: Model = {
    halfLifeDays: 1,
    levels: defaultModel.levels,
    ...given,
    rules: rules.map((rule, index) => ({ id: `r${index}`, label: `Rule ${index}`, ...rule })),
  };
  return compileModel({ version: 1, landmark: monday, model });
}
