// `GET /p/{secret}`: one person's page for who has a link to it. No session: it must lead nowhere else and name nobody else.

import type { Context } from 'hono';
import { isbot } from 'isbot';
import type { Kind } from '../../../../schema/kinds.ts';
import { explainVisitor, withoutGiver } from '../../../flows/visitors/explain.ts';
import { findShared, type SharedVisitor } from '../../../flows/visitors/shares.ts';
import { readHistory } from '../../../flows/visitors/timeline.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { checkAttempt } from '../../../http/token-check.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { answerProblem } from '../../frame/problem.tsx';
import { textsFor } from '../../texts/texts.ts';
import { zoneFor } from '../../words/clock.tsx';
import { SharedPage } from './shared-page.tsx';

/** Events per page of the timeline. */
const eventsPerPage = 100;

/** Everything but what sales wrote: notes are for those who have access, and owners are other people. */
const shown = { kinds: ['lead_note', 'lead_state', 'lead_owner'] satisfies Kind[], isOther: true };

type SharedContext = Context<SiteEnv, '/p/:secret'>;

/** The page; the same answer to every link that opens nothing. */
export async function answerShared(c: SharedContext): Promise<Response> {
  const answer = await answerLink(c);
  // The address is the secret: no page that it links to may learn it, and no search engine may list it.
  answer.headers.set('referrer-policy', 'no-referrer');
  answer.headers.set('x-robots-tag', 'noindex, nofollow');
  return answer;
}

async function answerLink(c: SharedContext): Promise<Response> {
  const texts = textsFor(c).share;
  // Chats and mail scanners open every link. They are told nothing about anybody.
  if (isbot(c.req.header('user-agent'))) return answerProblem(c, 403, texts.preview);
  const presented = c.req.param('secret');
  const attempt = { presented, address: c.req.header('cf-connecting-ip') };
  const now = Date.now();
  const checked = await checkAttempt(c.env, attempt, {
    find: async () => ({ kind: 'found' as const, shared: await findShared(c.env.DB, presented, now) }),
    isRight: ({ shared }) => shared !== null,
  });
  if (checked.kind === 'braked') {
    c.header('retry-after', String(checked.retryAfterSeconds));
    return answerProblem(c, 429, texts.slowDown);
  }
  return checked.shared ? answerPerson(c, checked.shared, now) : answerProblem(c, 404, texts.ended);
}

async function answerPerson(c: SharedContext, shared: SharedVisitor, now: number): Promise<Response> {
  const { site, visitor, expiresAt } = shared;
  const { id } = visitor;
  const texts = textsFor(c);
  const clock = { now, zone: zoneFor(c.req.raw, site.settings.timeZone), texts };
  const here = `/p/${c.req.param('secret')}`;
  const [explanation, history] = await Promise.all([
    explainVisitor(c.env.DB, site, {
      ...{ id, at: now, zone: clock.zone, words: texts.score },
      isForOutsiders: true,
    }),
    readHistory(c.env.DB, site, { id, limit: eventsPerPage, cursor: c.req.query('cursor'), kinds: shown }),
  ]);
  if (history.kind === 'invalid_cursor') return goTo(c, here);
  if (!explanation || history.kind === 'not_found') return answerProblem(c, 404, texts.share.ended);
  const { data, nextCursor } = history;
  const events = data.map(withoutGiver);
  const olderHref = nextCursor && `${here}?${new URLSearchParams({ cursor: nextCursor })}#timeline`;
  return answerPage(
    c,
    <SharedPage {...{ site, visitor, explanation, events, olderHref, expiresAt, clock }} />,
  );
}
