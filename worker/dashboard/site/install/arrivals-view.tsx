// The last beacons that were recorded, as far as the log shows them.

import type { RecordedBeacon } from '../../../flows/sites/install-check.ts';
import { useTexts } from '../../texts/texts.ts';
import { type Clock, exactly } from '../../words/clock.tsx';

/** The table. Nothing where there are none to tell. */
export function ArrivalsView({ beacons, clock }: { beacons: readonly RecordedBeacon[]; clock: Clock }) {
  const texts = useTexts().siteInstall.arrivals;
  if (beacons.length === 0) return null;
  return (
    <div class="arrivals">
      <h3>{texts.title}</h3>
      <table class="dropped">
        <caption class="hidden">{texts.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.when}</th>
            <th scope="col">{texts.answer}</th>
            <th scope="col">{texts.page}</th>
          </tr>
        </thead>
        <tbody>
          {beacons.map(({ at, page, kinds }) => (
            <tr>
              <th scope="row">
                <time datetime={new Date(at).toISOString()}>{exactly(at, clock)}</time>
              </th>
              <td>{texts.accepted(kinds.reduce((sum, [, count]) => sum + count, 0))}</td>
              <td>
                {page} <span class="also">{kindsText(kinds)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="foot">{texts.note}</p>
    </div>
  );
}

/** `page_view, download × 2`. */
function kindsText(kinds: RecordedBeacon['kinds']): string {
  return kinds.map(([kind, count]) => (count === 1 ? kind : `${kind} × ${count}`)).join(', ');
}
