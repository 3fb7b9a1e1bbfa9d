// The wire format of `POST /e`, and of the events of the server API, which are the same plus who did it.
// A beacon is checked in two steps, its envelope and then each event, so that one bad event rejects only itself.

import * as z from 'zod';
import { type browserKinds, limits } from './event.ts';

const uuid = z.uuid().toLowerCase();
const time = z.number().int().min(0).max(8.64e15);
const url = z.string().max(limits.maxUrlChars);
const name = z.string().trim().min(1).max(limits.maxNameChars);

/** The beacon around its events. `sentAt` is by the browser's clock, UTC ms. */
export const envelope = z.object({
  site: z.string().min(1).max(64),
  device: uuid,
  session: uuid.optional(),
  sentAt: time,
  automated: z.boolean().default(false),
  keep: z.boolean().default(false),
  events: z.array(z.unknown()).min(1).max(limits.maxEvents),
});

const common = {
  id: uuid,
  at: time,
  url: url.optional(),
  referrer: url.optional(),
  title: z.string().optional(),
};

/** Flat or one level deep; see worker/score/event.ts for what is kept of it. */
const loose = z.record(z.string(), z.unknown());

const identity = {
  email: z.string().max(limits.maxBodyBytes).optional(),
  userId: z.union([z.string().max(limits.maxUserIdChars), z.number()]).optional(),
};

/** What each of the six kinds carries, besides the fields common to all. Unknown fields are dropped. */
export const kindFields = {
  page_view: z.object({ ...common, url, props: loose.optional() }),
  download: z.object({ ...common, file: url }),
  form_fill: z.object({
    ...common,
    form: z.string().trim().default(''),
    email: identity.email,
    fields: loose.optional(),
  }),
  engagement: z.object({
    ...common,
    view: uuid,
    seconds: z.number().min(0).max(limits.maxSeconds),
    scroll: z.number().min(0).max(100),
  }),
  outbound_click: z.object({ ...common, target: url }),
  /** Loose: unknown top-level keys are traits. */
  identify: z.looseObject({
    ...common,
    ...identity,
    traits: loose.optional(),
    token: z.string().max(4_096).optional(),
  }),
} satisfies Record<(typeof browserKinds)[number], z.ZodType>;

/** Any other name. The name becomes a slug and is kept as the label. */
export const customEvent = z.object({ ...common, kind: name, props: loose.optional() });

/** The kind alone, to choose the schema by. */
export const kindOf = z.object({ kind: name });
