// Links to the same page with another model, if the site has more than one; and what keeps the model in forms.

import { defaultModelName } from '../../../schema/model/model.ts';
import { type SiteConfig, servedOf } from '../../store/sites/site-config.ts';
import { useTexts } from '../texts/texts.ts';

/** The links; `hrefOf` returns the page's URL with a model. */
export function ModelChoice({ site, hrefOf }: { site: SiteConfig; hrefOf: (site: SiteConfig) => string }) {
  const texts = useTexts().frame;
  const models = servedOf(site);
  if (models.length < 2) return null;
  return (
    <nav class="sorting" aria-label={texts.model}>
      {texts.scoredBy}
      {models.map((served) => (
        <a
          href={hrefOf({ ...site, served })}
          aria-current={served.name === site.served.name ? 'page' : undefined}
        >
          {served.name}
        </a>
      ))}
    </nav>
  );
}

/** Keeps the model that is looked at when a form is sent with GET. */
export function ModelField({ site }: { site: SiteConfig }) {
  const { name } = site.served;
  return name === defaultModelName ? null : <input type="hidden" name="model" value={name} />;
}
