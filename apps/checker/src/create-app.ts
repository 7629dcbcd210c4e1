import type { LabEntry, ServiceConfig } from '@inbox-connect/core';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Checks } from './checks/checks.ts';
import type { Config } from './config.ts';
import type { Discoveries } from './discovery/discoveries.ts';
import { requireKnownHost, requireSameOrigin } from './http/known-host.ts';
import { answerProblems, HttpProblem } from './http/problem.ts';
import { addRoutes } from './http/route.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { Replays } from './lab/replays.ts';
import { limitRequests, type RequestLimit } from './limits/limit-requests.ts';
import { logRequests } from './logger.ts';
import type { Metrics } from './metrics.ts';
import type { LabInbox } from './receiver/lab-inbox.ts';
import type { Reports } from './reports/reports.ts';
import { checkEventsRoute, type FollowerLimits } from './routes/check-events.ts';
import { checkRoutes } from './routes/checks.ts';
import { diagnoseRoute } from './routes/diagnose.ts';
import { discoverRoute } from './routes/discover.ts';
import { feedbackRoute } from './routes/feedback.ts';
import { openApiRoute } from './routes/open-api.ts';
import { pageRouter } from './routes/page.ts';
import { replayRoute } from './routes/replays.ts';
import { reportRoutes } from './routes/reports.ts';
import { serviceRoutes } from './routes/service.ts';

/** What the app is made of. */
export interface AppParts {
  readonly config: Config;
  readonly serviceConfig: ServiceConfig;
  readonly checks: Checks;
  readonly reports: Reports;
  readonly discoveries: Discoveries;
  readonly labEntries: readonly LabEntry[];
  readonly labInbox: Pick<LabInbox, 'messages'> | undefined;
  /** Undefined where the lab is off. */
  readonly replays: Replays | undefined;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Milliseconds between two comments in a stream that says nothing. */
  readonly keepAliveMs: number;
  /** Changes what one client may have of each route; a test need not send thousands of requests. */
  readonly mostRequests?: ((limit: RequestLimit) => RequestLimit) | undefined;
  /** Streams at the same time. */
  readonly followers?: FollowerLimits | undefined;
  /** The folder of the built page. */
  readonly page?: string | undefined;
}

/** The whole service as an Express app; it owns no socket and no timer of its own. */
export function createApp({
  config,
  serviceConfig,
  checks,
  reports,
  discoveries,
  labEntries,
  labInbox,
  replays,
  metrics,
  logger,
  keepAliveMs,
  mostRequests = (limit) => limit,
  followers,
  page,
}: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('trust proxy', config.trustProxy);

  app.use(logRequests(logger), securityHeaders, requireKnownHost(config), requireSameOrigin(config));
  app.use(['/api', '/healthz', '/readyz', '/metrics'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  const routes = [
    ...checkRoutes(checks),
    checkEventsRoute(checks, { keepAliveMs, followers: followers ?? { perCheck: 100, perClient: config.rateLimits ? 200 : Number.POSITIVE_INFINITY } }),
    ...reportRoutes(checks, reports),
    discoverRoute(discoveries),
    diagnoseRoute(),
    feedbackRoute(metrics),
    ...(replays === undefined ? [] : [replayRoute(replays)]),
    ...serviceRoutes({ checks, metrics, config: serviceConfig, labEntries, labInbox }),
  ];
  addRoutes(app, [...routes, openApiRoute(routes)], (limit) => (config.rateLimits ? [limitRequests(mostRequests(limit))] : []));
  app.use('/api', () => {
    throw new HttpProblem(404);
  });
  app.use(pageRouter({ folder: page, lab: config.lab }));
  app.use(answerProblems(logger));
  return app;
}
