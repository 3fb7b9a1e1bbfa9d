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
  return answerPage(c, <ErasePage {...{ where, site, id, trail, name: nameOf(visitor), erasable }} />);
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
      return answerProblem(c, 202, {
        title: 'Erasure not finished',
        detail: 'This person has a very large number of events. Reload this page to continue.',
      });
    case 'unavailable':
      return answerProblem(c, 503, {
        title: 'The database is busy',
        detail: 'Nothing was erased. Wait a moment, then reload this page.',
      });
  }
}

/** The answer where nobody has this id. */
export function noSuchVisitor(c: Context): Response {
  return answerProblem(c, 404, {
    title: 'Visitor not found',
    detail: 'The visitor may have been erased, or the URL may be incomplete.',
  });
}

function notAllowed(c: Context): Response {
  return answerProblem(c, 403, {
    title: 'Only administrators can erase people',
    detail: 'Sign in with a token that has the role "admin", or ask the person who runs Leadlight.',
  });
}

interface ErasePageProps {
  where: Whereabouts;
  site: SiteConfig;
  id: string;
  trail: URLSearchParams;
  name: string;
  erasable: Erasable;
}

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

function ErasePage({ where, site, id, trail, name, erasable }: ErasePageProps) {
  const { visitors, events, devices, identifiers } = erasable;
  return (
    <Layout title={`Erase ${name} · ${site.name}`} where={where}>
      <p class="back">
        <a href={visitorHref(site, id, trail)}>
          <bdi>{name}</bdi>
        </a>
      </p>
      <section class="card erase">
        <h1>
          Erase <bdi>{name}</bdi>?
        </h1>
        <p>This cannot be undone. It removes the following, with all scores and explanations:</p>
        <ul>
          <li>{counted(events, 'event', 'events')}</li>
          <li>this person’s activity on {counted(devices, 'device', 'devices')}</li>
          {identifiers.email.map((email) => (
            <li>
              the email <bdi>{email}</bdi>
            </li>
          ))}
          {identifiers.userId.map((userId) => (
            <li>
              the user id <bdi>{userId}</bdi>
            </li>
          ))}
          <li>all other data about this person, including sales and manual points</li>
          {visitors > 1 && <li>all {visitors} visitors with the same email or user id</li>}
        </ul>
        <p class="hint">
          Events of other people on the same devices stay. A keyed hash of each email, user id and device is
          kept, so that events of this person that arrive late are dropped.
        </p>
        <form method="post" action={siteHref(site, `/visitors/${encodeURIComponent(id)}/erase`)}>
          <button type="submit" class="danger">
            Erase permanently
          </button>{' '}
          <a href={visitorHref(site, id, trail)}>Cancel</a>
        </form>
      </section>
    </Layout>
  );
}

function ErasedPage({ where, site, events }: { where: Whereabouts; site: SiteConfig; events: number }) {
  return (
    <Layout title={`Erased · ${site.name}`} where={where}>
      <section class="card problem">
        <h1>Erased</h1>
        <p>Removed {counted(events, 'event', 'events')} and everything computed from them.</p>
        <p>
          <a href={siteHref(site)}>Back to the visitors</a>
        </p>
      </section>
    </Layout>
  );
}
