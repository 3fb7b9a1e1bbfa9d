// How likely somebody is to buy, as predicted, and the facts that speak most for it and against it.

import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import { labelOf } from '../../flows/predict/reasons.ts';
import { numbersIn } from '../../score/proof/report-words.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from '../frame/site-href.ts';
import { useTexts } from '../texts/texts.ts';

interface OddsProps {
  site: SiteConfig;
  visitor: VisitorDetail;
}

/** The section; nothing for who has no probability. */
export function OddsView({ site, visitor: { probability, prediction } }: OddsProps) {
  const { locale, reports } = useTexts();
  if (probability === null || !prediction) return null;
  const { person, features } = reports.prediction;
  return (
    <section class="card" aria-labelledby="odds">
      <h2 id="odds">{person.title(numbersIn(locale).percent(probability))}</h2>
      {(['for', 'against'] as const)
        .filter((side) => prediction[side].length > 0)
        .map((side) => (
          <>
            <h3>{person[side]}</h3>
            <ul>
              {prediction[side].map(({ feature }) => (
                <li>
                  <bdi>{labelOf(feature, site.served, features)}</bdi>
                </li>
              ))}
            </ul>
          </>
        ))}
      <p class="note">
        {person.note} <a href={siteHref(site, '/reports/prediction')}>{person.how}</a>
      </p>
    </section>
  );
}
