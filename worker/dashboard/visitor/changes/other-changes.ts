// The forms that tell how a deal ended, and that split off a device.

import * as z from 'zod';
import { outcome } from '../../../../schema/api/outcome.ts';
import { splitRequest } from '../../../../schema/api/visitor.ts';
import { split } from '../../../flows/identity/split.ts';
import { recordOutcomeByHand } from '../../../flows/ingest/outcome-by-hand.ts';
import { excludedEmails } from '../../../score/identity/excluded-email.ts';
import { busy, type Change, numberIn, type Sent, usedId, wrongFields } from './change.ts';

/** An outcome with one of the results that the form offers. */
const formOutcome = outcome.safeExtend({ result: outcome.shape.result.exclude(['open']) });

/** How a deal ended. */
export async function reportOutcome(sent: Sent): Promise<Change> {
  const { c, fields, words, now } = sent;
  const [value, currency] = ['value', 'currency'].map((name) => (fields.get(name) ?? '').trim());
  const asked = formOutcome.safeParse({
    id: fields.get('id'),
    visitor: c.req.param('id'),
    result: fields.get('result'),
    ...(value && { value: numberIn(value) }),
    ...(currency && { currency }),
  });
  if (!asked.success) return wrongFields(asked.error.issues, sent, words);
  const { id, result } = asked.data;
  const recorded = await recordOutcomeByHand(c.env.DB, c.var.site, {
    ...{ id, result, value: asked.data.value ?? null, currency: asked.data.currency ?? null },
    ...{ visitor: c.req.param('id'), actor: c.var.actor.id, now },
    isExcludedEmail: excludedEmails(c.var.site.settings.exclude.emailDomains),
  });
  switch (recorded.kind) {
    case 'recorded':
      return { kind: 'done', what: result, event: recorded.event };
    case 'not_found':
      return { kind: 'not_found' };
    case 'id_reused':
      return usedId(words.outcomeReused);
    case 'withdrawn':
      return usedId(words.withdrawn);
    case 'excluded':
      return { kind: 'wrong', status: 409, errors: { '': words.excluded } };
    case 'unavailable':
      return busy(sent);
  }
}

const splitForm = splitRequest.extend({ sure: z.literal('yes') });

/** Splits off a device, once it is confirmed. */
export async function splitDevice(sent: Sent): Promise<Change> {
  const { c, fields, words, now } = sent;
  const asked = splitForm.safeParse({ device: fields.get('device'), sure: fields.get('sure') });
  if (!asked.success) return wrongFields(asked.error.issues, sent, words);
  const { device } = asked.data;
  const by = { visitor: c.req.param('id'), actor: c.var.actor.id, now };
  const result = await split(c.env.DB, c.var.site, { device, ...by });
  switch (result.kind) {
    case 'split':
      return { kind: 'done', what: result.visitor };
    case 'not_theirs':
      return { kind: 'wrong', status: 409, errors: { '': words.notTheirs } };
    case 'not_found':
      return { kind: 'not_found' };
    case 'unavailable':
      return busy(sent);
  }
}
