// `/s/{site}/model/rules`, `…/fit.rules`, `…/groups` and `…/lapses`: shows, adds, changes and removes one part of the model.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Model } from '../../../../schema/model/model.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { answerProblem } from '../../frame/problem.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { whereabouts } from '../../frame/whereabouts.ts';
import { textsFor } from '../../texts/texts.ts';
import { type Faults, membersOf } from '../draft/model-faults.ts';
import { isCheck, readFields, readWork, saveWork, tagOf, type Work } from '../draft/work.ts';
import { refuseForm } from '../head/refusals.tsx';
import { newId, withItem, withoutItem } from './changed-model.ts';
import { rowField } from './condition-rows.ts';
import type { FormState } from './fields.tsx';
import { fieldsOf, findItem, type Item, type ItemList, readItem } from './item-fields.ts';
import { ItemPage } from './item-page.tsx';

/** Attempts to save while others save other parts. */
const attempts = 3;

/** The page with the form. */
export async function answerItem(c: Context<SiteEnv>, list: ItemList): Promise<Response> {
  const work = await readWork(c);
  const id = c.req.query('id');
  const item = id === undefined ? null : findItem(work.model, list, id);
  if (id !== undefined && !item) return noSuchItem(c);
  return show(c, { work, list, item, form: { values: fieldsOf(work.model, list, item), faults: {} } });
}

interface Shown {
  work: Work;
  list: ItemList;
  item: Item | null;
  form: FormState;
}

async function show(
  c: Context<SiteEnv>,
  shown: Shown,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const where = await whereabouts(c);
  return answerPage(c, <ItemPage where={where} {...shown} />, status);
}

function noSuchItem(c: Context<SiteEnv>): Response {
  const { title, wrong } = textsFor(c).model;
  return answerProblem(c, 404, { title, detail: wrong.missing });
}

/** `POST`: saves the part in the draft, or removes it; or shows the form again with what is wrong. */
export async function changeItem(c: Context<SiteEnv>, list: ItemList): Promise<Response> {
  const values = await readFields(c);
  if (!values) return refuseForm(c);
  const isRemoved = values.get('do') === 'remove';
  for (let attempt = 1; ; attempt++) {
    const work = await readWork(c);
    const id = c.req.query('id');
    const item = id === undefined ? null : findItem(work.model, list, id);
    if (id !== undefined && !item) return noSuchItem(c);
    const refuse = (faults: Faults, status: ContentfulStatusCode) =>
      isCheck(c) ? c.json(faults) : show(c, { work, list, item, form: { values, faults } }, status);

    if (item && tagOf(item) !== values.get('tag')) {
      return refuse({ '': textsFor(c).model.wrong.stale }, 409);
    }
    const change = isRemoved && item ? removal(work, list, item) : edit(c, { work, list, item, values });
    if (Object.keys(change.faults).length > 0) return refuse(change.faults, 400);
    const saved = await saveWork(c, { work, candidate: change.candidate, dry: isCheck(c) });
    if (saved.kind !== 'wrong') {
      if (isCheck(c)) return c.json({});
      const done = isRemoved && saved.kind === 'saved' ? 'removed' : saved.kind;
      return goTo(c, siteHref(c.var.site, '/model', new URLSearchParams({ done })));
    }
    if (saved.status === 409 && attempt < attempts) continue;
    return refuse(fieldFaults(saved.faults, { list, id: change.id, values }), saved.status);
  }
}

/** A changed model that is not validated. `id`: of the part. */
interface Change {
  candidate: Model;
  id: string;
  faults: Faults;
}

function removal({ model }: Work, list: ItemList, { id }: Item): Change {
  return { candidate: withoutItem(model, list, id), id, faults: {} };
}

type Sent = Omit<Shown, 'form'> & { values: URLSearchParams };

function edit(c: Context<SiteEnv>, { work: { model }, list, item, values }: Sent): Change {
  const texts = textsFor(c);
  const taken = membersOf(model, list);
  const typedId = list === 'lapses' ? (values.get('id') ?? '').trim() : '';
  const made = () => newId(values.get('label') ?? '', taken, list === 'lapses' ? '_' : '-');
  const id = item?.id ?? (typedId || made());
  if (!item && taken.some((each) => each.id === id)) {
    return { candidate: model, id, faults: { id: texts.modelForms.taken } };
  }
  const read = readItem(list, values, { before: item, id });
  const said = { ...texts.modelForms, key: texts.model.wrong.key };
  const faults = Object.fromEntries(read.faults.map(([field, fault]) => [field, said[fault]]));
  const group = list === 'rules' ? values.get('group') : null;
  return { candidate: withItem(model, list, read.item, group), id, faults };
}

/** The faults of a model as those of the form: below the part, by field; others are said at the top. */
function fieldFaults(
  faults: Faults,
  { list, id, values }: { list: ItemList; id: string; values: URLSearchParams },
): Faults {
  const base = `${list}.${id}`;
  const own: Record<string, string> = {};
  for (const [path, message] of Object.entries(faults)) {
    const inside = path.startsWith(`${base}.`) ? path.slice(base.length + 1) : null;
    const field = inside === null ? '' : fieldOf(inside, values);
    own[field] ??= field === '' && path !== '' && path !== base ? `${path}: ${message}` : message;
  }
  return own;
}

/** Where a message about this path is shown. */
function fieldOf(path: string, values: URLSearchParams): string {
  const [, base, below] = /^((?:after\.|unless\.)?where)\.(.+)$/.exec(path) ?? [];
  if (base !== undefined && below !== undefined) return rowField(values, base, below) ?? base;
  if (path.startsWith('rules')) return 'rules';
  return path === 'cap' ? 'cap.times' : path === 'each' ? 'each.trait' : path;
}
