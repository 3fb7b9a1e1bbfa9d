// Explains a visitor's score: reads the log and runs the scoring code again.

import type { Explanation } from '../../../schema/api/visitor.ts';
import type { Kind } from '../../../schema/kinds.ts';
import type { Trait } from '../../../schema/trait.ts';
import { explainFit } from '../../score/fit/fit-explanation.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { explain } from '../../score/standing/explain.ts';
import type { ScoreWords } from '../../score/words/score-words.ts';
import { sentencesOf } from '../../score/words/sentences.ts';
import { readEventsOfVisitor } from '../../store/log/events.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { readTokenLabels } from '../../store/sites/tokens.ts';
import { readVisitor } from '../../store/visitors/visitors.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { loggedEvent } from '../scores/refold.ts';

/** `at` and `now` are UTC ms. If `at` is not `now`, sentences speak of the past or future, in days of `zone`. `words`: the language. */
export interface ExplanationAsked {
  id: string;
  at: number;
  now?: number;
  /** An IANA name; by default the site's. */
  zone?: string;
  words: ScoreWords;
  /** For readers from outside: without the reasons of points by hand and who gave them. */
  isForOutsiders?: boolean;
}

/** Explains a visitor's score at a past or future time, and the fit by the traits known now; null: no such visitor on this site. */
export async function explainVisitor(
  db: D1Database,
  site: SiteConfig,
  { id, at, now = at, zone = site.settings.timeZone, words, isForOutsiders = false }: ExplanationAsked,
): Promise<Explanation | null> {
  const read = await underFreshSite(db, site, async (fresh) => {
    const { served } = fresh;
    const asked = { site: fresh.key, revision: fresh.revision, version: served.version, id };
    const [rows, found] = await Promise.all([readEventsOfVisitor(db, asked), readVisitor(db, asked)]);
    return (
      rows && {
        rows,
        served,
        traits: found?.traits ?? null,
        visit: found?.row ?? null,
        isVerified: found?.row.verified === 1,
      }
    );
  });
  if (!read) return null;
  const { served, rows, traits, visit, isVerified } = read;
  const logged = rows.map((row) => ({ ...loggedEvent(row), claimed: row.claimed === 1 }));
  const events = isForOutsiders ? logged.map(withoutGiver) : logged;
  const explained = explain(events, compileModel(served), at);
  const givers = new Set(explained.lines.flatMap(({ by }) => by ?? []));
  const names = givers.size > 0 ? await readTokenLabels(db, [...givers]) : new Map<string, string>();
  const { model } = served;
  const sentences = sentencesOf(explained, { at, now, zone, words, model, isVerified, names });
  const known = traits === null ? null : (JSON.parse(traits) as Record<string, Trait>);
  const fit = explainFit(model, { traits: known, visit }, words.conditions);
  return { ...explained, at, modelVersion: served.version, fit, sentences };
}

/** An event without who recorded it, and of points by hand without the reason. No rule reads either. */
export function withoutGiver<Event extends { kind: string; body: { actor?: unknown; reason?: unknown } }>(
  event: Event,
) {
  const { actor: _, reason, ...body } = event.body;
  const isPoints = event.kind === ('adjustment' satisfies Kind);
  return { ...event, body: isPoints || reason === undefined ? body : { ...body, reason } };
}
