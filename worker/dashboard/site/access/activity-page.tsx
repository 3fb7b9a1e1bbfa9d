// Who did what on a site, in words: a row for each entry of the audit, with links to the person it was done to.

import { type AuditEntry, auditNouns } from '../../../../schema/api/sites/audit.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { ModelField } from '../../frame/model-choice.tsx';
import { siteHref, visitorHref } from '../../frame/site-href.ts';
import type { Texts } from '../../texts/en/en.ts';
import { useTexts } from '../../texts/texts.ts';
import { type Clock, exactly } from '../../words/clock.tsx';
import { SiteTabs } from '../site-tabs.tsx';

/** What is shown: the id of a token, and an action or its noun; '' is all. */
export interface ActivityFilter {
  person: string;
  action: string;
}

/** The page's data. */
export interface ActivityPageProps {
  where: Whereabouts;
  site: SiteConfig;
  entries: readonly AuditEntry[];
  nextCursor: string | null;
  filter: ActivityFilter;
  isFirst: boolean;
  clock: Clock;
}

/** The address of a view of the page. */
export function activityHref(site: SiteConfig, filter: ActivityFilter, cursor: string | null = null): string {
  const set = Object.entries({ ...filter, cursor: cursor ?? '' }).filter(([, value]) => value !== '');
  return siteHref(site, '/activity', new URLSearchParams(set));
}

/** The page. */
export function ActivityPage(props: ActivityPageProps) {
  const { where, site, entries, nextCursor, filter, isFirst, clock } = props;
  const texts = useTexts().activity;
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/install' }}>
      <h1>{texts.title}</h1>
      <SiteTabs site={site} where={where} here="activity" />
      <p class="also">{texts.intro}</p>
      <Filter {...props} />
      <section class="card access" aria-label={texts.title}>
        {entries.length === 0 ? (
          <p class="empty">{texts.none}</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.columns.when}</th>
                <th scope="col">{texts.columns.who}</th>
                <th scope="col">{texts.columns.what}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr>
                  <td>
                    <time datetime={new Date(entry.at).toISOString()}>{exactly(entry.at, clock)}</time>
                  </td>
                  <th scope="row">
                    <a href={activityHref(site, { ...filter, person: entry.actor.id })}>
                      <bdi>{nameOfActor(entry.actor, texts)}</bdi>
                    </a>
                  </th>
                  <td>
                    <What entry={entry} site={site} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p class="pages">
          {!isFirst && <a href={activityHref(site, filter)}>{texts.newest}</a>}{' '}
          {nextCursor !== null && <a href={activityHref(site, filter, nextCursor)}>{texts.older}</a>}
        </p>
      </section>
    </Layout>
  );
}

/** Offers the people of the page: all who ever did something would be a read of the whole audit. */
function Filter({ site, entries, filter }: ActivityPageProps) {
  const texts = useTexts().activity;
  const actors = new Map(entries.map(({ actor }) => [actor.id, actor]));
  const chosen = filter.person && !actors.has(filter.person) ? [{ id: filter.person, label: null }] : [];
  return (
    <form class="activity-filter" method="get" action={siteHref(site, '/activity')}>
      <ModelField site={site} />
      <div>
        <label for="person">{texts.filter.person}</label>
        <select id="person" name="person">
          <option value="">{texts.filter.everybody}</option>
          {[...chosen, ...actors.values()].map((actor) => (
            <option value={actor.id} selected={actor.id === filter.person}>
              {nameOfActor(actor, texts)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="action">{texts.filter.action}</label>
        <select id="action" name="action">
          <option value="">{texts.filter.everything}</option>
          {auditNouns.map((noun) => (
            <option value={noun} selected={noun === filter.action}>
              {texts.nouns[noun] ?? noun}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="quiet">
        {texts.filter.send}
      </button>
    </form>
  );
}

function nameOfActor({ id, label }: AuditEntry['actor'], texts: Texts['activity']): string {
  if (id === 'bootstrap') return texts.bootstrap;
  return id === 'schedule' ? texts.schedule : (label ?? id);
}

/** Actions on one person, whom the entry names until they are erased. */
const ofOne = /^(visitor\.(?!erase)|score\.)/;

function What({ entry: { action, detail }, site }: { entry: AuditEntry; site: SiteConfig }) {
  const texts = useTexts().activity;
  const words = Object.entries(detail).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)]],
  );
  const { visitor } = detail;
  return (
    <>
      <bdi>{texts.did[action](Object.fromEntries(words))}</bdi>{' '}
      {typeof visitor === 'string' && <a href={visitorHref(site, visitor)}>{texts.visitor}</a>}
      {ofOne.test(action) && typeof visitor !== 'string' && texts.erased}
    </>
  );
}
