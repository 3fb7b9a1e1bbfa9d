// The self-check: recomputes visitors from the log, compares them with the stored state, reports differences and corrects them.
// Nothing should ever differ: a difference is a fault of ours, or of somebody who wrote into the database by hand.

import type { Verification } from '../../../schema/api/sites/verify.ts';
import type { Trait } from '../../../schema/trait.ts';
import type { LoggedEvent } from '../../score/event.ts';
import { fitOf } from '../../score/fit/fit.ts';
import { type ComparedOdds, oddsDifferences } from '../../score/proof/predict/odds-differences.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { fold } from '../../score/standing/fold.ts';
import type { State } from '../../score/standing/step.ts';
import { type Difference, differences, fitDifferences, type Stored } from '../../score/standing/verify.ts';
import { isStale } from '../../store/database/guard.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { isId } from '../../store/ids.ts';
import { replaceDerived } from '../../store/scores/derived.ts';
import { type RescoreStep, stepGuard } from '../../store/scores/rescore.ts';
import { markRows } from '../../store/scores/reviews.ts';
import {
  addEmptyScores,
  nextDevices,
  readStoredStep,
  type StoredScore,
} from '../../store/scores/verification.ts';
import { auditStatement, type By } from '../../store/sites/audit.ts';
import { readSite, type SiteConfig, servedOf, withModel } from '../../store/sites/site-config.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { anonymousVisitor } from '../common/visitor-id.ts';
import { type KnownTraits, loggedEvent, loweredTo, refold } from './refold.ts';
import { emptyStateText, stateOf } from './standing-row.ts';

/** Visitors checked at once. */
export const visitorsAtOnce = 50;

/** SQL statements that mending a visitor takes, at most, and that `verifyStep` takes with one to mend. */
const mendStatements = 9;
export const checkStatements = 7 + mendStatements;

/** Devices looked through at once for events that no score tells of. */
const devicesAtOnce = 500;

/** Differences named for one visitor; there may be as many as it has windows. */
const differencesAtMost = 20;

/**
 * Checks a site: first the devices of its log, so that nobody lacks a score, then the scores, one model after the other.
 * `cursor`: the previous result's `nextCursor`, '' to start; an invalid one starts again. `filling`: no check is possible while
 * a version is being filled.
 */
export async function verifySite(
  db: D1Database,
  known: SiteConfig,
  { cursor, ...by }: By & { cursor: string },
): Promise<Verification | 'filling'> {
  const site = (await readSite(db, known.key)) ?? known;
  if (site.filling) return 'filling';
  const names = servedOf(site).map(({ name }) => name);
  const [, asked = '', place = ''] = /^([^:]*):(.*)$/.exec(cursor) ?? [];
  const after = isId(place) ? place : '';
  const index = names.indexOf(asked);
  const model = names[index];
  if (model === undefined) {
    const device = await underFreshSite(db, site, (fresh) =>
      listUnscored(db, fresh, asked === '' ? after : ''),
    );
    return { checked: 0, differing: [], nextCursor: device === null ? `${names[0]}:` : `:${device}` };
  }
  const { nextCursor, ...found } = await verifyStep(db, { site: site.key, model }, { ...by, cursor: after });
  const next = names[index + 1];
  if (nextCursor !== null) return { ...found, nextCursor: `${model}:${nextCursor}` };
  return { ...found, nextCursor: next === undefined ? null : `${next}:` };
}

/**
 * Adds an empty score for visitors who have events on the devices after `after` but no score. The check then finds a difference
 * and corrects it. Returns the last device examined; null: there are no more.
 */
async function listUnscored(db: D1Database, site: SiteConfig, after: string): Promise<string | null> {
  const { key, revision, visitorKey, fed } = site;
  const devices = await nextDevices(db, { site: key, after, limit: devicesAtOnce });
  const named = devices.map(async (device) => ({
    device,
    anonymous: await anonymousVisitor(visitorKey, device),
  }));
  const versions = fed.map(({ version }) => version);
  await addEmptyScores(
    db,
    { site: key, revision },
    {
      devices: await Promise.all(named),
      versions,
      state: emptyStateText,
    },
  );
  return devices.length === devicesAtOnce ? (devices.at(-1) ?? null) : null;
}

