// `POST …/visitors/{id}/shares`: makes a link for a colleague, which the answer shows once, or revokes one.

import type { Context } from 'hono';
import { isAllowed } from '../../../../schema/api/role.ts';
import { maxShares, newShare, shareUrl } from '../../../../schema/api/visitors/share.ts';
import { shareVisitor } from '../../../flows/visitors/shares.ts';
import { findVisitor } from '../../../flows/visitors/visitor-detail.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { readForm } from '../../../http/json-body.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { deleteShare } from '../../../store/visitors/shares.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { answerNoPage } from '../../frame/no-page.tsx';
import { nameOf } from '../../frame/person.tsx';
import { answerProblem } from '../../frame/problem.tsx';
import { visitorHref } from '../../frame/site-href.ts';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { textsFor, useTexts } from '../../texts/texts.ts';
import { type Clock, Day } from '../../words/clock.tsx';
import { Copyable } from '../copyable.tsx';

/** Two short fields. */
const maxBodyBytes = 1024;

type ShareContext = Context<SiteEnv, '/s/:site/visitors/:id/shares'>;

/** The answer to either form. */
export async function changeShares(c: ShareContext): Promise<Response> {
  const texts = textsFor(c).share;
  if (!isAllowed(c.var.actor.role, 'edit')) return answerProblem(c, 403, texts.notAllowed);
  const fields = (await readForm(c.req.raw, maxBodyBytes)) ?? new URLSearchParams();
  switch (fields.get('form')) {
    case 'make':
      return make(c, fields);
    case 'revoke':
      return revoke(c, fields);
    default:
      return answerProblem(c, 400, texts.wrong);
  }
}

async function make(c: ShareContext, fields: URLSearchParams): Promise<Response> {
  const { site, actor } = c.var;
  const texts = textsFor(c).share;
  const asked = newShare.safeParse({ days: Number(fields.get('days')) });
  if (!asked.success) return answerProblem(c, 400, texts.wrong);
  const visitor = c.req.param('id');
  const clock = clockOf(c);
  const by = { actor: actor.id, now: clock.now };
  const result = await shareVisitor(c.env.DB, site, { ...asked.data, visitor, ...by });
  if (result.kind === 'too_many') return answerProblem(c, 409, texts.tooMany(maxShares));
  if (result.kind === 'not_found') return answerNoPage(c);
  const [found, where] = await Promise.all([findVisitor(c.env.DB, site, visitor, clock.now), whereabouts(c)]);
  if (!found) return answerNoPage(c);
  const link = shareUrl(result.secret, new URL(c.req.url).origin);
  const { expiresAt } = result.share;
  const made = { id: found.id, name: nameOf(found, textsFor(c)), link, expiresAt };
  return answerPage(c, <MadePage {...{ where, site, clock, ...made }} />);
}

async function revoke(c: ShareContext, fields: URLSearchParams): Promise<Response> {
  const { site, actor } = c.var;
  const visitor = c.req.param('id');
  const by = { actor: actor.id, now: Date.now() };
  await deleteShare(c.env.DB, { site: site.key, visitor, id: fields.get('share') ?? '' }, by);
  // One that has ended already is what was asked for.
  return goTo(c, `${visitorHref(site, visitor)}#shares`);
}

interface MadePageProps {
  where: Whereabouts;
  site: SiteConfig;
  id: string;
  name: string;
  link: string;
  expiresAt: number;
  clock: Clock;
}

function MadePage({ where, site, id, name, link, expiresAt, clock }: MadePageProps) {
  const texts = useTexts().share.made;
  return (
    <Layout title={`${texts.title(name)} · ${site.name}`} where={where} of={{ site, page: null }}>
      <section class="card access">
        <h1>
          <bdi>{texts.title(name)}</bdi>
        </h1>
        <p>{texts.note}</p>
        <Copyable id="link" text={link} button={texts.copy} />
        <p>
          {texts.until} <Day moment={expiresAt} clock={clock} />.
        </p>
        <p>
          <a href={visitorHref(site, id)}>{texts.back}</a>
        </p>
      </section>
    </Layout>
  );
}
