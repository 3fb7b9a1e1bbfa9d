// The dashboard's pages: sign in, choose a site, the list, a visitor. They call the same flows as the API and render the result.

import { type Context, Hono } from 'hono';
import { isAllowed } from '../../schema/api/role.ts';
import type { VisitorCounts } from '../../schema/api/visitors/visitor-counts.ts';
import { countsInSegment, countsOf, type SegmentCounts } from '../flows/visitors/visitor-counts.ts';
import { listVisitors } from '../flows/visitors/visitor-list.ts';
import type { ApiEnv, SiteEnv } from '../http/env.ts';
import { onError } from '../http/failure.ts';
import { refusalOf } from '../store/database/refusal.ts';
import { answerAlert, changeAlert } from './alerts/alert.tsx';
import { addAlert, answerAlerts } from './alerts/alerts.tsx';
import { answerPage, goTo } from './frame/answer.tsx';
import { answerAsset } from './frame/assets.ts';
import { answerProblem, problemOf } from './frame/problem.tsx';
import { siteHref } from './frame/site-href.ts';
import { clockOf, whereabouts } from './frame/whereabouts.ts';
import { chooseDensity, densityOf } from './list/density.tsx';
import { answerFile } from './list/list-file.ts';
import { ListPage } from './list/list-page.tsx';
import { listHref, listQuery } from './list/list-view.ts';
import { answerSegments, changeSegments } from './list/segments/segments.tsx';
import { readShownList } from './list/shown-list.ts';
import { requireEditor } from './model/head/refusals.tsx';
import { modelPages } from './model/model-routes.ts';
import { answerCompanies, answerCompany } from './people/companies/companies.tsx';
import { answerMatrix, changeAction } from './people/matrix/matrix.tsx';
import { predictionPages } from './reports/prediction.tsx';
import { reportPages } from './reports/reports.tsx';
import { rulesPages } from './reports/rules.tsx';
import { answerStranger, requireOwnForm, requireSession, requireSite, whoIs } from './session/gate.ts';
import { SignInPage, safeNext, signIn, signOut } from './session/sign-in.tsx';
import { answerAccess, changeAccess } from './site/access/access.tsx';
import { answerActivity } from './site/access/activity.tsx';
import { changeShares } from './site/access/share.tsx';
import { answerShared } from './site/access/shared.tsx';
import { answerInstall } from './site/install/install.tsx';
import { answerSettings, answerSettingsForm } from './site/settings/settings.tsx';
import { answerNewSite, answerSites } from './site/sites.tsx';
import { answerStart } from './site/start/start.tsx';
import { textsFor } from './texts/texts.ts';
import { answerChange } from './visitor/changes/changes.ts';
import { answerErasure, answerExport, askErasure } from './visitor/erase-page.tsx';
import { answerVisitor } from './visitor/visitor.tsx';

/** `/`, `/sign-in`, `/sign-out`, `/p/…`, `/s/…` and `/assets/…`. */
export const dashboardRoutes = new Hono<SiteEnv>();

dashboardRoutes.get('/assets/:file', answerAsset);

dashboardRoutes.post('/sign-in', requireOwnForm, signIn);
dashboardRoutes.post('/sign-out', requireOwnForm, signOut);
// For a link with a token behind #, and for a reload of a submitted form's URL.
dashboardRoutes.get('/sign-in', (c) => answerPage(c, <SignInPage next="/" />));
dashboardRoutes.get('/sign-out', (c) => goTo(c, '/'));

dashboardRoutes.get('/', async (c) => {
  const next = safeNext(c.req.query('next'));
  const caller = await whoIs(c);
  if (caller.kind === 'nobody') return answerPage(c, <SignInPage next={next} />);
  if (caller.kind === 'stranger') return answerStranger(c, caller.email);
  if (next !== '/') return goTo(c, next);
  if (caller.sites?.length === 1) return goTo(c, `/s/${caller.sites[0]}`);
  c.set('actor', caller.actor);
  return answerSites(c, caller.sites);
});
dashboardRoutes.post('/', requireOwnForm, requireSession, answerNewSite);

dashboardRoutes.get('/p/:secret', answerShared);

dashboardRoutes.use('/s/*', requireSession);
dashboardRoutes.use('/s/:site/*', requireSite);

