// The pages to erase a person: what will be removed, a button, and the result. Also the export as a file.

import type { Context } from 'hono';
import { isAllowed } from '../../../schema/api/role.ts';
import { erase } from '../../flows/privacy/erase.ts';
import { exportVisitor } from '../../flows/privacy/export.ts';
import { type Erasable, findErasable } from '../../flows/privacy/find-erasable.ts';
import { findVisitor } from '../../flows/visitors/visitor-detail.ts';
import type { SiteEnv } from '../../http/env.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { answerPage } from '../frame/answer.tsx';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { nameOf } from '../frame/person.tsx';
import { answerProblem } from '../frame/problem.tsx';
import { siteHref, trailOf, trailSearch, visitorHref } from '../frame/site-href.ts';
import { whereabouts, whereaboutsUnread } from '../frame/whereabouts.ts';
import { textsFor, useTexts } from '../texts/texts.ts';
import { countText } from '../words/points.ts';

type VisitorContext = Context<SiteEnv, '/s/:site/visitors/:id/erase'>;

/** Whether the signed-in person may erase. */
export function mayErase({ var: { actor } }: Context<SiteEnv>): boolean {
  return isAllowed(actor.role, 'administer');
}

/** `GET …/visitors/{id}/export`: a download. */
export async function answerExport(c: Context<SiteEnv, '/s/:site/visitors/:id/export'>): Promise<Response> {
  const found = await exportVisitor(c.env.DB, c.var.site, c.req.param('id'), Date.now());
  if (!found) return noSuchVisitor(c);
  c.header('content-disposition', `attachment; filename="visitor-${found.visitor.id}.json"`);
  c.header('cache-control', 'no-store');
  return c.json(found);
}

/** `GET …/visitors/{id}/erase`: asks for confirmation. */
export async function askErasure(c: VisitorContext): Promise<Response> {
  if (!mayErase(c)) return notAllowed(c);
  const { site } = c.var;
  const id = c.req.param('id');
  const [visitor, erasable, where] = await Promise.all([
    findVisitor(c.env.DB, site, id, Date.now()),
    findErasable(c.env.DB, site, { visitor: id }),
    whereabouts(c),
  ]);
  if (!visitor || !erasable) return noSuchVisitor(c);
  const trail = trailSearch(trailOf(new URL(c.req.url).searchParams));
  return answerPage(
    c,
    <ErasePage {...{ where, site, id, trail, name: nameOf(visitor, textsFor(c)), erasable }} />,
  );
}

/** `POST …/visitors/{id}/erase`: erases. Nothing else is read: an erasure takes most of the free plan's statements. */
export async function answerErasure(c: VisitorContext): Promise<Response> {
  if (!mayErase(c)) return notAllowed(c);
  const { site, actor } = c.var;
  const id = c.req.param('id');
  const asked = { visitor: id };
  const result = await erase(c.env.DB, site, { asked, actor: actor.id, now: Date.now() });
  switch (result.kind) {
    case 'erased':
      return answerPage(c, <ErasedPage where={whereaboutsUnread(c)} site={site} events={result.events} />);
    case 'not_found':
      return noSuchVisitor(c);
    case 'unfinished':
      return answerProblem(c, 202, textsFor(c).erasure.unfinished);
    case 'unavailable':
      return answerProblem(c, 503, textsFor(c).erasure.busy);
  }
}

/** The answer where nobody has this id. */
export function noSuchVisitor(c: Context): Response {
  return answerProblem(c, 404, textsFor(c).erasure.missing);
}

function notAllowed(c: Context): Response {
  return answerProblem(c, 403, textsFor(c).erasure.notAllowed);
}

interface ErasePageProps {
  where: Whereabouts;
  site: SiteConfig;
  id: string;
  trail: URLSearchParams;
  name: string;
  erasable: Erasable;
}

const bdi = (words: string) => <bdi>{words}</bdi>;

function ErasePage({ where, site, id, trail, name, erasable }: ErasePageProps) {
  const { visitors, events, devices, identifiers } = erasable;
  const { locale, erasure: texts } = useTexts();
  return (
    <Layout title={`${texts.pageTitle(name)} · ${site.name}`} where={where}>
      <p class="back">
        <a href={visitorHref(site, id, trail)}>
          <bdi>{name}</bdi>
        </a>
      </p>
      <section class="card erase">
        <h1>{texts.title(bdi, name)}</h1>
        <p>{texts.note}</p>
        <ul>
          <li>{texts.events(events, countText(events, locale))}</li>
          <li>{texts.devices(devices, countText(devices, locale))}</li>
          {identifiers.email.map((email) => (
            <li>{texts.email(bdi, email)}</li>
          ))}
          {identifiers.userId.map((userId) => (
            <li>{texts.userId(bdi, userId)}</li>
          ))}
          <li>{texts.rest}</li>
          {visitors > 1 && <li>{texts.visitors(countText(visitors, locale))}</li>}
        </ul>
        <p class="hint">{texts.kept}</p>
        <form method="post" action={siteHref(site, `/visitors/${encodeURIComponent(id)}/erase`)}>
          <button type="submit" class="danger">
            {texts.erase}
          </button>{' '}
          <a href={visitorHref(site, id, trail)}>{texts.cancel}</a>
        </form>
      </section>
    </Layout>
  );
}

function ErasedPage({ where, site, events }: { where: Whereabouts; site: SiteConfig; events: number }) {
  const { locale, erasure } = useTexts();
  const texts = erasure.done;
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where}>
      <section class="card problem">
        <h1>{texts.title}</h1>
        <p>{texts.removed(events, countText(events, locale))}</p>
        <p>
          <a href={siteHref(site)}>{texts.back}</a>
        </p>
      </section>
    </Layout>
  );
}
