// Messages for an empty list: why it is empty, and what to do.

import { scriptTag } from '../../../schema/api/sites/site.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from '../frame/site-href.ts';
import { pointsText } from '../words/points.ts';
import { everyone, inWords, isNarrowed, type ListView, listHref } from './list-view.ts';

interface NobodyProps {
  site: SiteConfig;
  view: ListView;
  nextCursor: string | null;
}

/** The message for an empty page: why it is empty, and where to look instead. */
export function Nobody({ site, view, nextCursor }: NobodyProps) {
  if (nextCursor !== null) {
    return (
      <p class="empty">
        No matches so far. <a href={listHref(site, view, { cursor: nextCursor })}>Continue searching</a>
      </p>
    );
  }
  if (isNarrowed(view)) {
    return (
      <p class="empty">
        No visitors match your search.{' '}
        <a href={listHref(site, view, { q: '', filters: {} })}>Clear the search</a>
        {view.status !== everyone && (
          <>
            , or <a href={listHref(site, view, { status: everyone })}>search everyone</a>
          </>
        )}
        .
      </p>
    );
  }
  const { levels } = site.served.model;
  const index = levels.findIndex(({ name }) => name === view.status);
  const level = levels[index];
  const below = levels[index + 1];
  return (
    <p class="empty">
      No one is {inWords(view.status)} yet.{' '}
      {level && 'at' in level && below && (
        <>
          It takes {pointsText(level.at)} points. See{' '}
          <a href={listHref(site, view, { status: below.name })}>who is {below.name}</a>, or{' '}
        </>
      )}
      {(!level || !below) && 'See '}
      <a href={listHref(site, view, { status: everyone })}>everyone</a>.
    </p>
  );
}

/** The message for a site without visitors: the tag to paste. `base` is the Worker's origin. */
export function NoVisitors({ site, base }: { site: SiteConfig; base: string }) {
  return (
    <section class="card empty-site">
      <h2>No visitors yet</h2>
      <p>
        Paste this into every page of your site, before <code>&lt;/head&gt;</code>. Visitors appear here as
        soon as the first page is viewed.
      </p>
      <pre tabindex={0}>{scriptTag(site, base)}</pre>
      <p>
        Allowed origins:{' '}
        {site.origins.map((origin, index) => (
          <>
            {index > 0 && ', '}
            <code>{origin}</code>
          </>
        ))}
        .
      </p>
      <p>
        <a href={siteHref(site, '/install')}>Steps for your platform, and whether it works</a>
      </p>
    </section>
  );
}