dashboardRoutes.get('/s/:site', async (c) => {
  const { site, view, segments, segment } = await readShownList(c);
  // It was deleted.
  if (segment === null && c.req.query('segment')) return goTo(c, siteHref(site));
  const clock = clockOf(c);
  const [answer, counts, where] = await Promise.all([
    listVisitors(c.env.DB, site, listQuery(view, clock.now), clock.now),
    segment ? countsInSegment(c.env.DB, site, { segment: segment.id }, clock.now) : countsAll(c, clock.now),
    whereabouts(c),
  ]);
  if (counts.kind === 'invalid') return goTo(c, siteHref(site));
  // The cursor belongs to another model or list, or the model no longer has a filter: start again.
  if (answer.kind !== 'page') return goTo(c, view.cursor === null ? siteHref(site) : listHref(site, view));
  const isNew = segment === null && answer.data.length === 0 && hasNobody(counts.counts);
  const { data: visitors, nextCursor } = answer;
  const mayEdit = isAllowed(c.var.actor.role, 'edit');
  return answerPage(
    c,
    <ListPage
      {...{
        where,
        site,
        view,
        visitors,
        nextCursor,
        isNew,
        clock,
        base: baseOf(c),
        segments,
        segment,
        mayEdit,
      }}
      counts={counts.counts}
      density={densityOf(c)}
    />,
  );
});

dashboardRoutes.get('/s/:site/visitors.csv', answerFile);
dashboardRoutes.get('/s/:site/segments', answerSegments);
dashboardRoutes.post('/s/:site/segments', requireOwnForm, requireEditor, changeSegments);
dashboardRoutes.post('/s/:site/rows', requireOwnForm, chooseDensity);
// For a reload of the form's address, or going back to it.
dashboardRoutes.get('/s/:site/rows', (c) => goTo(c, siteHref(c.var.site)));
dashboardRoutes.get('/s/:site/companies', answerCompanies);
dashboardRoutes.get('/s/:site/companies/:key', answerCompany);
dashboardRoutes.get('/s/:site/matrix', (c) => answerMatrix(c));
dashboardRoutes.post('/s/:site/matrix', requireOwnForm, requireEditor, changeAction);
dashboardRoutes.route('/s/:site/reports', reportPages);
dashboardRoutes.route('/s/:site/reports', rulesPages);
dashboardRoutes.route('/s/:site/reports', predictionPages);
dashboardRoutes.get('/s/:site/alerts', (c) => answerAlerts(c));
dashboardRoutes.post('/s/:site/alerts', requireOwnForm, requireEditor, addAlert);
dashboardRoutes.get('/s/:site/alerts/:id', (c) => answerAlert(c));
dashboardRoutes.post('/s/:site/alerts/:id', requireOwnForm, requireEditor, changeAlert);
dashboardRoutes.get('/s/:site/install', answerInstall);
dashboardRoutes.get('/s/:site/access', (c) => answerAccess(c));
dashboardRoutes.post('/s/:site/access', requireOwnForm, changeAccess);
dashboardRoutes.get('/s/:site/activity', answerActivity);
dashboardRoutes.get('/s/:site/start', answerStart);
dashboardRoutes.get('/s/:site/settings', (c) => answerSettings(c));
dashboardRoutes.post('/s/:site/settings', requireOwnForm, answerSettingsForm);
dashboardRoutes.route('/s/:site/model', modelPages);

dashboardRoutes.get('/s/:site/visitors/:id', (c) => answerVisitor(c));
dashboardRoutes.post('/s/:site/visitors/:id', requireOwnForm, answerChange);
dashboardRoutes.post('/s/:site/visitors/:id/shares', requireOwnForm, changeShares);
dashboardRoutes.get('/s/:site/visitors/:id/export', answerExport);
dashboardRoutes.get('/s/:site/visitors/:id/erase', askErasure);
dashboardRoutes.post('/s/:site/visitors/:id/erase', requireOwnForm, answerErasure);

/** Logs an error as the API does, and responds with a page. */
dashboardRoutes.onError(async (error, c) => {
  await onError(error, c as unknown as Context<ApiEnv>);
  const refusal = refusalOf(error);
  if (refusal) c.header('retry-after', String(refusal.retryAfterSeconds));
  return answerProblem(c, refusal ? 503 : 500, problemOf(refusal, textsFor(c)));
});

async function countsAll(c: Context<SiteEnv>, now: number): Promise<SegmentCounts> {
  return { kind: 'counts', counts: await countsOf(c.env.DB, c.var.site, now) };
}

/** Whether the site has no visitors: groups that are not counted exactly have many. */
function hasNobody({ statuses }: VisitorCounts): boolean {
  const groups = statuses.flatMap(({ identified, anonymous }) => [identified, anonymous]);
  return groups.every(({ count, isExact }) => isExact && count === 0);
}

function baseOf(c: Context<SiteEnv>): string {
  return new URL(c.req.url).origin;
}
