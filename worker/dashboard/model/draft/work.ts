// What somebody works on: the draft of the site's chosen model, or the served version while there is none; and saving it.

import type { Context } from 'hono';
import { isAllowed } from '../../../../schema/api/role.ts';
import type { Model } from '../../../../schema/model/model.ts';
import { saveDraft } from '../../../flows/models/draft.ts';
import { continuePreview, startPreview } from '../../../flows/models/preview.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { readForm } from '../../../http/json-body.ts';
import { type ModelWarning, modelWarnings } from '../../../score/models/model-warnings.ts';
import { type Draft, readDraft } from '../../../store/models/drafts.ts';
import { readServedModel, type ServedModel } from '../../../store/models/models.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { fingerprint } from '../../frame/assets.ts';
import { textsFor } from '../../texts/texts.ts';
import { checkModel, type Faults } from './model-faults.ts';

/** Time to count a preview before the answer, which shows it then, and after it; the schedule continues from there. */
const [beforeAnswerMs, afterAnswerMs] = [1_200, 25_000];

/** A model of 256 KiB whose quotes are escaped in a form. */
const maxBodyBytes = 1_024 * 1_024;

/** `model`: that of the draft, or else the served one. `tag`: its fingerprint, with which forms say what they were made from. */
export interface Work {
  site: SiteConfig;
  served: ServedModel;
  draft: Draft | null;
  model: Model;
  tag: string;
  warnings: readonly ModelWarning[];
  mayEdit: boolean;
}

/** Reads it: two round trips at once. */
export async function readWork(c: Context<SiteEnv>): Promise<Work> {
  const { site, actor } = c.var;
  const which = { site: site.key, name: site.served.name };
  const [draft, served] = await Promise.all([readDraft(c.env.DB, which), readServedModel(c.env.DB, which)]);
  if (!served) throw new Error(`site ${site.id} serves no model "${which.name}"`);
  const model = draft?.model ?? served.model;
  return {
    ...{ site, served, draft, model },
    tag: tagOf(model),
    warnings: modelWarnings(model, site),
    mayEdit: isAllowed(actor.role, 'edit'),
  };
}

/** A fingerprint of a part of a model. */
export function tagOf(part: unknown): string {
  return fingerprint(JSON.stringify(part) ?? '');
}

/** The fields of a form; null: it is longer than any form of ours, or not text. */
export function readFields(c: Context<SiteEnv>): Promise<URLSearchParams | null> {
  return readForm(c.req.raw, maxBodyBytes);
}

/** Whether the page's script asks what is wrong while somebody types: the answer is `Faults` as JSON, and nothing is saved. */
export function isCheck(c: Context<SiteEnv>): boolean {
  return c.req.header('x-check') === '1';
}

/** `saved` and `same` as for `SaveResult`. `wrong`: nothing was saved. */
export type Saved = { kind: 'saved' | 'same' } | { kind: 'wrong'; status: 400 | 409; faults: Faults };

/** Validates a model, and saves it as the draft unless `dry`. */
export async function saveWork(
  c: Context<SiteEnv>,
  { work, candidate, dry }: { work: Work; candidate: Model; dry: boolean },
): Promise<Saved> {
  const checked = checkModel(candidate, textsFor(c).model.wrong);
  if ('faults' in checked) return { kind: 'wrong', status: 400, faults: checked.faults };
  return dry ? { kind: 'same' } : saveModel(c, work, checked.model);
}

/** Saves a valid model as the draft. Then its preview begins. `isFitted`: its points have just been fitted to sales. */
export async function saveModel(
  c: Context<SiteEnv>,
  { site, draft }: Work,
  model: Model,
  { isFitted } = { isFitted: false },
): Promise<Saved> {
  const now = Date.now();
  const saving = { model, was: draft, fittedAt: isFitted ? now : null, actor: c.var.actor.id, now };
  const saved = await saveDraft(c.env.DB, site, saving);
  if (saved.kind === 'stale') {
    return { kind: 'wrong', status: 409, faults: { '': textsFor(c).model.wrong.stale } };
  }
  if (saved.kind === 'saved') await beginPreview(c, saved.version);
  return { kind: saved.kind };
}

/** Counts what a draft would change: as much as the answer may wait for, and the rest after it. */
export async function beginPreview(c: Context<SiteEnv>, version: number): Promise<void> {
  const target = { site: c.var.site.key, version };
  await startPreview(c.env.DB, c.var.site, { version, now: Date.now() });
  await continuePreview(c.env.DB, target, Date.now() + beforeAnswerMs);
  c.executionCtx.waitUntil(continuePreview(c.env.DB, target, Date.now() + afterAnswerMs));
}
