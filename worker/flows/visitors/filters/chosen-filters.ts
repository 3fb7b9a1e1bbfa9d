// The filters that a request chooses: its own, and those of the segment that it names.

import type { InputError } from '../../../../schema/api/shared.ts';
import { readSegment, type SegmentRow } from '../../../store/segments/segments.ts';
import { type SiteConfig, servedOf, withModel } from '../../../store/sites/site-config.ts';
import type { ListFilters } from './visitor-filters.ts';

/** What a request asks. `model`: only if it names one. */
export type Asked = ListFilters & { segment?: string | undefined; model?: string | undefined };

/**
 * Sets of filters that must all hold, with the site under the model to use. `since`: the segment's, 0 without one. Or what is wrong
 * with the choice.
 */
export type Chosen =
  | { kind: 'filters'; site: SiteConfig; sets: readonly ListFilters[]; since: number }
  | { kind: 'invalid'; errors: InputError[] };

/** Reads the segment by its key, if one is named. */
export async function chosenFilters(db: D1Database, site: SiteConfig, asked: Asked): Promise<Chosen> {
  if (asked.segment === undefined) return { kind: 'filters', site, sets: [asked], since: 0 };
  const segment = await readSegment(db, site.key, asked.segment);
  if (!segment) return wrong('segment', `there is no segment ${JSON.stringify(asked.segment)}`);
  const { name, model, since } = segment;
  if (asked.model !== undefined && asked.model !== model) {
    const why = `the segment ${JSON.stringify(name)} is of the model ${model}: leave "model" out, or give ${model}`;
    return wrong('model', why);
  }
  const own = withModel(site, model) ?? site;
  return { kind: 'filters', site: own, sets: [membership(site, segment), asked], since };
}

/** The filters that members of a segment pass; of one whose model is not served any more, nobody does. */
export function membership(site: SiteConfig, { filters, model }: SegmentRow): ListFilters {
  const { email, ...others } = filters;
  const isServed = servedOf(site).some(({ name }) => name === model);
  return { ...others, currentEmail: email, ...(!isServed && nobody) };
}

/** No level has this name. */
const nobody: ListFilters = { status: '' };

function wrong(path: string, message: string): Chosen {
  return { kind: 'invalid', errors: [{ path, message }] };
}
