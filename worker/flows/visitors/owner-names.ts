// Whom one can choose as the owner of a lead.

import { isAllowed } from '../../../schema/api/role.ts';
import { leadLimits } from '../../../schema/api/visitors/lead.ts';
import { compareText } from '../../score/conditions/compare-text.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { listTokens, readTokenLabels } from '../../store/sites/tokens.ts';
import { readOwners } from '../../store/visitors/owners.ts';

/** Tokens of a site whose labels are offered. */
const maxTokens = 50;

/** `me`: the label of the actor's token; null: it has none. `names`: the site's people, and who owns leads already, in order. */
export async function ownerNames(
  db: D1Database,
  site: SiteConfig,
  actor: string,
): Promise<{ me: string | null; names: string[] }> {
  const [labels, tokens, owners] = await Promise.all([
    readTokenLabels(db, [actor]),
    listTokens(db, { limit: maxTokens, site: site.id }),
    readOwners(db, site.key, site.served.version),
  ]);
  const short = (label: string) => label.slice(0, leadLimits.maxOwnerChars).trim();
  const people = tokens.filter(({ role }) => isAllowed(role, 'edit')).map(({ label }) => short(label));
  const me = labels.get(actor);
  return {
    me: me === undefined ? null : short(me),
    names: [...new Set([...people, ...owners])].sort(compareText),
  };
}
