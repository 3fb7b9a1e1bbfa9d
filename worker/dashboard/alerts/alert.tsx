// Answers the page of one alert and its forms. Each does what a request of the API does (routes/alerts/).

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { deliveryStates } from '../../../schema/api/alerts/delivery.ts';
import { type WebhookTest, webhookChange } from '../../../schema/api/alerts/webhook.ts';
import { isAllowed } from '../../../schema/api/role.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { deliveriesOf, replay } from '../../flows/alerts/setup/deliveries.ts';
import { changeWebhook, renewSecret, testWebhook } from '../../flows/alerts/setup/webhooks.ts';
import type { Refused } from '../../flows/common/refused.ts';
import type { SiteEnv } from '../../http/env.ts';
import { outsideOf } from '../../http/platform/outside.ts';
import { countRecentDeliveries } from '../../store/alerts/deliveries.ts';
import { deleteWebhook, readWebhook, type WebhookRow } from '../../store/alerts/webhooks.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { answerNoPage } from '../frame/no-page.tsx';
import { siteHref } from '../frame/site-href.ts';
import { clockOf, whereabouts } from '../frame/whereabouts.ts';
import type { FormState } from '../site/form.tsx';
import { textsFor } from '../texts/texts.ts';
import {
  fieldErrors,
  givenIn,
  listedAlert,
  readAlertForm,
  refusalErrors,
  segmentChoices,
  valuesOf,
} from './alert-forms.ts';
import { AlertPage } from './alert-page.tsx';
import { alertHref } from './alerts-page.tsx';

/** Deliveries of a page. */
const shown = 30;

/** What the answer to a form adds to the page. */
interface Added {
  /** The alert; by default that of the address. */
  id?: string;
  done?: string;
  form?: FormState;
  test?: WebhookTest;
  secret?: string;
  status?: ContentfulStatusCode;
}

/** `GET …/alerts/{id}`, and the answer to a form. */
export async function answerAlert(c: Context<SiteEnv>, added: Added = {}): Promise<Response> {
  const { site, actor } = c.var;
  const id = added.id ?? c.req.param('id') ?? '';
  const isForm = c.req.method !== 'GET';
  const state = deliveryStates.find((each) => each === c.req.query('state')) ?? null;
  const cursor = isForm ? undefined : c.req.query('cursor');
  const asked = { webhook: id, limit: shown, ...(state && { state }), ...(cursor && { cursor }) };
  const [row, found, counts, segments, where] = await Promise.all([
    readWebhook(c.env.DB, { site: site.key, id }),
    deliveriesOf(c.env.DB, site, asked),
    countRecentDeliveries(c.env.DB, site.key, Date.now() - dayMs),
    segmentChoices(c),
    whereabouts(c),
  ]);
  if (!row || !found) return answerNoPage(c);
  if (found.kind === 'invalid_cursor') return goTo(c, alertHref(site, id));
  const mayEdit = isAllowed(actor.role, 'edit');
  const page = {
    ...{ where, site, segments, state, clock: clockOf(c), alert: listedAlert(c, row, counts) },
    ...{ deliveries: found.data, nextCursor: found.nextCursor, isFirst: !cursor },
    hasEmail: outsideOf(c.env).sendEmail !== null,
    form: mayEdit ? (added.form ?? { values: storedValues(row), errors: {} }) : null,
    done: added.done ?? (isForm ? null : (c.req.query('done') ?? null)),
    ...{ test: added.test ?? null, secret: added.secret ?? null },
  };
  return answerPage(c, <AlertPage {...page} />, added.status ?? 200);
}

/** `POST …/alerts/{id}`. */
export async function changeAlert(c: Context<SiteEnv>): Promise<Response> {
  const { site, actor } = c.var;
  const db = c.env.DB;
  const which = { site: site.key, id: c.req.param('id') ?? '' };
  const by = { actor: actor.id, now: Date.now() };
  const outside = outsideOf(c.env);
  const fields = await readAlertForm(c);
  const name = fields.get('form');
  const done = () => goTo(c, alertHref(site, which.id, new URLSearchParams({ done: name ?? '' })));
  switch (name) {
    case 'test': {
      const test = await testWebhook(db, site, { ...by, id: which.id, outside });
      return test ? answerAlert(c, { test }) : answerNoPage(c);
    }
    case 'pause':
    case 'resume': {
      const change = { enabled: name === 'resume' };
      const result = await changeWebhook(db, which, { ...by, outside, change });
      return result.kind === 'changed' ? done() : refuse(c, result, fields);
    }
    case 'secret': {
      const made = await renewSecret(db, which, by);
      return made ? answerAlert(c, { secret: made.secret }) : answerNoPage(c);
    }
    case 'replay': {
      const result = await replay(db, which, { ...by, message: fields.get('message') ?? '' });
      return result.kind === 'replayed' ? done() : refuse(c, result, null);
    }
    case 'change':
      return change(c, fields);
    case 'delete': {
      const row = await readWebhook(db, which);
      if (!row || !(await deleteWebhook(db, row, by))) return answerNoPage(c);
      return goTo(c, siteHref(site, '/alerts', new URLSearchParams({ done: 'delete' })));
    }
    default:
      return refuse(c, { kind: 'conflict', why: textsFor(c).alerts.errors.form }, null);
  }
}

async function change(c: Context<SiteEnv>, fields: URLSearchParams): Promise<Response> {
  const { site, actor } = c.var;
  const id = c.req.param('id') ?? '';
  const { segment = null, label, ...given } = givenIn(fields);
  const asked = webhookChange.safeParse({ ...given, segment, ...(label && { label }) });
  if (!asked.success) {
    const errors = fieldErrors(asked.error.issues, textsFor(c).alerts);
    return answerAlert(c, { form: { values: valuesOf(fields), errors }, status: 400 });
  }
  const which = { site: site.key, id };
  const by = { actor: actor.id, now: Date.now(), outside: outsideOf(c.env) };
  const result = await changeWebhook(c.env.DB, which, { ...by, change: asked.data });
  if (result.kind !== 'changed') return refuse(c, result, fields);
  return goTo(c, alertHref(site, id, new URLSearchParams({ done: 'change' })));
}

/** The page with what was refused. `fields`: of the form that changes the alert; null: another. */
async function refuse(
  c: Context<SiteEnv>,
  refused: Refused,
  fields: URLSearchParams | null,
): Promise<Response> {
  const row = await readWebhook(c.env.DB, { site: c.var.site.key, id: c.req.param('id') ?? '' });
  if (!row || refused.kind === 'not_found') return answerNoPage(c);
  const errors = refusalErrors(refused, textsFor(c).alerts);
  const isChange = fields?.get('form') === 'change';
  const values = fields && isChange ? valuesOf(fields) : storedValues(row);
  const status = refused.kind === 'conflict' ? 409 : 400;
  return answerAlert(c, {
    form: { values, errors: isChange ? errors : { '': Object.values(errors)[0] ?? '' } },
    status,
  });
}

function storedValues({ format, url, label, events, segment }: WebhookRow): FormState['values'] {
  return { format, url, label, events: events.join('\n'), segment: segment ?? '' };
}
