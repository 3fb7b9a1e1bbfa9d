// What people record about a visitor by hand: points, notes, the state of the lead and its owner.

import * as z from 'zod';
import { ownId } from '../../beacon.ts';
import { modelLimits } from '../../model/model.ts';
import { line, lines } from '../../text.ts';

/** The states of a lead. Every lead begins as new. */
export const leadStates = ['new', 'working', 'accepted', 'rejected'] as const;
export type LeadState = (typeof leadStates)[number];

/** Limits of the texts. */
export const leadLimits = { maxNoteChars: 4_000, maxReasonChars: 200, maxOwnerChars: 64 } as const;

const factId = ownId.meta({
  description: 'Your id of it: any text of at most 128 characters, or an integer',
});

/** Body of `POST …/visitors/{id}/adjustments`. The same `id` counts once; one that is no UUID is stored as a UUID made from it. */
export const adjustment = z
  .strictObject({
    id: factId,
    points: z.number().min(-modelLimits.maxPoints).max(modelLimits.maxPoints),
    reason: line(200),
  })
  .meta({ id: 'Adjustment' });

/** Body of `POST …/visitors/{id}/notes`; ids are as those of adjustments, and one visitor's are shared by all of them. */
export const note = z
  .strictObject({
    id: factId,
    text: lines(leadLimits.maxNoteChars).meta({ description: 'Plain text, in one or more lines' }),
  })
  .meta({ id: 'Note' });

/** Body of `POST …/visitors/{id}/state`. */
export const stateChange = z
  .strictObject({
    id: factId,
    state: z.enum(leadStates),
    reason: line(leadLimits.maxReasonChars).optional().meta({ description: 'Required for `rejected`' }),
  })
  .refine(({ state, reason }) => state !== 'rejected' || reason !== undefined, {
    path: ['reason'],
    message: 'say why the lead is rejected',
  })
  .meta({ id: 'StateChange' });

/** Body of `POST …/visitors/{id}/owner`. */
export const ownerChange = z
  .strictObject({
    id: factId,
    owner: line(leadLimits.maxOwnerChars).nullable().meta({ description: 'A name; null: nobody' }),
  })
  .meta({ id: 'OwnerChange' });
