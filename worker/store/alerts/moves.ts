// What happened to visitors that webhooks are told of: each becomes a delivery for each webhook that asked for it, written by the
// transaction that changed the visitor.

import type { MessageType } from '../../../schema/api/alerts/message.ts';
import { delivery, type webhook } from '../../../schema/tables/alerts.ts';
import { randomHex } from '../bytes/random.ts';
import { insertInto } from '../database/columns.ts';
import { jsonRows } from '../database/json-rows.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { withHex } from '../ids.ts';

type Delivery = StoredRow<typeof delivery>;

/** Where a visitor stood before; null: it was new. */
export interface Previous {
  /** 1–4, or 5: outside the levels. */
  level: number;
  cell: string | null;
  identified: boolean;
  outcome: string | null;
}

/** What only the moment of a move knows; the rest of a message is read when it is sent. */
export interface MessageDetail {
  previous: Previous | null;
  /** The id of the segment that was entered or left. */
  segment?: string;
  /** The cell that was entered. */
  cell?: string;
  /** The outcome that was reported. */
  outcome?: { result: string; deal: string | null; value: number | null; currency: string | null };
}

/** Something that happened to a visitor under a model. `at`: UTC ms. */
export interface NewMove extends Pick<Delivery, 'site' | 'at'> {
  model: (typeof webhook.$inferSelect)['model'];
  visitor: string;
  type: MessageType;
  detail: MessageDetail;
}

/** For how long messages for people wait for others, to be sent as one. */
export const gatherMs = 60_000;

/**
 * A webhook with a segment is told of the entering and leaving of this one only. Whether other moves are about its members is judged
 * when the message is composed (worker/flows/alerts/membership.ts): another transaction may be about to identify the person.
 */
const isAbout = sql`(b.segment is null or coalesce(r.value->'detail'->>'segment', b.segment) = b.segment)`;

const note = sql`${insertInto(delivery, {
  site: 'b.site',
  webhook: 'b.id',
  id: `r.value->>'id'`,
  type: `r.value->>'type'`,
  at: `r.value->>'at'`,
  visitor: `unhex(r.value->>'visitor')`,
  detail: `r.value->'detail'`,
  state: `'waiting'`,
  due: `r.value->>'at' + case b.format when 'standard' then 0 else ${gatherMs} end`,
  attempts: '0',
  ...{ until: 'null', head: 'null', body: 'null', status: 'null', answer: 'null', triedAt: 'null' },
})} from json_each(?1) r cross join webhook b on b.site = r.value->>'site' and b.model = r.value->>'model'
where b.disabled_at is null and exists (select 1 from json_each(b.events) j where j.value = r.value->>'type') and ${isAbout}`;

/** Databases through which moves were noted. Each invocation has its own (store/database/metered.ts). */
const noted = new WeakSet<D1Database>();

/** Says that this invocation has written deliveries that are due. */
export function expectSending(db: D1Database): void {
  noted.add(db);
}

/** Whether this invocation may have written deliveries: then they are sent after its response. */
export function isSendingExpected(db: D1Database): boolean {
  return noted.has(db);
}

/** Statements that write the deliveries: after the visitors' rows, in their transaction. Without moves, none. */
export function noteMoves(db: D1Database, moves: readonly NewMove[]): D1PreparedStatement[] {
  if (moves.length > 0) expectSending(db);
  return jsonRows(identified(moves)).map((some) => db.prepare(note).bind(some));
}

/** A move of a row that may have changed since it was read. */
export interface GuardedMove extends NewMove {
  version: number;
}

const noteWritten = sql`${note} and exists (select 1 from score s where s.site = r.value->>'site'
  and s.version = r.value->>'version' and s.visitor = unhex(r.value->>'visitor') and s.attempt = ?2)`;

/** The same for a transaction that leaves rows alone which have changed: only of rows that it has stored with this `attempt`. */
export function noteMovesOfWritten(
  db: D1Database,
  moves: readonly GuardedMove[],
  attempt: number,
): D1PreparedStatement[] {
  if (moves.length > 0) expectSending(db);
  return jsonRows(identified(moves)).map((some) => db.prepare(noteWritten).bind(some, attempt));
}

function identified(moves: readonly NewMove[]): (NewMove & { id: string })[] {
  const rows = moves.map((move) => ({ ...move, id: newMessageId(move.at) }));
  return withHex(rows, 'visitor');
}

/** An id of a message, which sorts by its time (UTC ms) among others. */
export function newMessageId(at: number): string {
  return firstMessageId(at) + randomHex(10);
}

/** What the ids of messages of this time (UTC ms) begin with: they sort after it, and earlier ones before. */
export function firstMessageId(at: number): string {
  return `msg_${at.toString(36).padStart(9, '0')}`;
}
