// Undoes what a person recorded by hand: the event leaves the log, and the visitor is scored as if it had never been there.

import { uuidFromId } from '../../../schema/beacon.ts';
import type { Kind } from '../../../schema/kinds.ts';
import type { LoggedEvent } from '../../score/event.ts';
import { moveOfCrossing, stoodAt } from '../../score/segments/moves.ts';
import { crossingOf } from '../../score/standing/crossing.ts';
import { emptyState } from '../../score/standing/step.ts';
import type { NewMove } from '../../store/alerts/moves.ts';
import { isStale } from '../../store/database/guard.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { isTransient } from '../../store/database/refusal.ts';
import { readIdentity } from '../../store/identity/visitor-identity.ts';
import { withdrawStatements, writeWithdrawal } from '../../store/ingest/withdraw.ts';
import { readKnownEvent } from '../../store/log/events.ts';
import type { NewCrossing } from '../../store/scores/crossings.ts';
import type { Refolded } from '../../store/scores/derived.ts';
import { readStepOf } from '../../store/scores/rescore.ts';
import { type LevelRow, readSharedOut } from '../../store/scores/shared-out.ts';
import type { By } from '../../store/sites/audit.ts';
import { readSite, type SiteConfig, servedOf } from '../../store/sites/site-config.ts';
import { eventIdOf } from '../common/visitor-id.ts';
import { devicesOf } from '../identity/anchor.ts';
import { fitsOf, type KnownTraits, loggedEvent, loweredTo, noVisits, refold } from '../scores/refold.ts';
import { emptyRow } from '../scores/standing-row.ts';
import { isByHand } from './record-by-hand.ts';

/** `event`: the id in the log, or the one under which it was recorded. */
export interface Withdrawing extends By {
  visitor: string;
  event: string;
}

/**
 * `withdrawn` also for a repeat. `not_by_hand`: the visitor's systems or the visitor sent the event. `names`: it also says who the
 * visitor is, because it was recorded when nothing else in the log did.
 */
export type WithdrawResult = {
  kind: 'withdrawn' | 'no_visitor' | 'no_event' | 'not_by_hand' | 'names' | 'unavailable';
};

/** Lost races before it gives up. */
const maxAttempts = 5;

/** SQL statements to read what an attempt needs. */
const readStatements = 12;

/** Whether an event can be withdrawn, or why not. Outcomes come from a site's systems too. */
export function withdrawable({
  kind,
  body,
}: {
  kind: string;
  body: LoggedEvent['body'];
}): 'yes' | 'not_by_hand' | 'names' {
  const isReported = kind === ('outcome' satisfies Kind) && body.actor !== undefined;
  if (!isByHand(kind) && !isReported) return 'not_by_hand';
  return body.email === undefined && body.userId === undefined ? 'yes' : 'names';
}

/** Withdraws an event of the visitor. */
export async function withdraw(
  db: D1Database,
  site: SiteConfig,
  { visitor, event, actor, now }: Withdrawing,
): Promise<WithdrawResult> {
  const id = uuidFromId(event) ?? (await eventIdOf(site.visitorKey, event));
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    if (attempt > 1 && statementsLeft(db) < readStatements + withdrawStatements) break;
    try {
      return { kind: await withdrawOnce(db, site.key, { visitor, event: id, actor, now }) };
    } catch (error) {
      if (!isStale(error) && !isTransient(error)) throw error;
    }
  }
  return { kind: 'unavailable' };
}

async function withdrawOnce(
  db: D1Database,
  siteKey: number,
  { visitor: asked, event: id, actor, now }: Withdrawing,
): Promise<WithdrawResult['kind']> {
  const [site, found] = await Promise.all([readSite(db, siteKey), readIdentity(db, siteKey, asked)]);
  if (!site || !found) return 'no_visitor';
  const { visitor } = found;
  const { version: served } = site.served;
  const step = await readStepOf(db, { site: siteKey, served, visitor });
  const events = step.events.map(loggedEvent);
  const sameId = events.filter((one) => one.id === id);
  // A browser may have sent an event with this id.
  const event = sameId.find((one) => withdrawable(one) !== 'not_by_hand') ?? sameId[0];
  if (!event) {
    const known = await readKnownEvent(db, siteKey, { devices: devicesOf(found), id });
    return known?.body === null ? 'withdrawn' : 'no_event';
  }
  const verdict = withdrawable(event);
  if (verdict !== 'yes') return verdict;
  const isLapse = ({ device, body }: LoggedEvent) => device === event.device && body.after === id;
  const left = events.filter((one) => one !== event && !isLapse(one));
  const traits = new Map(step.leads.map((lead) => [lead.visitor, JSON.parse(lead.traits)]));
  const refolded = loweredTo(now, refoldWithout(site, { visitor, event, left, traits }), site.fed);
  const versions = servedOf(site).map(({ version }) => version);
  const { levels } = await readSharedOut(db, siteKey, { devices: [], visitors: [visitor], versions });
  await writeWithdrawal(db, {
    event: { site: siteKey, device: event.device, id },
    lapses: events.filter(isLapse).map((lapse) => lapse.id),
    ...{ revision: site.revision, served, step, levels, refolded },
    ...crossingsOf(site, { levels, refolded, now }),
    marked: site.watches.map(({ version }) => ({ version, visitor })),
    record: {
      ...{ site: siteKey, at: now, actor, action: 'visitor.undo' },
      detail: { visitor, event: id, kind: event.kind },
    },
  });
  return 'withdrawn';
}

interface Left {
  visitor: string;
  event: LoggedEvent;
  left: LoggedEvent[];
  traits: KnownTraits;
}

/** The visitor's rows from the events that are left. Without any, the visitor stays in the list, as after a split. */
function refoldWithout(site: SiteConfig, { visitor, event, left, traits }: Left): Refolded {
  if (left.length > 0) return refold(new Map([[visitor, left]]), site.fed, traits);
  const standings = fitsOf([visitor], site.fed, { traits, visits: noVisits }).map((fit) =>
    emptyRow(fit, emptyState(event), site.fed),
  );
  return { visitors: [visitor], versions: site.fed.map(({ version }) => version), standings };
}

/** Rises and falls by the withdrawal: who was told of a rise is told that it is over. */
function crossingsOf(
  site: SiteConfig,
  { levels, refolded, now }: { levels: readonly LevelRow[]; refolded: Refolded; now: number },
): { crossings: NewCrossing[]; moves: NewMove[] } {
  const crossed = servedOf(site).flatMap(({ name, version }) => {
    const before = levels.find((row) => row.version === version);
    const after = refolded.standings.find((row) => row.version === version);
    const crossing = after && crossingOf(before?.level ?? undefined, after.level);
    if (!crossing) return [];
    const of = { site: site.key, model: name, at: now, visitor: after.visitor };
    const previous = before && before.level !== null ? stoodAt({ ...before, level: before.level }) : null;
    return [
      {
        crossing: { ...of, ...crossing },
        move: { ...of, ...moveOfCrossing(crossing), detail: { previous } },
      },
    ];
  });
  return { crossings: crossed.map(({ crossing }) => crossing), moves: crossed.map(({ move }) => move) };
}
