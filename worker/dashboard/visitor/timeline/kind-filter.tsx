// Which kinds of events the timeline shows: groups of kinds, each a link.

import type { Kind } from '../../../../schema/kinds.ts';
import type { KindFilter } from '../../../store/log/events.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { trailSearch, visitorHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';

const groups = {
  pages: ['page_view', 'engagement'],
  forms: ['form_fill', 'identify'],
  clicks: ['download', 'outbound_click'],
  emails: ['email_open', 'email_click', 'email_reply', 'email_bounce'],
  sales: ['lead_note', 'lead_state', 'lead_owner', 'adjustment', 'outcome'],
} as const satisfies Record<string, readonly Kind[]>;

/** A group of kinds: `all`, one of those above, or `others`, a site's own events. */
export type KindGroup = keyof typeof groups | 'all' | 'others';

const names: readonly KindGroup[] = ['all', 'pages', 'forms', 'clicks', 'emails', 'sales', 'others'];

/** The group in the address of a page. */
export function readKindGroup(search: URLSearchParams): KindGroup {
  return names.find((name) => name === search.get('kinds')) ?? 'all';
}

/** The kinds of a group; null: all. */
export function kindsOf(group: KindGroup): KindFilter | null {
  if (group === 'all') return null;
  return group === 'others'
    ? { kinds: Object.values(groups).flat(), isOther: true }
    : { kinds: groups[group] };
}

/** The address of the timeline with a group, or of its page after `cursor`. */
export function timelineHref(
  { site, visitor, trail }: { site: SiteConfig; visitor: string; trail: string },
  group: KindGroup,
  cursor: string | null = null,
): string {
  const search = trailSearch(trail);
  if (group !== 'all') search.set('kinds', group);
  if (cursor !== null) search.set('cursor', cursor);
  return `${visitorHref(site, visitor, search)}#timeline`;
}

/** The links. */
export function KindLinks({ chosen, hrefOf }: { chosen: KindGroup; hrefOf: (group: KindGroup) => string }) {
  const texts = useTexts().visitor.timeline;
  return (
    <nav aria-label={texts.filter}>
      <ul class="kinds">
        {names.map((name) => (
          <li>
            <a href={hrefOf(name)} aria-current={name === chosen ? 'true' : undefined}>
              {texts.kinds[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
