// Whether components are still what they were read as: refusing to write where not, and telling which are not.

import type { Component } from './component.ts';
import { changed } from './component-sql.ts';
import { raiseStale } from './guard.ts';
import { jsonRows } from './json-rows.ts';
import { hexNode } from './nodes.ts';

/** Statements that roll the batch back unless all that these components were read from is as it was. */
export function componentGuards(
  db: D1Database,
  site: number,
  components: readonly Component[],
): D1PreparedStatement[] {
  const sql = `select case when not exists (select 1 ${changed}) then 1 else ${raiseStale} end as fresh`;
  return jsonRows(components.map(asRead)).map((piece) => db.prepare(sql).bind(site, piece));
}

/** Those of these components that are no longer as they were read. */
export async function changedComponents(
  db: D1Database,
  site: number,
  components: readonly Component[],
): Promise<Component[]> {
  const sql = `select c.value->>2 as place ${changed}`;
  const pieces = jsonRows(components.map(asRead)).map((piece) => db.prepare(sql).bind(site, piece));
  const results = await db.batch<{ place: number }>(pieces);
  const places = new Set(results.flatMap((result) => result.results.map(({ place }) => place)));
  return components.filter((_, place) => places.has(place));
}

function asRead({ nodes, snapshot }: Component, place: number): unknown[] {
  return [nodes.map(hexNode), snapshot, place];
}
