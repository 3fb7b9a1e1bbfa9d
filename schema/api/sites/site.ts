// Sites in requests and responses of the API, and the tag to paste.

import * as z from 'zod';
import { type Settings, settings, settingsPatch } from '../../site.ts';
import { line, text } from '../../text.ts';
import { time } from '../shared.ts';

const originAdvice = 'give an origin such as "https://example.com": http or https, a host, no path';

/** An origin, normalised as browsers send it: lower-case host, no default port, no slash. A path is rejected, not removed. */
const origin = text()
  .max(300)
  .transform((text, ctx) => {
    const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
    if (url && /^https?:$/.test(url.protocol) && !url.hostname.includes('*') && isBare(url))
      return url.origin;
    ctx.addIssue({ code: 'custom', message: originAdvice });
    return z.NEVER;
  });

function isBare(url: URL): boolean {
  return url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
}

const origins = z
  .array(origin)
  .min(1, 'give at least one origin: the script posts from there')
  .max(100)
  .transform((all) => [...new Set(all)]);

const id = text()
  .regex(/^[a-z0-9-]{3,40}$/, 'use 3 to 40 lower-case letters, digits and hyphens')
  .meta({ description: "The site's id in the tag; by default a random one" });

/** Body of `POST /v1/sites`. */
export const newSite = z
  .strictObject({ id: id.optional(), name: line(120), origins, settings: settings.prefault({}) })
  .meta({ id: 'NewSite' });

/** Body of `PATCH /v1/sites/{site}`. Omitted fields stay unchanged, within `settings` too. */
export const siteChange = z
  .strictObject({ name: line(120), origins, settings: settingsPatch })
  .partial()
  .meta({ id: 'SiteChange' });

/** A site in a response: without its secrets. */
export const siteAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    origins: z.array(z.string()),
    settings,
    hasIdentitySecret: z.boolean(),
    createdAt: time,
    tag: z.string().meta({ description: 'The script tag to paste into every page, before </head>' }),
  })
  .meta({ id: 'Site' });

/** Response of `POST …/identity-secret`, the only one that contains the secret. */
export const identitySecret = z
  .object({
    identitySecret: z.string().meta({
      description:
        "Signs identify tokens: HS256, `email` and/or `sub`, and `exp`; `aud`, where present, must be the site's id, and `iat` at most 60 s ahead. Shown only once.",
    }),
  })
  .meta({ id: 'IdentitySecret' });

interface TaggedSite {
  id: string;
  settings: Settings;
}

/** The URL of a site's script, served from `base` (the Worker's origin). It has the consent mode, and `gpc=ignore` if set. */
export function scriptUrl({ id, settings }: TaggedSite, base: string): string {
  const options = new URLSearchParams({ site: id, consent: settings.consent });
  if (settings.gpc === 'ignore') options.set('gpc', 'ignore');
  return `${base}/l.js?${options}`;
}

/** The tag with this URL. */
export function scriptTag(site: TaggedSite, base: string): string {
  return `<script defer src="${scriptUrl(site, base)}"></script>`;
}
