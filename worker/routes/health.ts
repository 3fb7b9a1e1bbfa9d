// Whether the Worker is up: public, and touches nothing else.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { version } from '../../package.json';
import type { ApiEnv } from '../env.ts';
import { apiRouter, json } from '../router.ts';

const health = z.object({ ok: z.literal(true), version: z.string() });

/** `GET /healthz`. */
export const healthRoutes = apiRouter<ApiEnv>();

healthRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/healthz',
    tags: ['Health'],
    summary: 'Whether it is up, and which version',
    responses: { 200: json(health, 'It is up') },
  }),
  (c) => c.json({ ok: true as const, version }, 200),
);
