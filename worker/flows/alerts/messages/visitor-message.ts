// A message about a visitor, as the format `standard` sends it and the formats for people are made of.

import type { PreviousStanding, VisitorMessage } from '../../../../schema/api/alerts/message.ts';
import { maxReasons } from '../../../../schema/api/alerts/message.ts';
import type { Model } from '../../../../schema/model/model.ts';
import { compileModel } from '../../../score/rules/compile.ts';
import { outsideLevel } from '../../../score/standing/level.ts';
import { statusOf } from '../../../score/standing/standing-now.ts';
import { scoreReasons } from '../../../score/words/reason-sentences.ts';
import { englishWords } from '../../../score/words/score-words.ts';
import type { MessageDetail, Previous } from '../../../store/alerts/moves.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import type { VisitorRow } from '../../../store/visitors/visitor-row.ts';
import { visitorView } from '../../visitors/visitor-view.ts';

/** What happened. `at` is UTC ms, `pages` the origin of the pages, `detail` from the move. */
export interface Told {
  type: VisitorMessage['type'];
  at: number;
  pages: string;
  detail: MessageDetail;
}

/** A message, and its score in words that agree with its reasons: `65 points`. */
export interface News {
  message: VisitorMessage;
  points: string;
}

/**
 * The message of what happened to a visitor, as they are `now` (UTC ms) under `site.served`. Null if it is about a segment that is
 * gone. `segments` has the names by id.
 */
export function visitorMessageOf(
  { type, at, pages, detail }: Told,
  row: VisitorRow,
  { site, segments, now }: { site: SiteConfig; segments: ReadonlyMap<string, string>; now: number },
): News | null {
  const { served } = site;
  const visitor = visitorView(row, served, now);
  const segmentName = segments.get(detail.segment ?? '');
  if (detail.segment !== undefined && segmentName === undefined) return null;
  const { total, sentences } = scoreReasons(
    compileModel(served),
    { rawScore: visitor.rawScore, heatByRule: JSON.parse(row.heatByRule) },
    { at: now, limit: maxReasons, words: englishWords },
  );
  const message: VisitorMessage = {
    type,
    timestamp: new Date(at).toISOString(),
    data: {
      site: { id: site.id, name: site.name },
      model: served.name,
      visitor,
      previous: detail.previous && previousOf(served.model, detail.previous),
      reasons: sentences,
      url: `${sitePages(pages, site.id)}/visitors/${encodeURIComponent(visitor.id)}`,
      ...(segmentName !== undefined && { segment: { id: detail.segment as string, name: segmentName } }),
      ...(detail.outcome && { outcome: detail.outcome as VisitorMessage['data']['outcome'] }),
    },
  };
  return { message, points: total };
}

/** The site's pages. `pages` is their origin. */
export function sitePages(pages: string, site: string): string {
  return `${pages}/s/${encodeURIComponent(site)}`;
}

function previousOf(model: Model, { level, cell, identified, outcome }: Previous): PreviousStanding {
  const known = outcome as PreviousStanding['outcome'];
  return {
    status: statusOf(model, level, known),
    level: level === outsideLevel ? null : level,
    ...{ cell, identified, outcome: known },
  };
}
