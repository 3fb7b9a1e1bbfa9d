// Lapses in a model: something a visitor started and did not follow up within hours. worker/score/rules/lapse.ts
// detects them.

import * as z from 'zod';
import { limits } from '../event.ts';
import { isKind, isServerOnly } from '../kinds.ts';
import { text } from '../text.ts';
import { conditions } from './condition.ts';
import { eventKey, label } from './rule-parts.ts';

/** Bounds of lapses. */
export const lapseLimits = {
  /** Every incoming event is checked against each. */
  maxLapses: 20,
  /** A quarter of an hour: the scheduled job that finds them runs each minute. */
  minHours: 0.25,
  /** Thirty days. */
  maxHours: 720,
} as const;

const notAnAction = 'what sales record is not a visitor action; name a kind such as "page_view"';

const notKinds: Readonly<Record<string, string>> = {
  '*': 'name a single kind of event, not "*"',
  adjustment: 'points given by hand are not a visitor action; name a kind such as "page_view"',
  lead_note: notAnAction,
  lead_state: notAnAction,
  lead_owner: notAnAction,
  visit: 'a visit is not an event; name a kind such as "page_view"',
};

const asked = z.strictObject({
  /** An event kind. */
  on: text()
    .min(1)
    .max(limits.maxNameChars)
    .superRefine((on, ctx) => {
      const message = Object.hasOwn(notKinds, on) ? notKinds[on] : undefined;
      if (message) ctx.addIssue({ code: 'custom', message });
    }),
  where: conditions(eventKey).optional(),
});

/** The kind of a custom event, as its name is stored (worker/intake/fields/text.ts). */
function isSlug(id: string): boolean {
  return /^[\p{L}\p{M}\p{N}]+(_[\p{L}\p{M}\p{N}]+)*$/u.test(id) && id === id.normalize('NFC').toLowerCase();
}

/** A lapse: someone does what `after` requires and, within `hours`, neither repeats it nor does what `unless` requires. */
const lapse = z.strictObject({
  /** The kind of the event that is logged. */
  id: text()
    .max(limits.maxNameChars)
    .refine(isSlug, 'use lower-case letters and digits, joined by _, such as "cart_left"')
    .refine(
      (id) => id !== 'visit' && !isKind(id) && !isServerOnly(id),
      'this kind of event already exists; choose another name, such as "cart_left"',
    ),
  label,
  after: asked,
  unless: asked,
  hours: z
    .number('give a number of hours, such as 24')
    .min(lapseLimits.minHours, `at least ${lapseLimits.minHours}, a quarter of an hour`)
    .max(lapseLimits.maxHours, `at most ${lapseLimits.maxHours}, thirty days`),
});

export type Lapse = z.infer<typeof lapse>;

/** The lapses of a model: unique ids, and none that waits for another. */
export const lapses = z
  .array(lapse)
  .max(lapseLimits.maxLapses)
  .superRefine((all, ctx) => {
    const ids = all.map(({ id }) => id);
    for (const [index, each] of all.entries()) {
      const complain = (path: string[], why: string) =>
        ctx.addIssue({ code: 'custom', path: [index, ...path], message: `lapse "${each.id}": ${why}` });
      if (ids.indexOf(each.id) < index) complain(['id'], 'appears twice; use a different id for each');
      for (const part of ['after', 'unless'] as const) {
        if (!ids.includes(each[part].on)) continue;
        complain([part, 'on'], `"${each[part].on}" is a lapse itself; name a kind of event`);
      }
    }
  });
