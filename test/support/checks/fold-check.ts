// Checks the database against the specification: the fold of the log.

import { expect } from 'vitest';
import { fitOf } from '../../../worker/score/fit/fit.ts';
import { deedOddsOf, personOddsOf } from '../../../worker/score/proof/predict/prediction.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { storedMemory } from '../../../worker/score/rules/memory.ts';
import { storedActivity } from '../../../worker/score/standing/done/activity.ts';
import { fold } from '../../../worker/score/standing/fold.ts';
import { heatThresholds, lowered } from '../../../worker/score/standing/level.ts';
import { ticksPerMs } from '../../../worker/score/standing/step.ts';
import { lastDays } from '../../../worker/score/standing/trend.ts';
import { visitorFrom, withIds } from '../../../worker/store/ids.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { logByVisitor, scoresOf } from '../sites.ts';
import { expectCompanies } from './company-check.ts';

/** Compares the lead's columns of each stored score with the lead, and its fit with the fit of the lead's traits. */
export async function expectLeads(db: D1Database, site: SiteConfig): Promise<void> {
  const { results } = await db
    .prepare('select *, hex(visitor) as visitor from lead where site = ?1')
    .bind(site.key)
    .all();
  const rowsOfLeads = withIds<Record<string, string>>(results, { visitor: visitorFrom });
  const leads = new Map(rowsOfLeads.map((lead) => [lead.visitor, lead]));
  const { version, model } = site.served;
  const rows = await scoresOf(db, site.key, version);
  const { prediction } = site.served;
  for (const { visitor, fit_score: fitScore, person_odds } of rows) {
    const traits = JSON.parse(leads.get(visitor)?.traits ?? 'null');
    expectClose(person_odds, personOddsOf(prediction, traits && { traits, fitScore }));
  }
  expect(rows.map(leadIn)).toEqual(
    rows.map((row) => {
      const { visitor } = row;
      const lead = leads.get(visitor);
      const { fitScore, grade } = fitOf(model, JSON.parse(lead?.traits ?? 'null'), row);
      return { ...leadIn({ visitor, ...lead }), fit_score: fitScore, grade };
    }),
  );
}

/** Between both values, as exactly as sums of doubles in another order are equal. */
function expectClose(stored: number | null, one: number | null, other = one): void {
  if (stored === null || one === null || other === null) {
    expect(stored).toBe(one);
    return;
  }
  const slack = 1e-7 * Math.max(1, Math.abs(one)) + Math.abs(one - other) / 2;
  expect(Math.abs(stored - (one + other) / 2)).toBeLessThanOrEqual(slack);
}

/** The lead's columns in a row of a score or a lead; all null for an anonymous visitor. */
function leadIn(row: object) {
  const { visitor, ...said } = row as Record<string, unknown>;
  const names = [
    ...['email', 'user_id', 'verified', 'name', 'company', 'search', 'company_key', 'company_search'],
    ...['fit_score', 'grade'],
  ];
  return { visitor, ...Object.fromEntries(names.map((name) => [name, said[name] ?? null])) };
}

/**
 * Compares each stored score, and its state, with the fold of the log, and with its lead. `asOf`: the time when a scheduled
 * job last lowered a stored level, UTC ms.
 */
export async function expectFold(
  db: D1Database,
  site: SiteConfig,
  { asOf = 0 }: { asOf?: number } = {},
): Promise<void> {
  await expectLeads(db, site);
  const stored = await scoresOf(db, site.key, site.served.version);
  await expectCompanies(
    db,
    site,
    Math.max(...stored.map(({ last_seen }) => last_seen), site.served.landmark),
  );
  const log = await logByVisitor(db, site);
  // A visitor without events, because all were split away, is still listed with a score of 0.
  const nobody = stored.filter(({ visitor }) => !log.has(visitor));
  expect(nobody.filter(({ heat, visits }) => heat !== 0 || visits !== 0)).toEqual([]);
  const owners = stored.filter(({ visitor }) => log.has(visitor));
  expect(owners.map(({ visitor }) => visitor)).toEqual([...log.keys()].sort());
  for (const row of owners) {
    const compiled = compileModel(site.served);
    const { state } = fold(log.get(row.visitor) ?? [], compiled);
    expect(state).not.toBeNull();
    if (!state) continue;
    const { standing } = state;
    const slack = 1e-9 * Math.max(1, ...Object.values(standing.heatByRule).map(Math.abs));
    expect(Math.abs(row.heat - standing.heat)).toBeLessThanOrEqual(slack);
    const byRule = JSON.parse(row.heat_by_rule) as Record<string, number>;
    expect(Object.keys(byRule).sort()).toEqual(Object.keys(standing.heatByRule).sort());
    for (const [rule, heat] of Object.entries(standing.heatByRule)) {
      expect(Math.abs((byRule[rule] ?? 0) - heat)).toBeLessThanOrEqual(slack);
    }
    const moment = standing.arrival / ticksPerMs;
    const byDay = lastDays(JSON.parse(row.heat_by_day), moment, compiled.calendar);
    expect(Object.keys(byDay)).toEqual(Object.keys(standing.heatByDay));
    for (const [day, heat] of Object.entries(standing.heatByDay)) {
      expect(Math.abs((byDay[day] ?? 0) - heat)).toBeLessThanOrEqual(slack);
    }
    // A batch without effect does not change the stored level. Reads apply the decay since.
    const { levels } = site.served.model;
    const now = Math.max(asOf, standing.arrival / ticksPerMs);
    const thresholds = heatThresholds(levels, compiled, now);
    const level = lowered(row.level, row.heat, thresholds);
    expect({
      level,
      visits: row.visits,
      firstSeen: row.first_seen,
      source: row.source,
      channel: row.channel,
      campaign: row.campaign,
      landing: row.landing,
      sent: row.sent === null ? null : JSON.parse(row.sent),
      lastEvent: row.last_event === null ? null : JSON.parse(row.last_event),
      outcome: row.outcome,
      outcomeAt: row.outcome_at,
      leadState: row.lead_state,
      stateReason: row.state_reason,
      owner: row.owner,
    }).toEqual({
      level: lowered(standing.level, standing.heat, thresholds),
      visits: standing.visits,
      firstSeen: standing.firstSeen,
      source: standing.source,
      channel: standing.channel,
      campaign: standing.campaign,
      landing: standing.landing,
      sent: standing.sent,
      lastEvent: standing.lastEvent,
      outcome: standing.outcome,
      outcomeAt: standing.outcomeAt,
      leadState: standing.leadState,
      stateReason: standing.stateReason,
      owner: standing.owner,
    });
    expect(standing.lastSeen - row.last_seen).toBeLessThan(3_600_000);
    // Odds are those of a last visit between the stored one and the real one.
    const oddsAt = (lastSeen: number) =>
      deedOddsOf(site.served.prediction, { ...state, standing: { ...standing, lastSeen } }, compiled);
    expectClose(row.deed_odds, oddsAt(standing.lastSeen), oddsAt(row.last_seen));
    expect(JSON.parse(row.state)).toEqual([storedMemory(state.memory), storedActivity(state.activity)]);
  }
}
