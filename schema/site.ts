// A site's settings, as the API takes them and as the worker reads them.

import * as z from 'zod';

const path = z.string().min(1).max(200);
const days = z.int().min(1).max(3_650);

/** Every setting has a default, so `{}` is a whole one. */
export const settings = z.strictObject({
  /** The consent mode printed in the tag. */
  consent: z.enum(['granted', 'required', 'anonymous']).default('granted'),
  /** `honor`: events under `Sec-GPC: 1` are dropped, but for what a visitor or the page does deliberately. */
  gpc: z.enum(['honor', 'ignore']).default('honor'),
  /** Names of form fields that may be kept besides the email. */
  collectFields: z.array(z.string().min(1).max(64)).max(32).default([]),
  /** Query parameters kept in URLs besides `utm_*` and click ids. */
  keepQuery: z.array(z.string().min(1).max(64)).max(32).default([]),
  exclude: z
    .strictObject({
      /** Path globs. */
      paths: z.array(path).max(50).default([]),
      emailDomains: z.array(z.string().min(1).max(253)).max(50).default([]),
      /** Addresses or CIDR ranges, compared at the edge and never stored. */
      ips: z
        .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))
        .max(50)
        .default([]),
    })
    .prefault({}),
  retentionDays: z
    .strictObject({ anonymous: days.default(180), identified: days.default(1_095) })
    .prefault({}),
  /** `separate`: a claimed identity is recorded, but history counts for the person only once verified. */
  claimed: z.enum(['merge', 'separate']).default('merge'),
});

export type Settings = z.infer<typeof settings>;