/**
 * Checks the visitors after `cursor` (a visitor id; '' for the first) under one model and corrects differences, except after a
 * concurrent write: then the next run does. Skips a site while its next model is being filled.
 */
export async function verifyStep(
  db: D1Database,
  target: { site: number; model: string },
  { cursor, actor, now }: By & { cursor: string },
): Promise<Verification> {
  const read = await readSite(db, target.site);
  const site = read && withModel(read, target.model);
  if (!site || site.filling) return { checked: 0, differing: [], nextCursor: null };
  const { served } = site;
  const asked = { site: site.key, served: served.version, cursor, limit: visitorsAtOnce };
  const { step, scores } = await readStoredStep(db, asked);
  const histories = Map.groupBy(step.events, ({ visitor }) => visitor);
  const traits = new Map(step.leads.map((lead) => [lead.visitor, lead.traits]));
  const compiled = compileModel(served);
  const differing: Verification['differing'] = [];
  for (const row of scores) {
    const { visitor, heatByRule, heatByDay, lastEvent, sent, state, ...score } = row;
    const events = (histories.get(visitor) ?? []).map(loggedEvent);
    const heats = { heatByRule: JSON.parse(heatByRule), heatByDay: JSON.parse(heatByDay) };
    const last = { lastEvent: lastEvent && JSON.parse(lastEvent), sent: sent && JSON.parse(sent) };
    const [memory, activity] = JSON.parse(state) as [Stored['memory'], Stored['activity']];
    const folded = fold(events, compiled);
    const stored: Stored = { ...score, ...heats, ...last, memory, activity };
    const lead = JSON.parse(traits.get(visitor) ?? 'null') as Record<string, Trait> | null;
    const found = [
      ...differences(folded, compiled, { stored, now }),
      ...fitDifferences(stored, fitOf(served.model, lead, score)),
      ...(row.areOddsWritten
        ? []
        : oddsDifferences(served.prediction, compiled, oddsOf(row, folded.state, lead))),
    ];
    if (found.length === 0) continue;
    const isMended = await mend(db, site, { visitor, events, step, found, by: { actor, now } });
    differing.push({
      model: target.model,
      visitor,
      differences: found.slice(0, differencesAtMost),
      isMended,
    });
  }
  const last = step.visitors.length === visitorsAtOnce ? step.visitors.at(-1) : undefined;
  return { checked: step.visitors.length, differing, nextCursor: last ?? null };
}

/** `state`: of the log; null: it has no events. */
function oddsOf(
  row: StoredScore,
  state: State | null,
  traits: Readonly<Record<string, Trait>> | null,
): ComparedOdds {
  const person = traits && { traits, fitScore: row.fitScore };
  return { stored: row, state: state ?? stateOf(row), person };
}

interface Mending {
  visitor: string;
  events: LoggedEvent[];
  step: RescoreStep;
  found: Difference[];
  by: By;
}

/**
 * Replaces the stored state of a visitor. False after a concurrent write, or if this invocation may run no more statements.
 * Visitors without events stay unchanged.
 */
async function mend(
  db: D1Database,
  { key, revision, served, watches }: SiteConfig,
  { visitor, events, step, found, by }: Mending,
): Promise<boolean> {
  if (events.length === 0 || statementsLeft(db) < mendStatements) return false;
  const traits: KnownTraits = new Map(step.leads.map((lead) => [lead.visitor, JSON.parse(lead.traits)]));
  const refolded = loweredTo(by.now, refold(new Map([[visitor, events]]), [served], traits), [served]);
  const isWatched = watches.some(({ version }) => version === served.version);
  const [first] = found;
  const detail = {
    visitor,
    differences: found.length,
    first: first?.what ?? '',
    event: first?.event ?? null,
  };
  try {
    await db.batch([
      ...stepGuard(db, { site: key, revision, served: served.version, step }),
      ...replaceDerived(db, key, refolded),
      ...(isWatched ? markRows(db, { site: key, at: by.now }, [{ version: served.version, visitor }]) : []),
      auditStatement(db, { site: key, at: by.now, actor: by.actor, action: 'score.mended', detail }),
    ]);
    return true;
  } catch (error) {
    if (!isStale(error)) throw error;
    return false;
  }
}
