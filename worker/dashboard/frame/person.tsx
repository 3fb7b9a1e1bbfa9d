// A visitor's name, status and score.

import type { Visitor } from '../../../schema/api/visitor.ts';
import { type ActionName, actionWords } from '../../../schema/model/default-actions.ts';
import { visibleText } from '../../score/conditions/visible-text.ts';
import { directSource } from '../../score/source/source.ts';
import { customerStatus, disqualifiedStatus } from '../../score/standing/standing-now.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import type { Texts } from '../texts/en/en.ts';
import { languages, useTexts } from '../texts/texts.ts';

/** The name, email or userId, or `Anonymous` with the first characters of the id, to distinguish visitors. */
export function nameOf(visitor: Visitor, { people }: Texts): string {
  return knownNameOf(visitor) ?? people.anonymous(visitor.id.slice(0, 6));
}

function knownNameOf({ name, email, userId }: Visitor): string | null {
  return visibleText(name) ?? email ?? visibleText(userId);
}

/** The name or email of an identified person in a few words, or else the first characters of the id. */
export function shortNameOf({ id, name, email }: Pick<Visitor, 'id' | 'name' | 'email'>): string {
  return visibleText(name) ?? email ?? id.slice(0, 6);
}

/** Email, userId and company, except the one that is already the name. */
export function alsoKnown(visitor: Visitor): string[] {
  const { email, userId, company } = visitor;
  const known = [email, email === null ? visibleText(userId) : null, visibleText(company)];
  return known.filter((text): text is string => text !== null && text !== knownNameOf(visitor));
}

/** A status of somebody: a level by the model's name for it. */
export function statusText(status: string, { people: { statuses } }: Texts): string {
  if (status === customerStatus) return statuses.customer;
  return status === disqualifiedStatus ? statuses.disqualified : status;
}

/** A source as the API has it, for people. */
export function sourceText(source: string, { people }: Texts): string {
  return source === directSource ? people.direct : source;
}

const actionNames = Object.keys(actionWords) as ActionName[];

/** A source and the channel, such as `google, organic search`; one of them if the other says the same. */
export function originText({ source, channel }: Pick<Visitor, 'source' | 'channel'>, texts: Texts): string {
  const { [channel]: by } = texts.people.channels;
  const isSame = source === channel || channel === 'other';
  if (source !== directSource) return isSame ? source : `${source}, ${by}`;
  return by;
}

/** What to do: a default action in the reader's language, and any other as the model says it. */
export function actionText(action: string, { people }: Texts): string {
  const name = actionNames.find((each) => actionWords[each] === action);
  return name ? people.actions[name] : action;
}

/** What to do as a model has it, from what somebody typed: a default action in any language is that of the model. */
export function typedAction(typed: string): string {
  const isSaidAs = (name: ActionName) =>
    Object.values(languages).some(({ people }) => people.actions[name] === typed);
  const name = actionNames.find(isSaidAs);
  return name ? actionWords[name] : typed;
}

/** The status as a badge. Its colour depends on the level, because each model has its own names. */
export function StatusBadge({ visitor: { status, level } }: { visitor: Visitor }) {
  return <span class={`badge level-${level ?? 'none'}`}>{statusText(status, useTexts())}</span>;
}

/**
 * A score as a bar. Scores have no maximum, so the bar fills by score ÷ (score + hot): it is half full where the hottest
 * level begins, and never completely full. Hidden from screen readers, because the number is next to it.
 */
export function ScoreBar({ score, level, site }: { score: number; level: number | null; site: SiteConfig }) {
  const hot = site.served.model.levels[0].at;
  const share = score <= 0 ? 0 : hot <= 0 ? 1 : score / (score + hot);
  return (
    <svg
      class={`bar level-${level ?? 'none'}`}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="bar-track" width="100" height="6" />
      <rect class="bar-fill" width={(share * 100).toFixed(1)} height="6" />
      <rect class="bar-hot" x="49.6" width="0.8" height="6" />
    </svg>
  );
}
