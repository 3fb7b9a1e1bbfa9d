// The frame around every page: head, header with the site and the way out, main.

import type { PropsWithChildren } from 'hono/jsx';
import type { UsageWarning } from '../../flows/sites/usage-warnings.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { useTexts } from '../texts/texts.ts';
import { iconPath, scriptPath, stylePath } from './assets.ts';
import { SiteNav, type SitePage } from './site-nav.tsx';
import { type SiteNotice, SiteNotices } from './site-notice.tsx';
import { UsageNotice } from './usage-notice.tsx';

/** A site as the header needs it. */
export interface SiteName {
  id: string;
  name: string;
}

/**
 * Where somebody who has signed in stands: `site` null where no site is chosen yet; `sites`: all that may be chosen;
 * `warnings`: of the plan's usage, for who may see it; `isAdmin`: whether they may see who has access.
 */
export interface Whereabouts {
  site: SiteName | null;
  sites: readonly SiteName[];
  warnings: readonly UsageWarning[];
  isAdmin: boolean;
  /** Of the site, for who can mend it. */
  notices: readonly SiteNotice[];
}

type LayoutProps = PropsWithChildren<{
  title: string;
  where?: Whereabouts | null;
  /** The site of the page, for links to its other pages, and which of them it is; null: one below them. */
  of?: { site: SiteConfig; page: SitePage | null };
  /** Loads the script on a page of no site. */
  hasScript?: boolean;
  /** Links to no other page. */
  isAlone?: boolean;
}>;

/** A whole document. `where` null or left out: nobody has signed in. */
export function Layout(props: LayoutProps) {
  const { title, where = null, of, hasScript = of !== undefined, isAlone = false, children } = props;
  const all = useTexts();
  const texts = all.frame;
  return (
    <html lang={all.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Leadlight`}</title>
        <link rel="icon" type="image/svg+xml" href={iconPath} />
        <link rel="stylesheet" href={stylePath} />
        {hasScript && <script type="module" src={scriptPath(all)} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {texts.skip}
        </a>
        <header class="top">
          <Brand isLink={!isAlone} />
          {where && <SiteChoice {...where} />}
          {where && <SignOut />}
        </header>
        {where && <UsageNotice warnings={where.warnings} />}
        {where && of && <SiteNotices site={of.site} notices={where.notices} />}
        <div class={of ? 'with-pages' : undefined}>
          {of && <SiteNav site={of.site} here={of.page} />}
          <main id="main" tabindex={-1}>
            {children}
          </main>
        </div>
      </body>
    </html>
  );
}

function Brand({ isLink }: { isLink: boolean }) {
  const Tag = isLink ? 'a' : 'span';
  return (
    <Tag class="brand" {...(isLink && { href: '/' })}>
      <Lamp />
      Leadlight
    </Tag>
  );
}

/** The mark: a lead light, four panes. */
function Lamp() {
  return (
    <svg class="lamp" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 1 22 12 12 23 2 12Z" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M7 6.5 17 17.5M17 6.5 7 17.5" stroke="currentColor" stroke-width="2" />
      <path class="lamp-lit" d="M12 3.5 15.8 7.6 12 11.8 8.2 7.6Z" />
    </svg>
  );
}

/** A popover: without a script, browsers close it on Escape and on a click elsewhere. */
function SiteChoice({ site, sites }: Whereabouts) {
  const texts = useTexts().frame;
  if (!site) return null;
  if (sites.length < 2) {
    return (
      <a class="site" href={`/s/${site.id}`}>
        {site.name}
      </a>
    );
  }
  return (
    <>
      <button type="button" class="quiet site choose" popovertarget="sites">
        {site.name}
      </button>
      <nav id="sites" class="sites" aria-label={texts.sites} popover="auto">
        <ul>
          {sites.map(({ id, name }) => (
            <li>
              <a href={`/s/${id}`} aria-current={id === site.id ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
          <li>
            <a href="/">{texts.allSites}</a>
          </li>
        </ul>
      </nav>
    </>
  );
}

function SignOut() {
  return (
    <form class="sign-out" method="post" action="/sign-out">
      <button type="submit" class="quiet">
        {useTexts().frame.signOut}
      </button>
    </form>
  );
}
