// The application: security headers, authentication of /v1, then every route, in this order.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { answerNoPage, isPage } from './dashboard/frame/no-page.tsx';
import { dashboardRoutes } from './dashboard/routes.tsx';
import { chooseModel } from './http/asked/choose-model.ts';
import {
  checkToken,
  limitRate,
  requireOwnSite,
  requireRole,
  requireSite,
  requireSoundBody,
  requireToken,
} from './http/auth.ts';
import type { ApiEnv } from './http/env.ts';
import { notFoundIn, onError } from './http/failure.ts';
import { withoutTrailingSlash } from './http/routed-path.ts';
import { apiRouter } from './http/router.ts';
import { secureHeaders } from './http/secure-headers.ts';
import { webhookDeliveryRoutes } from './routes/alerts/webhook-deliveries.ts';
import { webhookRoutes } from './routes/alerts/webhooks.ts';
import { companyRoutes } from './routes/companies/companies.ts';
import { healthRoutes } from './routes/health.ts';
import { collectRoutes } from './routes/ingest/collect.ts';
import { outcomeRoutes } from './routes/ingest/outcomes.ts';
import { serverEventRoutes } from './routes/ingest/server-events.ts';
import { modelRoutes } from './routes/models/models.ts';
import { previewRoutes } from './routes/models/models-preview.ts';
import { publishRoutes } from './routes/models/models-publish.ts';
import { describeApi } from './routes/openapi.tsx';
import { erasureRoutes } from './routes/privacy/erasures.ts';
import { bandsRoutes } from './routes/reports/bands.ts';
import { calibrationRoutes } from './routes/reports/calibration.ts';
import { overviewRoutes } from './routes/reports/overview.ts';
import { predictionRoutes } from './routes/reports/prediction.ts';
import { predictionFitRoutes } from './routes/reports/prediction-fit.ts';
import { sourcesRoutes } from './routes/reports/sources.ts';
import { velocityRoutes } from './routes/reports/velocity.ts';
import { segmentRoutes } from './routes/segments/segments.ts';
import { accountAuditRoutes, siteAuditRoutes } from './routes/sites/audit.ts';
import { siteRoutes, sitesRoutes } from './routes/sites/sites.ts';
import { tokenRoutes } from './routes/sites/tokens.ts';
import { usageRoutes } from './routes/sites/usage.ts';
import { verifyRoutes } from './routes/sites/verify.ts';
import { crossingRoutes } from './routes/visitors/crossings.ts';
import { shareRoutes } from './routes/visitors/shares.ts';
import { visitorChangeRoutes } from './routes/visitors/visitor-changes.ts';
import { visitorCountRoutes } from './routes/visitors/visitor-counts.ts';
import { visitorFactRoutes } from './routes/visitors/visitor-facts.ts';
import { visitorHistoryRoutes } from './routes/visitors/visitor-history.ts';
import { visitorRoutes } from './routes/visitors/visitors.ts';
import { visitorFileRoutes } from './routes/visitors/visitors-csv.ts';

/** Builds the application; it has no state of its own. */
export function buildApp(): OpenAPIHono<ApiEnv> {
  const app = apiRouter<ApiEnv>();
  app.use('*', secureHeaders, withoutTrailingSlash);
  app.use('/healthz', checkToken);
  app.use('/v1/*', requireToken, limitRate);
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
  app.route('/', visitorCountRoutes);
  app.route('/', visitorRoutes);
  app.route('/', visitorFileRoutes);
  app.route('/', visitorHistoryRoutes);
  app.route('/', companyRoutes);
  app.route('/', segmentRoutes);
  app.route('/', crossingRoutes);
  for (const report of [
    bandsRoutes,
    calibrationRoutes,
    overviewRoutes,
    predictionRoutes,
    predictionFitRoutes,
    sourcesRoutes,
    velocityRoutes,
  ])
    app.route('/', report);
  app.route('/', visitorFactRoutes);
  app.route('/', visitorChangeRoutes);
  app.route('/', shareRoutes);
  app.route('/', webhookRoutes);
  app.route('/', webhookDeliveryRoutes);
  app.route('/', erasureRoutes);
  app.route('/', verifyRoutes);
  app.route('/', siteAuditRoutes);
  app.route('/', accountAuditRoutes);
  app.route('/', dashboardRoutes);
  describeApi(app);
  const refuse = notFoundIn(app);
  app.notFound((c) => (isPage(c.req) ? answerNoPage(c) : refuse(c)));
  app.onError(onError);
  return app;
}
