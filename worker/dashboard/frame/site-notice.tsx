// What needs doing on a site, as lines at the top of its pages: only for those who can do it.

import type { Context } from 'hono';
import { isAllowed } from '../../../schema/api/role.ts';
import { silenceOf } from '../../flows/sites/silence.ts';
import type { SiteEnv } from '../../http/env.ts';
import { isStale } from '../../score/models/model-reminder.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { useTexts } from '../texts/texts.ts';
import { siteHref } from './site-href.ts';

/** `silent`: nothing has arrived for so many hours. `oldModel`: the model has been served since then, UTC ms. */
export type SiteNotice = { kind: 'silent'; hours: number } | { kind: 'oldModel'; since: number };

/** The notices of the request's site; none if they cannot be read, which is only logged, so that the page still works. */
export async function readSiteNotices(c: Context<SiteEnv>, now: number): Promise<SiteNotice[]> {
  const { site, actor } = c.var;
  if (!isAllowed(actor.role, 'edit')) return [];
  const since = site.served.landmark;
  const old: SiteNotice[] = isStale(since, now) ? [{ kind: 'oldModel', since }] : [];
  try {
    const hours = await silenceOf(c.env.DB, site, now);
    return hours === null ? old : [{ kind: 'silent', hours }, ...old];
  } catch (error) {
    console.error('cannot read when the site was last seen', error);
    return old;
  }
}

/** A line for each notice, which opens to show what to do. */
export function SiteNotices({ site, notices }: { site: SiteConfig; notices: readonly SiteNotice[] }) {
  const { locale, notices: texts } = useTexts();
  if (notices.length === 0) return null;
  return (
    <div class="notice" role="status">
      {notices.map((notice) =>
        notice.kind === 'silent' ? (
          <details>
            <summary>{texts.silent(notice.hours)}</summary>
            <p>
              {texts.silentMore} <a href={siteHref(site, '/install')}>{texts.toInstall}</a>
            </p>
          </details>
        ) : (
          <details>
            <summary>{texts.oldModel(dayIn(locale, site, notice.since))}</summary>
            <p>{texts.oldModelMore}</p>
          </details>
        ),
      )}
    </div>
  );
}

function dayIn(locale: string, { settings: { timeZone } }: SiteConfig, at: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at);
}
