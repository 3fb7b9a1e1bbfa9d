// How dense the rows of the list are. A cookie keeps it, and not the address, because it belongs to the reader's eyes and screen:
// an address that somebody sends shows the same people, in the density of whoever opens it.

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { SiteEnv } from '../../http/env.ts';
import { readForm } from '../../http/json-body.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { goTo } from '../frame/answer.tsx';
import { isSecure } from '../session/cookie.ts';
import { useTexts } from '../texts/texts.ts';
import { type ListView, listHref } from './list-view.ts';
import { readShownList } from './shown-list.ts';

const densities = ['comfortable', 'compact'] as const;

/** `comfortable`: two lines a row. `compact`: one. */
export type Density = (typeof densities)[number];

const cookie = 'leadlight-rows';
const maxAgeSeconds = 365 * 86_400;

/** One word. */
const maxBodyBytes = 1024;

function densityNamed(name: unknown): Density {
  return densities.find((each) => each === name) ?? 'comfortable';
}

/** What the reader has chosen. */
export function densityOf(c: Context): Density {
  return densityNamed(getCookie(c, cookie));
}

/** `POST …/rows`: keeps the choice and goes back to the same view. */
export async function chooseDensity(c: Context<SiteEnv>): Promise<Response> {
  const rows = (await readForm(c.req.raw, maxBodyBytes))?.get('rows');
  const { site, view } = await readShownList(c);
  setCookie(c, cookie, densityNamed(rows), {
    ...{ path: '/s', maxAge: maxAgeSeconds, httpOnly: true, sameSite: 'Lax', secure: isSecure(c) },
  });
  return goTo(c, listHref(site, view, { cursor: view.cursor }));
}

/** A button for each; works without a script. */
export function DensityChoice({
  site,
  view,
  density,
}: {
  site: SiteConfig;
  view: ListView;
  density: Density;
}) {
  const texts = useTexts().rows.density;
  return (
    <form class="density" method="post" action={listHref(site, view, { cursor: view.cursor }, '/rows')}>
      <fieldset>
        <legend class="hidden">{texts.label}</legend>
        {densities.map((each) => (
          <button
            type="submit"
            class="quiet"
            name="rows"
            value={each}
            aria-pressed={each === density ? 'true' : 'false'}
          >
            {texts[each]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
