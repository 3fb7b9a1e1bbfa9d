// Messages for an empty list: why it is empty, and what to do.

import { scriptTag } from '../../../schema/api/sites/site.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from '../frame/site-href.ts';
import { useTexts } from '../texts/texts.ts';
import { pointsText } from '../words/points.ts';
import { everyone, isNarrowed, type ListView, listHref, ofStatus } from './list-view.ts';

interface NobodyProps {
  site: SiteConfig;
  view: ListView;
  nextCursor: string | null;
}

/** The message for an empty page: why it is empty, and where to look instead. */
export function Nobody({ site, view, nextCursor }: NobodyProps) {
  const {
    locale,
    list: { empty },
  } = useTexts();
  const to = (more: Partial<ListView>) => (words: string) => <a href={listHref(site, view, more)}>{words}</a>;
  if (nextCursor !== null) return <p class="empty">{empty.continue(to({ cursor: nextCursor }))}</p>;
  const toEveryone = to({ status: everyone });
  if (isNarrowed(view)) {
    const clear = to({ q: '', filters: {} });
    return (
      <p class="empty">
        {view.status === everyone ? empty.clear(clear) : empty.clearOrAll(clear, toEveryone)}
      </p>
    );
  }
  if (view.sort === 'probability') return <p class="empty">{empty.unlikely(toEveryone)}</p>;
  const { levels } = site.served.model;
  const index = levels.findIndex(({ name }) => name === view.status);
  const level = levels[index];
  const below = levels[index + 1];
  return (
    <p class="empty">
      {ofStatus(view.status, empty.nobody)}{' '}
      {level && 'at' in level && below ? (
        <>
          {empty.takes(level.at, pointsText(level.at, locale))}{' '}
          {empty.seeBelow(below.name, to({ status: below.name }), toEveryone)}
        </>
      ) : (
        empty.see(toEveryone)
      )}
    </p>
  );
}

/** The message for a site without visitors: the tag to paste. `base` is the Worker's origin. */
export function NoVisitors({ site, base }: { site: SiteConfig; base: string }) {
  const texts = useTexts().list.newSite;
  return (
    <section class="card empty-site">
      <h2>{texts.title}</h2>
      <p>
        {texts.paste((words) => (
          <code>{words}</code>
        ))}
      </p>
      <pre tabindex={0}>{scriptTag(site, base)}</pre>
      <p>
        {texts.origins}{' '}
        {site.origins.map((origin, index) => (
          <>
            {index > 0 && ', '}
            <code>{origin}</code>
          </>
        ))}
        .
      </p>
      <p>
        <a href={siteHref(site, '/install')}>{texts.install}</a>
      </p>
    </section>
  );
}
