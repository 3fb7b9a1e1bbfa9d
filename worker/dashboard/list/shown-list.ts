// Which list a page shows: the view of its address, and the segment in it with the model under which its members are found.

import type { Context } from 'hono';
import type { SiteEnv } from '../../http/env.ts';
import { readSegments, type SegmentRow } from '../../store/segments/segments.ts';
import { type SiteConfig, withModel } from '../../store/sites/site-config.ts';
import { type ListView, readListView } from './list-view.ts';

/** `segments`: all of the site. `segment`: the one that is shown; null: none, or one that is gone. */
export interface ShownList {
  site: SiteConfig;
  view: ListView;
  segments: readonly SegmentRow[];
  segment: SegmentRow | null;
}

/** Reads the site's segments: few rows, by primary key. */
export async function readShownList(c: Context<SiteEnv>): Promise<ShownList> {
  const { site } = c.var;
  const search = new URL(c.req.url).searchParams;
  const segments = await readSegments(c.env.DB, site.key);
  const asked = search.get('segment');
  const segment = segments.find(({ id }) => id === asked) ?? null;
  const under = (segment && withModel(site, segment.model)) ?? site;
  const view = readListView(search, under);
  return { site: under, segments, segment, view: { ...view, segment: segment?.id ?? null } };
}
