// Selects one of a site's models: `?model=NAME`, on every route below a site that reads scores.

import type { MiddlewareHandler } from 'hono';
import { servedOf, withModel } from '../../store/sites/site-config.ts';
import type { SiteEnv } from '../env.ts';
import { reject } from '../rejection.ts';

/** Makes later handlers use the model in the query; 400 if the site serves none with this name. */
export const chooseModel: MiddlewareHandler<SiteEnv> = async (c, next) => {
  const name = c.req.query('model');
  if (name === undefined) return next();
  const site = withModel(c.var.site, name);
  if (!site) {
    const names = servedOf(c.var.site).map((served) => served.name);
    const message = `the site serves no model with this name; use one of ${names.join(', ')}`;
    return reject({ code: 'invalid_request', errors: [{ path: 'model', message }] });
  }
  c.set('site', site);
  return next();
};
