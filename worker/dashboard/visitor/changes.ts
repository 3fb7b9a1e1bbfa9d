// `POST …/visitors/{id}`: the forms of a visitor's page. Each does what a request of the API does, through the same flow.

import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';
import { adjustment } from '../../../schema/api/lead.ts';
import { outcome } from '../../../schema/api/outcome.ts';
import { isAllowed, type Need } from '../../../schema/api/role.ts';
import { splitRequest } from '../../../schema/api/visitor.ts';
import { split } from '../../flows/identity/split.ts';
import { recordOutcomeByHand } from '../../flows/ingest/outcome-by-hand.ts';
import { recordByHand } from '../../flows/ingest/record-by-hand.ts';
import { readBody } from '../../http/json-body.ts';
import { excludedEmails } from '../../score/identity/excluded-email.ts';
import { goTo } from '../frame/answer.tsx';
import { answerProblem } from '../frame/problem.tsx';
import { trailOf, trailSearch, visitorHref } from '../frame/site-href.ts';
import { noSuchVisitor } from './erase-page.tsx';
import { doneSearch, type FormName, formNames, type SentForm } from './sent-form.ts';
import { answerVisitor, type VisitorContext } from './visitor.tsx';

/** A few short texts. */
const maxBodyBytes = 16 * 1024;

/** `done`: what to say of it. `wrong`: nothing was changed, and why. */
type Change =
  | { kind: 'done'; what: string }
  | ({ kind: 'wrong'; status: ContentfulStatusCode } & Pick<SentForm, 'errors' | 'isIdUsed'>)
  | { kind: 'not_found' };

interface Sent {
  c: VisitorContext;
  fields: URLSearchParams;
  now: number;
}

const changes: Readonly<Record<FormName, { need: Need; make(sent: Sent): Promise<Change> }>> = {
  points: { need: 'edit', make: givePoints },
  outcome: { need: 'ingest', make: reportOutcome },
  split: { need: 'edit', make: splitDevice },
};

/** Makes the change and leads back to the page, which says what was done; or shows the form again, and what is wrong. */
export async function answerChange(c: VisitorContext): Promise<Response> {
  const body = await readBody(c.req.raw, maxBodyBytes);
  const fields = new URLSearchParams(body.kind === 'text' ? body.text : '');
  const form = formNames.find((name) => name === fields.get('form'));
  if (!form) {
    const detail =
      'It may be longer than a form can be. Go back to the visitor, reload the page and try again.';
    return answerProblem(c, 400, { title: 'This form could not be read', detail });
  }
  const { need, make } = changes[form];
  if (!isAllowed(c.var.actor.role, need)) {
    return answerProblem(c, 403, {
      title: 'Your token may only read',
      detail: 'Sign in with a token that has the role "editor", or ask the person who runs Leadlight.',
    });
  }
  const change = await make({ c, fields, now: Date.now() });
  switch (change.kind) {
    case 'done': {
      const trail = trailSearch(trailOf(new URL(c.req.url).searchParams));
      const search = new URLSearchParams([...trail, ...doneSearch(form, change.what)]);
      return goTo(c, visitorHref(c.var.site, c.req.param('id'), search));
    }
    case 'not_found':
      return noSuchVisitor(c);
    case 'wrong': {
      const { errors, isIdUsed = false, status } = change;
      return answerVisitor(c, { form, fields, errors, isIdUsed }, status);
    }
  }
}

const busy: Change = {
  kind: 'wrong',
  status: 503,
  errors: { '': 'The database is busy, and nothing was changed. Wait a moment, then send this again.' },
};

function usedId(message: string): Change {
  return { kind: 'wrong', status: 409, errors: { '': message }, isIdUsed: true };
}

const undone = usedId('This was recorded and undone before. Send it again to record it again.');

/** The errors of the fields that zod complains about, in the words of the form. Without its id, a form is not one of ours. */
function wrongFields(
  issues: readonly { path: PropertyKey[] }[],
  words: Readonly<Record<string, string>>,
): Change {
  const named = issues.map(({ path }) => String(path[0] ?? ''));
  const errors = named.map((name) => {
    const message = words[name];
    return message ? [name, message] : ['', 'Part of the form is missing. Fill it in and send it again.'];
  });
  return {
    kind: 'wrong',
    status: 400,
    errors: Object.fromEntries(errors),
    isIdUsed: named.includes('id'),
  };
}

