// The forms that record something by hand: points, a note, the state and the owner of a lead. And undoing.

import { adjustment, note, ownerChange, stateChange } from '../../../../schema/api/visitors/lead.ts';
import { type Fact, recordByHand } from '../../../flows/ingest/record-by-hand.ts';
import { withdraw } from '../../../flows/ingest/withdraw.ts';
import { busy, type Change, numberIn, type Sent, usedId, wrongFields } from './change.ts';

/** Points by hand. */
export async function givePoints(sent: Sent): Promise<Change> {
  const { fields, words } = sent;
  const asked = adjustment.safeParse({
    id: fields.get('id'),
    points: numberIn(fields.get('points')),
    reason: fields.get('reason') ?? '',
  });
  if (!asked.success) return wrongFields(asked.error.issues, sent, words);
  const { id, points, reason } = asked.data;
  const fact = { kind: 'adjustment', points, reason } as const;
  return record(sent, { id, fact, what: String(points), reused: words.pointsReused });
}

/** A note. */
export async function writeNote(sent: Sent): Promise<Change> {
  const { fields, words } = sent;
  const asked = note.safeParse({ id: fields.get('id'), text: fields.get('text') ?? '' });
  if (!asked.success) return wrongFields(asked.error.issues, sent, words);
  const { id, text } = asked.data;
  return record(sent, { id, fact: { kind: 'lead_note', text }, what: '', reused: words.reused });
}

/** The state. The reason is that of a rejection: the form hides it for the others. */
export async function setState(sent: Sent): Promise<Change> {
  const { fields, words } = sent;
  const state = fields.get('state');
  const reason = state === 'rejected' ? (fields.get('reason') ?? '').trim() : '';
  const asked = stateChange.safeParse({ id: fields.get('id'), state, ...(reason && { reason }) });
  if (!asked.success) return wrongFields(asked.error.issues, sent, words);
  const { id, ...said } = asked.data;
  const fact = { kind: 'lead_state', ...said } as const;
  return record(sent, { id, fact, what: said.state, reused: words.reused });
}

/** The owner. `take` is the button to take a lead over; an empty field means nobody. */
export async function setOwner(sent: Sent): Promise<Change> {
  const { fields, words } = sent;
  const owner = (fields.get('take') ?? fields.get('owner') ?? '').trim() || null;
  const asked = ownerChange.safeParse({ id: fields.get('id'), owner });
  if (!asked.success) return wrongFields(asked.error.issues, sent, words);
  const { id } = asked.data;
  const what = asked.data.owner === null ? 'nobody' : '';
  const fact = { kind: 'lead_owner', owner: asked.data.owner } as const;
  return record(sent, { id, fact, what, reused: words.reused });
}

interface Recorded {
  id: string;
  fact: Fact;
  what: string;
  reused: string;
}

async function record(sent: Sent, { id, fact, what, reused }: Recorded): Promise<Change> {
  const { c, words, now } = sent;
  const by = { visitor: c.req.param('id'), actor: c.var.actor.id, now };
  const recorded = await recordByHand(c.env.DB, c.var.site, { id, fact, ...by });
  switch (recorded.kind) {
    case 'recorded':
      return { kind: 'done', what, event: recorded.event };
    case 'id_reused':
      return usedId(reused);
    case 'withdrawn':
      return usedId(words.withdrawn);
    case 'not_found':
      return { kind: 'not_found' };
    case 'unavailable':
      return busy(sent);
  }
}

/** Undoes an event. There is no form to show again. */
export async function undo({ c, fields, words, now }: Sent): Promise<Change> {
  const by = { visitor: c.req.param('id'), actor: c.var.actor.id, now };
  const { kind } = await withdraw(c.env.DB, c.var.site, { event: fields.get('event') ?? '', ...by });
  const refused = { kind: 'refused', status: 409, title: words.undoTitle } as const;
  switch (kind) {
    case 'withdrawn':
      return { kind: 'done', what: '' };
    case 'no_visitor':
      return { kind: 'not_found' };
    case 'no_event':
    case 'not_by_hand':
      return { ...refused, detail: words.notByHand };
    case 'names':
      return { ...refused, detail: words.names };
    case 'unavailable':
      return { ...refused, status: 503, detail: words.busy };
  }
}
