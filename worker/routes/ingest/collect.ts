// `POST /e`: beacons in. Filter, decode, check, ingest; whatever is answered says nothing about a visitor.

import type { Context } from 'hono';
import { isbot } from 'isbot';
import type * as z from 'zod';
import { envelope } from '../../../schema/beacon.ts';
import { limits } from '../../../schema/event.ts';
import { ingest } from '../../flows/ingest/ingest.ts';
import type { Env } from '../../http/env.ts';
import { inputErrors } from '../../http/input-errors.ts';
import { readBody } from '../../http/json-body.ts';
import { type Rejection, reject } from '../../http/rejection.ts';
import { apiRouter } from '../../http/router.ts';
import { beaconPath } from '../../intake/beacon-docs.ts';
import { preflight, readableAcrossOrigins } from '../../intake/cross-origin.ts';
import { createDropCounter, type DropReason } from '../../intake/drop-count.ts';
import { placeOf } from '../../intake/fields/place.ts';
import { rulesOf } from '../../intake/site-rules.ts';
import { answerOf, takeEvents } from '../../intake/take-events.ts';
import { renewedCookie } from '../../intake/visitor-cookie.ts';
import { type SiteConfig, siteById } from '../../store/sites/site-config.ts';

type BeaconContext = Context<{ Bindings: Env }>;

/** A change of settings made elsewhere is followed within this time; each isolate reads a busy site as often. */
const configAgeMs = 10_000;
/** An origin that is not on a copy older than this is looked up again: it may just have been added. */
const refusalAgeMs = 2_000;
/** Of the rate-limit binding (wrangler.toml). */
const limitPeriodSeconds = 60;

const drops = createDropCounter(10_000, (ms) => scheduler.wait(ms));

/** `POST /e` and its preflight. */
export const collectRoutes = apiRouter<{ Bindings: Env }>();

collectRoutes.openAPIRegistry.registerPath(beaconPath);
collectRoutes.use('/e', readableAcrossOrigins);
collectRoutes.options('/e', preflight);
collectRoutes.post('/e', collect);

async function collect(c: BeaconContext): Promise<Response> {
  const decoded = await decode(c.req.raw);
  if ('code' in decoded) return reject(decoded);
  const { beacon, bodyChars } = decoded;
  const address = c.req.header('cf-connecting-ip') ?? null;
  const site = await admit(c, beacon.site, address);
  if ('code' in site) return reject(site);

  const rules = rulesOf(site);
  // A missing User-Agent is no crawler's: privacy tools strip it, and the origin is one of the site's.
  if (isbot(c.req.header('user-agent'))) return dropped(c, site.key, 'bot');
  if (rules.isExcludedAddress(address)) return dropped(c, site.key, 'excluded');

  const receivedAt = Date.now();
  const hasGpcHeader = c.req.header('sec-gpc') === '1';
  const isPrivate = hasGpcHeader && site.settings.gpc === 'honor';
  const place = placeOf(c.req.raw.cf, c.req.header('accept-language') ?? null);
  const around = { site, rules, receivedAt, bodyChars, isPrivate, hasGpcHeader, place };
  const taken = await takeEvents(beacon, around);
  if (taken.dropped) return dropped(c, site.key, taken.dropped);

  if (taken.events.length > 0) {
    const arrivals = taken.events.map((event) => ({ site, event }));
    const result = await ingest(c.env.DB, arrivals, receivedAt);
    if (result.kind === 'unavailable') {
      return reject({ code: 'unavailable', retryAfterSeconds: result.retryAfterSeconds });
    }
  }
  if (beacon.keep && !isPrivate) renewCookie(c, beacon.device);
  return c.json(answerOf(taken), 202);
}

/** The beacon, or why there is none. Nothing here looks into its events, so that a bad one cannot refuse the others. */
async function decode(
  request: Request,
): Promise<{ beacon: z.infer<typeof envelope>; bodyChars: number } | Rejection> {
  const body = await readBody(request, limits.maxBodyBytes);
  if (body.kind === 'too_large') return { code: 'too_large', maxBytes: body.maxBytes };
  if (body.kind === 'not_utf8') return { code: 'invalid_json', why: 'The body is not UTF-8.' };
  let json: unknown;
  try {
    json = JSON.parse(body.text);
  } catch (error) {
    return { code: 'invalid_json', why: `${error instanceof Error ? error.message : error}.` };
  }
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return { code: 'invalid_beacon', errors: inputErrors(parsed.error.issues) };
  return { beacon: parsed.data, bodyChars: body.text.length };
}

/** The site, when this caller may send to it now. The brake comes first: it spares the database. */
async function admit(c: BeaconContext, id: string, address: string | null): Promise<SiteConfig | Rejection> {
  if (c.env.LIMITS === 'on' && c.env.BEACON_LIMIT) {
    const { success } = await c.env.BEACON_LIMIT.limit({ key: `${address} ${id}` });
    if (!success) return { code: 'rate_limited', retryAfterSeconds: limitPeriodSeconds };
  }
  const origin = c.req.header('origin') ?? null;
  const site = await siteById(c.env.DB, id, { maxAgeMs: configAgeMs });
  if (site && origin !== null && rulesOf(site).isOwnOrigin(origin)) return site;
  if (!site) return { code: 'unknown_site' };
  const fresh = await siteById(c.env.DB, id, { maxAgeMs: refusalAgeMs });
  if (!fresh) return { code: 'unknown_site' };
  if (origin !== null && rulesOf(fresh).isOwnOrigin(origin)) return fresh;
  // Counted for the site's owner, who may have forgotten to add the origin: only web pages have one that can be added.
  if (origin?.startsWith('http') && URL.canParse(origin)) countDrop(c, fresh.key, 'origin_not_allowed');
  return { code: 'origin_not_allowed', origin };
}

function countDrop(c: BeaconContext, site: number, reason: DropReason): void {
  const writing = drops.count(c.env.DB, { site, reason, now: Date.now() });
  if (writing) c.executionCtx.waitUntil(writing);
}

function dropped(c: BeaconContext, site: number, reason: DropReason): Response {
  countDrop(c, site, reason);
  return c.json({ accepted: 0, rejected: [], dropped: reason }, 202);
}

function renewCookie(c: BeaconContext, device: string): void {
  const cookie = renewedCookie(device, {
    page: c.req.header('origin') ?? '',
    worker: c.req.url,
    fetchSite: c.req.header('sec-fetch-site') ?? null,
  });
  if (cookie) c.header('set-cookie', cookie);
}