/** A number as people type it, with either minus sign; NaN for anything else. */
function numberIn(typed: string | null): number {
  const text = (typed ?? '').trim().replace('−', '-');
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

const pointsWords = {
  points: 'Give a number from −10,000 to 10,000, such as 10 or −5.',
  reason: 'Give a reason in one line, of at most 200 characters.',
};

async function givePoints({ c, fields, now }: Sent): Promise<Change> {
  const asked = adjustment.safeParse({
    id: fields.get('id'),
    points: numberIn(fields.get('points')),
    reason: fields.get('reason') ?? '',
  });
  if (!asked.success) return wrongFields(asked.error.issues, pointsWords);
  const { id, points, reason } = asked.data;
  const by = { visitor: c.req.param('id'), actor: c.var.actor.id, now };
  const fact = { kind: 'adjustment', points, reason } as const;
  const { kind } = await recordByHand(c.env.DB, c.var.site, { id, fact, ...by });
  switch (kind) {
    case 'recorded':
      return { kind: 'done', what: String(points) };
    case 'id_reused':
      return usedId(
        'This form was sent before with other points or another reason, which stand. Send it again to add these as well.',
      );
    case 'withdrawn':
      return undone;
    case 'not_found':
      return { kind };
    case 'unavailable':
      return busy;
  }
}

const outcomeWords = {
  result: 'Choose won or lost.',
  value: 'Give a number without separators, such as 1200 or 99.50, or leave it empty.',
  currency: 'Give the three letters of a currency, such as EUR, or leave it empty.',
};

/** An outcome with one of the results that the form offers. */
const formOutcome = outcome.safeExtend({ result: outcome.shape.result.exclude(['open']) });

async function reportOutcome({ c, fields, now }: Sent): Promise<Change> {
  const [value, currency] = ['value', 'currency'].map((name) => (fields.get(name) ?? '').trim());
  const asked = formOutcome.safeParse({
    id: fields.get('id'),
    visitor: c.req.param('id'),
    result: fields.get('result'),
    ...(value && { value: numberIn(value) }),
    ...(currency && { currency }),
  });
  if (!asked.success) return wrongFields(asked.error.issues, outcomeWords);
  const { id, result } = asked.data;
  const recorded = await recordOutcomeByHand(c.env.DB, c.var.site, {
    ...{ id, result, value: asked.data.value ?? null, currency: asked.data.currency ?? null },
    ...{ visitor: c.req.param('id'), actor: c.var.actor.id, now },
    isExcludedEmail: excludedEmails(c.var.site.settings.exclude.emailDomains),
  });
  switch (recorded.kind) {
    case 'recorded':
      return { kind: 'done', what: result };
    case 'not_found':
      return { kind: 'not_found' };
    case 'id_reused':
      return usedId(
        'This form was sent before with another result or value, which stands. Send it again to add this one as well.',
      );
    case 'withdrawn':
      return undone;
    case 'unavailable':
      return busy;
    case 'excluded':
      return {
        kind: 'wrong',
        status: 409,
        errors: { '': 'The settings of this site exclude this email address. Nothing was recorded.' },
      };
  }
}

const splitWords = {
  device: 'Choose a device.',
  sure: 'Tick the box: this cannot be undone.',
};

const splitForm = splitRequest.extend({ sure: z.literal('yes') });

async function splitDevice({ c, fields, now }: Sent): Promise<Change> {
  const asked = splitForm.safeParse({ device: fields.get('device'), sure: fields.get('sure') });
  if (!asked.success) return wrongFields(asked.error.issues, splitWords);
  const { device } = asked.data;
  const by = { visitor: c.req.param('id'), actor: c.var.actor.id, now };
  const result = await split(c.env.DB, c.var.site, { device, ...by });
  switch (result.kind) {
    case 'split':
      return { kind: 'done', what: result.visitor };
    case 'not_theirs':
      return {
        kind: 'wrong',
        status: 409,
        errors: {
          '': 'This person does not have this device, or no longer. It may have been split off already.',
        },
      };
    case 'not_found':
      return { kind: 'not_found' };
    case 'unavailable':
      return busy;
  }
}
