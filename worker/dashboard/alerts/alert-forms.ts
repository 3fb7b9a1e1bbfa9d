// Reads the forms of alerts, and says what is wrong with them.

import type { Context } from 'hono';
import { isAllowed } from '../../../schema/api/role.ts';
import type { InputError } from '../../../schema/api/shared.ts';
import { webhookView, withoutPath } from '../../flows/alerts/setup/webhooks.ts';
import type { Refused } from '../../flows/common/refused.ts';
import type { SiteEnv } from '../../http/env.ts';
import { readForm } from '../../http/json-body.ts';
import type { DeliveryCount } from '../../store/alerts/deliveries.ts';
import type { WebhookRow } from '../../store/alerts/webhooks.ts';
import { readSegments } from '../../store/segments/segments.ts';
import type { FormState } from '../site/form.tsx';
import type { Texts } from '../texts/en/en.ts';
import type { SegmentChoice } from './add-form.tsx';
import type { ListedAlert } from './alerts-page.tsx';

/** A URL, a name and some choices. */
const maxBodyBytes = 16 * 1024;

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
  counts: readonly DeliveryCount[],
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
