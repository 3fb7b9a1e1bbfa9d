// What came and was not stored, by reason: what it means, and whether there is something to do.

import { droppedDays, type InstallCheck } from '../../../flows/sites/install-check.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Marked } from '../../words/marked.tsx';
import { countText } from '../../words/points.ts';

type Stored = InstallCheck['dropped'][number]['reason'];

/** The stored reasons, and the one that cannot be counted: what would count it is refused as well. */
type Reason = Stored | 'over_budget';

interface DroppedViewProps {
  site: SiteConfig;
  dropped: InstallCheck['dropped'];
  usedUpDays: InstallCheck['usedUpDays'];
}

interface Row {
  reason: Reason;
  /** Null: not counted. */
  beacons: number | null;
}

/** The table, kept fresh like the check. What asks for an action stands first. */
export function DroppedView({ site, dropped, usedUpDays }: DroppedViewProps) {
  const { locale, siteInstall } = useTexts();
  const texts = siteInstall.dropped;
  const all: Row[] = [
    ...dropped,
    ...(usedUpDays.length > 0 ? [{ reason: 'over_budget' as const, beacons: null }] : []),
  ];
  const order = Object.keys(texts.reasons) as Reason[];
  const rows = order.flatMap((reason) => all.filter((row) => row.reason === reason));
  return (
    <section class="card">
      <h2>{texts.title(droppedDays)}</h2>
      <div data-live>
        {rows.length === 0 ? (
          <p class="also">{texts.none}</p>
        ) : (
          <table class="dropped">
            <caption class="hidden">{texts.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.reason}</th>
                <th scope="col" class="number">
                  {texts.beacons}
                </th>
                <th scope="col">{texts.means}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ reason, beacons }) => (
                <tr>
                  <th scope="row">{texts.reasons[reason]}</th>
                  <td class="number">{beacons === null ? texts.notCounted : countText(beacons, locale)}</td>
                  <td>
                    <Meaning reason={reason} site={site} usedUpDays={usedUpDays} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <p class="foot">{texts.note}</p>
    </section>
  );
}

function Meaning({ reason, site, usedUpDays }: Omit<DroppedViewProps, 'dropped'> & { reason: Reason }) {
  const texts = useTexts().siteInstall.dropped;
  const link = <a href={siteHref(site, '/settings')}>{texts.settings}</a>;
  switch (reason) {
    case 'origin_not_allowed':
      return (
        <>
          <Marked text={texts.origin} /> {link}
        </>
      );
    case 'excluded':
      return (
        <>
          {texts.excluded(excludedWords(site, texts))} {link}
        </>
      );
    case 'over_budget':
      return <>{texts.overBudget(usedUpDays)}</>;
    default:
      return <>{texts[reason]}</>;
  }
}

/** `2 paths`, `1 email domain`. */
function excludedWords(
  { settings: { exclude } }: SiteConfig,
  texts: ReturnType<typeof useTexts>['siteInstall']['dropped'],
): string[] {
  const lists = ['paths', 'emailDomains', 'ips'] as const;
  return lists.flatMap((list) => (exclude[list].length > 0 ? [texts[list](exclude[list].length)] : []));
}
