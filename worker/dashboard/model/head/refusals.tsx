// Requests about a model that are refused as a whole.

import type { Context, MiddlewareHandler } from 'hono';
import { isAllowed } from '../../../../schema/api/role.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { answerProblem } from '../../frame/problem.tsx';
import { textsFor } from '../../texts/texts.ts';

/** Refuses who may only read. */
export const requireEditor: MiddlewareHandler<SiteEnv> = async (c, next) => {
  if (isAllowed(c.var.actor.role, 'edit')) return next();
  const { forbidden, forbiddenDetail } = textsFor(c).model.wrong;
  return answerProblem(c, 403, { title: forbidden, detail: forbiddenDetail });
};

/** A form that is longer than any of ours, or not text. */
export function refuseForm(c: Context<SiteEnv>): Response {
  const { title, wrong } = textsFor(c).model;
  return answerProblem(c, 400, { title, detail: wrong.unreadable });
}
