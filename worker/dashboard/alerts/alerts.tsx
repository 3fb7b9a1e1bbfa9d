// Answers the page of all alerts and the form that adds one. It does what `POST …/webhooks` does.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { newWebhook } from '../../../schema/api/alerts/webhook.ts';
import { isAllowed } from '../../../schema/api/role.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { addWebhook } from '../../flows/alerts/setup/webhooks.ts';
import type { SiteEnv } from '../../http/env.ts';
import { outsideOf } from '../../http/platform/outside.ts';
import { countRecentDeliveries } from '../../store/alerts/deliveries.ts';
import { listWebhooks } from '../../store/alerts/webhooks.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { whereabouts } from '../frame/whereabouts.ts';
import type { FormState } from '../site/form.tsx';
import { textsFor } from '../texts/texts.ts';
import { answerAlert } from './alert.tsx';
import {
  fieldErrors,
  givenIn,
  listedAlert,
  readAlertForm,
  refusalErrors,
  segmentChoices,
  valuesOf,
} from './alert-forms.ts';
import { AlertsPage, alertHref } from './alerts-page.tsx';

/** What a new alert is told of if nothing else is chosen: the moment that most people want to hear of. */
const emptyForm: FormState = { values: { format: 'slack', events: 'visitor.hot' }, errors: {} };

/** `GET …/alerts`, and with `sent` the answer to a form that was not accepted. */
export async function answerAlerts(
  c: Context<SiteEnv>,
  sent: FormState | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { site, actor } = c.var;
  const [webhooks, listed, segments, where] = await Promise.all([
    listWebhooks(c.env.DB, site.key),
    countRecentDeliveries(c.env.DB, site.key, Date.now() - dayMs),
    segmentChoices(c),
    whereabouts(c),
  ]);
  const alerts = webhooks.map((row) => listedAlert(c, row, listed));
  const form = isAllowed(actor.role, 'edit') ? (sent ?? emptyForm) : null;
  const isDeleted = !sent && c.req.query('done') === 'delete';
  const hasEmail = outsideOf(c.env).sendEmail !== null;
  return answerPage(
    c,
    <AlertsPage {...{ where, site, alerts, segments, hasEmail, form, isDeleted }} />,
    status,
  );
}

/** `POST …/alerts`: adds one, and goes on to its page, where the test is. */
export async function addAlert(c: Context<SiteEnv>): Promise<Response> {
  const { site, actor } = c.var;
  const texts = textsFor(c).alerts;
  const fields = await readAlertForm(c);
  const values = valuesOf(fields);
  const refuse = (errors: Record<string, string>, status: 400 | 409) =>
    answerAlerts(c, { values, errors }, status);
  const asked = newWebhook.safeParse(givenIn(fields));
  if (!asked.success) return refuse(fieldErrors(asked.error.issues, texts), 400);
  const result = await addWebhook(c.env.DB, site, {
    ...{ ...asked.data, actor: actor.id, now: Date.now() },
    ...{ pages: new URL(c.req.url).origin, outside: outsideOf(c.env) },
  });
  if (result.kind !== 'created') return refuse(refusalErrors(result, texts), 400);
  const { id, format, secret } = result.webhook;
  // A program needs the secret, which no later answer has.
  if (format === 'standard') return answerAlert(c, { id, done: 'add', secret });
  return goTo(c, alertHref(site, id, new URLSearchParams({ done: 'add' })));
}
