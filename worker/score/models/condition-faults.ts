// Finds conditions of a model that can never match: unknown kinds, keys that a kind does not have, impossible values.

import { outcome } from '../../../schema/api/outcome.ts';
import { keptParameters, limits } from '../../../schema/event.ts';
import { allKinds, isBrowserKind, isKind, kinds } from '../../../schema/kinds.ts';
import type { Condition } from '../../../schema/model/condition.ts';
import type { Rule } from '../../../schema/model/model.ts';
import type { TextShape } from '../conditions/form.ts';
import { readCondition } from '../conditions/forms.ts';
import { adjustmentRule } from '../rules/award-request.ts';
import { compileWhere } from '../rules/condition.ts';
import { intentValues } from '../rules/form-intent.ts';
import { nearKind } from '../rules/near-kind.ts';
import { topicValues } from '../rules/page-topic.ts';
import { closedListFaults } from './closed-list.ts';
import { textRangeFault } from './text-range.ts';
import * as shapes from './value-shapes.ts';

/** The settings of a site that decide what its events can carry. */
export interface SiteFacts {
  readonly origins: readonly string[];
  readonly settings: { readonly keepQuery: readonly string[] };
}

/** What else decides which events there can be: the ids of the model's lapses, and the site. */
export interface Surroundings {
  readonly lapses: readonly string[];
  readonly site: SiteFacts | undefined;
}

type Asked = Pick<Rule, 'on' | 'where' | 'from'>;

/** Why no event can match: pairs of a path and the fault. `carrier` is the kind whose values are read. */
export function askedFaults(asked: Asked, carrier: string, { lapses, site }: Surroundings) {
  const kind = kindFault(asked.on, lapses);
  const conditions = Object.entries(asked.where ?? {}).flatMap(([key, condition]) => {
    const carried = carriedFault(carrier, key);
    const faults = valueFaults(key, condition);
    const siteFault = site && carried === null && faults.length === 0 ? lackingFault(asked, key, site) : null;
    return [carried, ...faults, siteFault]
      .filter((fault) => fault !== null)
      .map((fault) => [`where.${key}`, fault] as const);
  });
  return [...(kind ? [['on', kind] as const] : []), ...conditions];
}

/** Why no event has this kind, or null. */
function kindFault(on: string, lapses: readonly string[]): string | null {
  if (on === '*' || on === 'visit') return null;
  if (on === adjustmentRule) return 'can never match: rules do not score points given by hand';
  const slug = on
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
  const meant = isKind(slug) ? null : nearKind(on, ['visit', ...lapses]);
  if (meant) return `matches only events that you send as ${JSON.stringify(on)}: did you mean "${meant}"?`;
  return slug === on ? null : `can never match: these events are stored as "${slug}"; use that in "on"`;
}

/** Why no value of the key, or almost none, matches the condition. */
function valueFaults(key: string, condition: Condition): string[] {
  const values = closedLists[key];
  if (values) {
    const holds = (asked: Condition, value: string) => compileWhere({ [key]: asked })({ read: () => value });
    return closedListFaults(condition, { name: key, values, holds });
  }
  const text = textShapes[key];
  const { faults, alternatives } = readCondition(condition);
  const ranges = text ? [] : alternatives.filter((each): each is string => typeof each === 'string');
  return [
    ...faults({ text, range: numberRanges[key] }),
    ...ranges.flatMap((glob) => textRangeFault(glob) ?? []),
  ];
}

/** Why no event of this site has such a value, or null. The site's server sends pages of other hosts, too. */
function lackingFault({ on, from, where = {} }: Asked, key: string, site: SiteFacts): string | null {
  if (key === 'host' && from !== 'server' && (isBrowserKind(on) || on === '*' || on === 'visit')) {
    const hosts = [...new Set(site.origins.map((origin) => new URL(origin).hostname))];
    const isThere = compileWhere({ host: where.host as Condition });
    return hosts.some((host) => isThere({ read: () => host }))
      ? null
      : `can never match: the pages of this site are on ${hosts.join(', ')}`;
  }
  const parameter = key.startsWith('query.') ? key.slice('query.'.length) : null;
  if (parameter === null || parameter.startsWith('utm_') || Object.hasOwn(keptParameters, parameter))
    return null;
  return site.settings.keepQuery.includes(parameter)
    ? null
    : `can never match: the site does not keep the parameter ${JSON.stringify(parameter)}; add it to the setting keepQuery`;
}

/** The kinds that have a key; none: every kind can have it. */
function carriersOf(key: string): string[] {
  return allKinds.filter((kind) => kinds[kind].keys.some((own) => own === key));
}

/** Why events of this kind cannot have the key, or null. */
function carriedFault(on: string, key: string): string | null {
  if (on === '*' || on === 'visit') return null;
  const only = carriersOf(key);
  if (only.length > 0 && !only.includes(on)) {
    return `can never match: "${key}" exists only in ${only.join(', ')}, not in ${on}`;
  }
  return key.startsWith('props.') && isKind(on) && on !== adjustmentRule && !kinds[on].hasProps
    ? `can never match: ${on} has no props; page views and custom events do`
    : null;
}

/** The possible range of a number. */
const numberRanges: Readonly<Record<string, readonly [number, number]>> = {
  seconds: [0, limits.maxSeconds],
  scroll: [0, 100],
  value: [0, outcome.shape.value.unwrap().maxValue ?? Infinity],
};

/** Keys with few values. */
const closedLists: Readonly<Record<string, readonly string[]>> = {
  intent: intentValues,
  topic: topicValues,
  result: outcome.shape.result.options,
};

/** Keys whose values have a known format. */
const textShapes: Readonly<Record<string, TextShape>> = {
  path: shapes.path,
  hash: shapes.hash,
  host: shapes.host,
  url: shapes.pageUrl,
  referrer: shapes.referrer,
  file: shapes.linkUrl,
  target: shapes.linkUrl,
  email: shapes.email,
  source: shapes.source,
  title: shapes.line(limits.maxTitleChars),
  form: shapes.line(limits.maxNameChars),
  label: shapes.line(limits.maxNameChars),
  view: shapes.uuid,
  seconds: shapes.number,
  scroll: shapes.number,
  value: shapes.number,
};
