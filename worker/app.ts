// The application: headers, the gate of /v1, then every route. What is mounted first runs first.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { dashboardRoutes } from './dashboard/routes.tsx';
import type { ApiEnv } from './env.ts';
import { notFoundIn, onError } from './failure.ts';
import { apiRouter } from './router.ts';
import { accountAuditRoutes, siteAuditRoutes } from './routes/audit.ts';
import {
  checkToken,
  requireCalm,
  requireOwnSite,
  requireRole,
  requireSite,
  requireSoundBody,
  requireToken,
} from './routes/auth.ts';
import { chooseModel } from './routes/choose-model.ts';
import { collectRoutes } from './routes/collect.ts';
import { crossingRoutes } from './routes/crossings.ts';
import { erasureRoutes } from './routes/erasures.ts';
import { healthRoutes } from './routes/health.ts';
import { modelRoutes } from './routes/models.ts';
import { previewRoutes } from './routes/models-preview.ts';
import { publishRoutes } from './routes/models-publish.ts';
import { describeApi } from './routes/openapi.tsx';
import { outcomeRoutes } from './routes/outcomes.ts';
import { serverEventRoutes } from './routes/server-events.ts';
import { siteRoutes, sitesRoutes } from './routes/sites.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { usageRoutes } from './routes/usage.ts';
import { verifyRoutes } from './routes/verify.ts';
import { visitorChangeRoutes } from './routes/visitor-changes.ts';
import { visitorHistoryRoutes } from './routes/visitor-history.ts';
import { visitorRoutes } from './routes/visitors.ts';
import { secureHeaders } from './secure-headers.ts';

/** Builds the application; it holds no state of its own. */
export function buildApp(): OpenAPIHono<ApiEnv> {
  const app = apiRouter<ApiEnv>();
  app.use('*', secureHeaders);
  app.use('/healthz', checkToken);
  app.use('/v1/*', requireToken, requireCalm);
  app.use('/v1/sites/:site/*', requireOwnSite);
  app.use('/v1/*', requireRole, requireSoundBody);
  app.use('/v1/sites/:site/*', requireSite, chooseModel);
  app.route('/', healthRoutes);
  app.route('/', collectRoutes);
  app.route('/', serverEventRoutes);
  app.route('/', outcomeRoutes);
  app.route('/', sitesRoutes);
  app.route('/', siteRoutes);
  app.route('/', tokenRoutes);
  app.route('/', usageRoutes);
  app.route('/', modelRoutes);
  app.route('/', previewRoutes);
  app.route('/', publishRoutes);
  app.route('/', visitorRoutes);
  app.route('/', visitorHistoryRoutes);
  app.route('/', crossingRoutes);
  app.route('/', visitorChangeRoutes);
  app.route('/', erasureRoutes);
  app.route('/', verifyRoutes);
  app.route('/', siteAuditRoutes);
  app.route('/', accountAuditRoutes);
  app.route('/', dashboardRoutes);
  describeApi(app);
  app.notFound(notFoundIn(app));
  app.onError(onError);
  return app;
}
