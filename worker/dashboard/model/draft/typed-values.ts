// Single values of a model that are typed into its sentences. The name of a field is the value's path and the value that was shown,
// so that only what somebody changed is set, in whatever the draft is by then.

import type { Cell } from '../../../../schema/model/default-actions.ts';
import type { Model } from '../../../../schema/model/model.ts';
import { actionOf } from '../../../score/fit/fit.ts';
import { typedAction } from '../../frame/person.tsx';
import type { Texts } from '../../texts/en/en.ts';
import type { Faults } from './model-faults.ts';

/** The values that fields set. */
const settable =
  /^((rules|fit\.rules|groups|lapses)\.[\p{L}\p{M}\p{N}_-]+\.(points|nth|per|max|hours|cap\.times|cap\.per|each\.of)|fit\.grades\.[ABC]|levels\.[0-3]\.(name|at|keep)|halfLifeDays|actions\.[A-D][1-4])$/u;

const isText = (path: string) => /(^actions\.|\.per$|\.name$)/.test(path);

/** The name of a field. */
export function fieldName(model: Model, path: string): string {
  return `${path}~${valueText(model, path) ?? ''}`;
}

/** A value of the model as a field shows it; null: the model has no such value. */
export function valueText(model: Model, path: string): string | null {
  if (path.startsWith('actions.')) return actionOf(model, path.slice('actions.'.length) as Cell) ?? '';
  const value = placeOf(model, path)?.value;
  if (value === null) return '';
  return value === undefined ? null : String(value);
}

/** What was typed and not saved, and why not, by path. */
export interface Refused {
  typed: Readonly<Record<string, string>>;
  faults: Faults;
}

/** `model`: with what was typed, not validated. `faults`: what somebody else changed or removed meanwhile. */
interface TypedModel extends Refused {
  model: Model;
}

/** Sets what was changed in the fields of a form. */
export function setTyped(model: Model, fields: URLSearchParams, wrong: Texts['model']['wrong']): TypedModel {
  const changed = structuredClone(model);
  const typed: Record<string, string> = {};
  const faults: Record<string, string> = {};
  for (const [name, value] of fields) {
    const [, path = '', shown = ''] = /^([^~]+)~([\s\S]*)$/.exec(name) ?? [];
    const text = path.startsWith('actions.') ? typedAction(value.trim()) : value.trim();
    if (!settable.test(path) || text === shown.trim()) continue;
    typed[path] = value;
    const present = valueText(model, path);
    if (present === null) faults[''] = wrong.gone(path);
    else if (present.trim() !== shown.trim() && present !== text) faults[path] = wrong.meanwhile(present);
    else setValue(changed, path, text);
  }
  return { model: changed, typed, faults };
}

/** Text that is not a number stays text, and is refused as such. */
function setValue(model: Model, path: string, text: string): void {
  if (path.startsWith('actions.')) {
    model.actions = { ...model.actions, [path.slice('actions.'.length)]: text === '' ? null : text };
    return;
  }
  const place = placeOf(model, path);
  if (!place) return;
  if (isText(path)) place.holder[place.key] = text;
  else if (path === 'halfLifeDays' && text === '') place.holder[place.key] = null;
  else place.holder[place.key] = numberIn(text) ?? text;
}

/** A number as people type it: with either minus sign, and a point or a comma for decimals. Null: no number. */
export function numberIn(typed: string): number | null {
  const text = typed.trim().replace('−', '-').replace(',', '.');
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : null;
}

interface Place {
  holder: Record<string, unknown>;
  key: string;
  value: unknown;
}

/** Where a path leads in a model. Members of lists are found by their ids, levels by their place. */
function placeOf(model: Model, path: string): Place | null {
  const steps = path.split('.');
  const key = steps.pop() ?? '';
  let holder: unknown = model;
  for (const step of steps) {
    holder = Array.isArray(holder)
      ? (holder.find((member) => member.id === step) ??
        (/^\d$/.test(step) ? holder[Number(step)] : undefined))
      : (holder as Record<string, unknown>)[step];
    if (typeof holder !== 'object' || holder === null) return null;
  }
  const found = holder as Record<string, unknown>;
  return Object.hasOwn(found, key) ? { holder: found, key, value: found[key] } : null;
}
