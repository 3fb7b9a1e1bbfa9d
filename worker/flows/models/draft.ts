// What the pages do with models: one draft of each, which is changed in place, and versions that are published at once.

import { type Model, model as modelSchema } from '../../../schema/model/model.ts';
import {
  beginDraft,
  changeDraft,
  type Draft,
  discardDraft,
  removeUnpublished,
} from '../../store/models/drafts.ts';
import { createModel } from '../../store/models/models.ts';
import type { By } from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { type PublishResult, startPublishing } from './publish.ts';

/** `saved`: its version. `same`: what is served, so there is no draft any more. `stale`: somebody else changed the draft meanwhile. */
export type SaveResult = { kind: 'saved'; version: number } | { kind: 'same' } | { kind: 'stale' };

/**
 * Saves a valid model as the draft of the site's chosen model. `was`: the draft that it was made from; null: from the served
 * version. `fittedAt`: its points have just been fitted to sales, UTC ms.
 */
export async function saveDraft(
  db: D1Database,
  site: SiteConfig,
  { model, was, fittedAt = null, ...by }: { model: Model; was: Draft | null; fittedAt?: number | null } & By,
): Promise<SaveResult> {
  const body = JSON.stringify(model);
  if (body === was?.body) return { kind: 'saved', version: was.version };
  const target = { site: site.key, version: was?.version ?? 0, was: was?.body ?? '' };
  if (isServed(site, body)) {
    return was === null || (await discardDraft(db, target)) ? { kind: 'same' } : { kind: 'stale' };
  }
  if (was !== null) {
    const isChanged = await changeDraft(db, { ...target, body, fittedAt }, by.now);
    return isChanged ? { kind: 'saved', version: was.version } : { kind: 'stale' };
  }
  const draft = { site: site.key, name: site.served.name, body, rules: model.rules.length, fittedAt };
  const version = await beginDraft(db, draft, by);
  return version === null ? { kind: 'stale' } : { kind: 'saved', version };
}

/**
 * Publishes a valid model as a new version, beside any draft, unless it is the one in use: a form may be sent twice. A version that
 * cannot be published now is removed again.
 */
export async function publishNew(
  db: D1Database,
  site: SiteConfig,
  { model, ...by }: { model: Model; deadline: number } & By,
): Promise<PublishResult> {
  if (site.filling) return { kind: 'busy' };
  if (isServed(site, JSON.stringify(model))) return { kind: 'already_served' };
  const version = await createModel(db, { site: site.key, model }, by);
  const result = await startPublishing(db, { site: site.key, version }, by);
  if (result.kind !== 'publishing') await removeUnpublished(db, { site: site.key, version });
  return result;
}

function isServed({ served }: SiteConfig, body: string): boolean {
  return body === JSON.stringify(modelSchema.parse(served.model));
}
