// Of whom reports count the history: of everybody, or of those whose first visit had a channel or a source.

import { and, sql as fragment } from 'drizzle-orm';
import type { Channel } from '../../../schema/api/visitors/channel.ts';
import { sql } from '../database/sql.ts';

/** A channel and a source, by their names; null: any. */
export interface Among {
  channel: Channel | null;
  source: string | null;
}

export const everybody: Among = { channel: null, source: null };

// A person without a visit has no source and channel yet, and is shown as direct (worker/score/source/source.ts).
const shown = (column: 'channel' | 'source') => `case ${column} when '' then 'direct' else ${column} end`;

/** A condition on rows of `score`; its parameters are the channel and the source. */
export function isAmong(channel: `?${number}`, source: `?${number}`): string {
  return sql`(${channel} is null or ${shown('channel')} = ${channel}) and (${source} is null or ${shown('source')} = ${source})`;
}

/** The same as a drizzle condition; undefined: everybody. */
export function rowsAmong({ channel, source }: Among) {
  return and(
    channel === null ? undefined : fragment`${fragment.raw(shown('channel'))} = ${channel}`,
    source === null ? undefined : fragment`${fragment.raw(shown('source'))} = ${source}`,
  );
}
