// A prediction that a request has begun, or asks for while it is made, goes on after the response.

import type { Context } from 'hono';
import { continuePrediction } from '../../flows/predict/predict.ts';
import type { SiteEnv } from '../env.ts';

/** Time for work after the response; the scheduled work continues from there. */
const afterAnswerMs = 25_000;

/** Continues the prediction of the model that the request chose. */
export function predictOn(c: Context<SiteEnv>): void {
  const { key: site, served } = c.var.site;
  const key = { site, version: served.version };
  c.executionCtx.waitUntil(continuePrediction(c.env.DB, key, Date.now() + afterAnswerMs));
}
