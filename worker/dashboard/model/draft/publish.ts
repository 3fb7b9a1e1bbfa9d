// Publishing and discarding, for what somebody has looked at.

import type { Context } from 'hono';
import type { Model } from '../../../../schema/model/model.ts';
import { publishNew } from '../../../flows/models/draft.ts';
import { continuePublishing, type PublishResult, startPublishing } from '../../../flows/models/publish.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { discardDraft } from '../../../store/models/drafts.ts';
import { textsFor } from '../../texts/texts.ts';
import { tagOf, type Work } from './work.ts';

/** Time to rescore before and after the answer; the schedule continues from there. */
const [beforeAnswerMs, afterAnswerMs] = [2_000, 25_000];

/** What was done, or why not. */
export type Done = { done: string } | { problem: string };

/** Publishes the draft with this tag. */
export async function publishDraft(c: Context<SiteEnv>, { site, draft }: Work, tag: string): Promise<Done> {
  const { wrong } = textsFor(c).model;
  if (!draft) return { problem: wrong.noDraft };
  if (tagOf(draft.model) !== tag) return { problem: wrong.changed };
  const target = { site: site.key, version: draft.version, seen: draft.body };
  return finish(c, await startPublishing(c.env.DB, target, byNow(c)));
}

/** Publishes a model at once as a new version. */
export async function publishModel(c: Context<SiteEnv>, model: Model): Promise<Done> {
  return finish(c, await publishNew(c.env.DB, c.var.site, { model, ...byNow(c) }));
}

/** Discards the draft with this tag. */
export async function dropDraft(c: Context<SiteEnv>, { site, draft }: Work, tag: string): Promise<Done> {
  const { wrong } = textsFor(c).model;
  if (!draft) return { problem: wrong.noDraft };
  const target = { site: site.key, version: draft.version, was: draft.body };
  const isDropped = tagOf(draft.model) === tag && (await discardDraft(c.env.DB, target));
  return isDropped ? { done: 'discarded' } : { problem: wrong.changed };
}

function byNow(c: Context<SiteEnv>) {
  const now = Date.now();
  return { actor: c.var.actor.id, now, deadline: now + beforeAnswerMs };
}

async function finish(c: Context<SiteEnv>, { kind }: PublishResult): Promise<Done> {
  const { wrong } = textsFor(c).model;
  const { key } = c.var.site;
  switch (kind) {
    case 'publishing': {
      const progress = await continuePublishing(c.env.DB, key, Date.now() + beforeAnswerMs);
      if (progress !== 'unfinished') return { done: 'published' };
      c.executionCtx.waitUntil(continuePublishing(c.env.DB, key, Date.now() + afterAnswerMs));
      return { done: 'publishing' };
    }
    case 'already_served':
      return { done: 'published' };
    case 'unknown_version':
      return { problem: wrong.noDraft };
    case 'busy':
      return { problem: wrong.busy };
    case 'too_many':
      return { problem: wrong.tooMany };
    case 'changed':
      return { problem: wrong.changed };
    case 'cleaning':
      return { problem: wrong.cleaning };
  }
}
