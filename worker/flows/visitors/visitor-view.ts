// A visitor as the API and the pages show it, from the stored row, the served model and the time.

import type { PredictionReasons } from '../../../schema/api/reports/prediction.ts';
import type { Visitor, VisitorDetail } from '../../../schema/api/visitor.ts';
import type { Trait } from '../../../schema/trait.ts';
import { nextActionOf } from '../../score/fit/fit.ts';
import { probabilityAt } from '../../score/proof/predict/prediction.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { firstVisitOf } from '../../score/source/first-visit.ts';
import { shownSource, unseen } from '../../score/source/source.ts';
import { standingAt } from '../../score/standing/standing-now.ts';
import { changeAt, scoresByDay } from '../../score/standing/trend.ts';
import type { FedModel } from '../../store/sites/site-config.ts';
import type { VisitorRow } from '../../store/visitors/visitor-row.ts';
import type { FoundVisitor } from '../../store/visitors/visitors.ts';

/** The visitor at `at`, UTC ms. */
export function visitorView(row: VisitorRow, served: FedModel, at: number): Visitor {
  const {
    id,
    email,
    userId,
    name,
    company,
    companyKey,
    fitScore,
    grade,
    firstSeen,
    lastSeen,
    visits,
    outcome,
    leadState,
    stateReason,
    owner,
  } = row;
  const heatByRule = JSON.parse(row.heatByRule) as Record<string, number>;
  const compiled = compileModel(served);
  const past = { heat: row.heat, heatByDay: JSON.parse(row.heatByDay) };
  const standing = standingAt(compiled, { heat: row.heat, heatByRule, level: row.level, outcome }, at);
  const { level } = standing;
  return {
    id,
    email,
    userId,
    name,
    company,
    companyKey,
    identified: row.identified === 1,
    verified: row.verified === 1,
    score: standing.score,
    rawScore: standing.rawScore,
    status: standing.status,
    level,
    fitScore,
    grade,
    cell: grade === null || level === null ? null : `${grade}${level}`,
    nextAction: nextActionOf(served.model, grade, level),
    probability: probabilityAt(served.prediction, row, at),
    source: shownSource(row.source),
    channel: shownSource(row.channel),
    firstSeen,
    lastSeen,
    lastEvent: row.lastEvent === null ? null : JSON.parse(row.lastEvent),
    visits,
    outcome,
    state: leadState ?? 'new',
    stateReason,
    owner,
    coolsAt: standing.coolsAt,
    change: changeAt(compiled, past, at),
    history: scoresByDay(compiled, past, at),
    topReasons: standing.topReasons,
  };
}

/** The same, with the person's details. `prediction`: why the probability is what it is. */
export function visitorDetailView(
  { row, traits, devices, formerEmails }: FoundVisitor,
  served: FedModel,
  { at, prediction }: { at: number; prediction: PredictionReasons | null },
): VisitorDetail {
  const identities: VisitorDetail['identities'] = [];
  if (row.email !== null) identities.push({ kind: 'email', value: row.email });
  for (const value of formerEmails) identities.push({ kind: 'email', value });
  if (row.userId !== null) identities.push({ kind: 'userId', value: row.userId });
  const known = traits === null ? {} : (JSON.parse(traits) as Record<string, Trait>);
  const { source, channel, campaign, landing } = row;
  const sent = row.sent === null ? null : JSON.parse(row.sent);
  const firstVisit = channel === unseen ? null : firstVisitOf({ source, channel, campaign, landing, sent });
  return { ...visitorView(row, served, at), traits: known, identities, devices, prediction, firstVisit };
}
