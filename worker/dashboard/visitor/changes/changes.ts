// `POST …/visitors/{id}`: the forms of a visitor's page. Each does what a request of the API does, through the same flow.

import { isAllowed, type Need } from '../../../../schema/api/role.ts';
import { readForm } from '../../../http/json-body.ts';
import { goTo } from '../../frame/answer.tsx';
import { answerProblem } from '../../frame/problem.tsx';
import { trailOf, trailSearch, visitorHref } from '../../frame/site-href.ts';
import { textsFor } from '../../texts/texts.ts';
import { noSuchVisitor } from '../erase-page.tsx';
import { doneSearch, type FormName, formNames } from '../forms/sent-form.ts';
import { answerVisitor, type VisitorContext } from '../visitor.tsx';
import type { Change, Sent } from './change.ts';
import { givePoints, setOwner, setState, undo, writeNote } from './lead-changes.ts';
import { reportOutcome, splitDevice } from './other-changes.ts';

/** A few texts: a note of 4,000 characters takes up to 36 kB in a form. */
const maxBodyBytes = 48 * 1024;

const changes: Readonly<Record<FormName, { need: Need; make(sent: Sent): Promise<Change> }>> = {
  points: { need: 'edit', make: givePoints },
  outcome: { need: 'ingest', make: reportOutcome },
  split: { need: 'edit', make: splitDevice },
  note: { need: 'edit', make: writeNote },
  state: { need: 'edit', make: setState },
  owner: { need: 'edit', make: setOwner },
  undo: { need: 'edit', make: undo },
};

/** Makes the change and leads back to the page, which says what was done; or shows the form again, and what is wrong. */
export async function answerChange(c: VisitorContext): Promise<Response> {
  const fields = (await readForm(c.req.raw, maxBodyBytes)) ?? new URLSearchParams();
  const form = formNames.find((name) => name === fields.get('form'));
  const words = textsFor(c).visitor.wrong;
  if (!form) return answerProblem(c, 400, { title: words.formTitle, detail: words.form });
  const { need, make } = changes[form];
  if (!isAllowed(c.var.actor.role, need))
    return answerProblem(c, 403, { title: words.roleTitle, detail: words.role });
  const change = await make({ c, fields, words, now: Date.now() });
  switch (change.kind) {
    case 'done': {
      const trail = trailSearch(trailOf(new URL(c.req.url).searchParams));
      const search = new URLSearchParams([...trail, ...doneSearch(form, change.what, change.event)]);
      return goTo(c, visitorHref(c.var.site, c.req.param('id'), search));
    }
    case 'not_found':
      return noSuchVisitor(c);
    case 'refused':
      return answerProblem(c, change.status, change);
    case 'wrong': {
      const { errors, isIdUsed = false, status } = change;
      return answerVisitor(c, { form, fields, errors, isIdUsed }, status);
    }
  }
}
