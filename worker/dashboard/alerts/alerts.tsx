// Answers the page of all alerts and the form that adds one. It does what `POST …/webhooks` does.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { newWebhook } from '../../../schema/api/alerts/webhook.ts';
import { isAllowed } from '../../../schema/api/role.ts';
import type { InputError } from '../../../schema/api/shared.ts';
import { addWebhook, webhookView, withoutPath } from '../../flows/alerts/webhooks.ts';
import type { Refused } from '../../flows/common/refused.ts';
import type { SiteEnv } from '../../http/env.ts';
import { readForm } from '../../http/json-body.ts';
import { outsideOf } from '../../http/platform/outside.ts';
import { countRecentDeliveries } from '../../store/alerts/deliveries.ts';
import { listWebhooks, type WebhookRow } from '../../store/alerts/webhooks.ts';
import { readSegments } from '../../store/segments/segments.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { whereabouts } from '../frame/whereabouts.ts';
import type { FormState } from '../site/form.tsx';
import type { Texts } from '../texts/en/en.ts';
import { textsFor } from '../texts/texts.ts';
import type { SegmentChoice } from './add-form.tsx';
import { AlertsPage, alertHref, type ListedAlert } from './alerts-page.tsx';

/** A URL, a name and some choices. */
const maxBodyBytes = 16 * 1024;

const dayMs = 86_400_000;

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
  return goTo(c, alertHref(site, result.webhook.id, new URLSearchParams({ done: 'add' })));
}

/** The fields of a form; empty if it is too long, or no text. */
export async function readAlertForm(c: Context<SiteEnv>): Promise<URLSearchParams> {
  return (await readForm(c.req.raw, maxBodyBytes)) ?? new URLSearchParams();
}

/** The segments that an alert can be about. */
export async function segmentChoices(c: Context<SiteEnv>): Promise<SegmentChoice[]> {
  const segments = await readSegments(c.env.DB, c.var.site.key);
  return segments.map(({ id, name }) => ({ id, name }));
}

/** An alert as this reader may see it. */
export function listedAlert(
  c: Context<SiteEnv>,
  row: WebhookRow,
  counts: Awaited<ReturnType<typeof countRecentDeliveries>>,
): ListedAlert {
  const webhook = webhookView(row, Date.now());
  const countOf = (state: string) =>
    counts.find((count) => count.webhook === row.id && count.state === state)?.deliveries ?? 0;
  return {
    webhook: isAllowed(c.var.actor.role, 'edit') ? webhook : withoutPath(webhook),
    waiting: countOf('waiting'),
    failed: countOf('failed'),
  };
}

/** What a form holds, to show it again. */
export function valuesOf(fields: URLSearchParams): FormState['values'] {
  return { ...Object.fromEntries(fields), events: fields.getAll('events').join('\n') };
}

/** What a form asks for, as the API would be asked. An email is a `mailto:` URL, which nobody types. */
export function givenIn(fields: URLSearchParams) {
  const text = (name: string) => (fields.get(name) ?? '').trim();
  const format = text('format');
  const url = text('url');
  const isAddress = format === 'email' && url !== '' && !/^mailto:/i.test(url);
  return {
    ...{ format, events: fields.getAll('events'), url: isAddress ? `mailto:${url}` : url },
    ...(text('segment') !== '' && { segment: text('segment') }),
    ...(text('label') !== '' && { label: text('label') }),
  };
}

/** What is wrong with the fields, in the reader's language. */
export function fieldErrors(
  issues: readonly { path: readonly PropertyKey[] }[],
  { errors }: Texts['alerts'],
): Record<string, string> {
  const known: Readonly<Record<string, string>> = errors.fields;
  const named = issues.map(({ path }) => String(path[0]));
  return Object.fromEntries(named.map((field) => (known[field] ? [field, known[field]] : ['', errors.form])));
}

/** Why it was refused. The reason itself is in English, as the API gives it. */
export function refusalErrors(refused: Refused, { errors }: Texts['alerts']): Record<string, string> {
  if (refused.kind === 'not_found') return { '': errors.gone };
  if (refused.kind === 'conflict') return { '': refused.why };
  return Object.fromEntries(
    refused.errors.map((error: InputError) => [error.path, errors.because(error.message)]),
  );
}
