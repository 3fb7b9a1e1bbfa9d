// What came and was not stored, by reason: what it means, and whether there is something to do.

import { droppedDays, type InstallCheck } from '../../../flows/sites/install-check.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { countText } from '../../words/points.ts';

type Reason = InstallCheck['dropped'][number]['reason'];

interface DroppedViewProps {
  site: SiteConfig;
  dropped: InstallCheck['dropped'];
}

/** Each reason and its row's name; what asks for an action stands first. */
const titles: Readonly<Record<Reason, string>> = {
  origin_not_allowed: 'Origin not allowed',
  excluded: 'Excluded by you',
  gpc: 'Global Privacy Control',
  bot: 'Crawlers',
  erased: 'Erased people',
};

const order = Object.keys(titles) as Reason[];

/** The table, kept fresh like the check. */
export function DroppedView({ site, dropped }: DroppedViewProps) {
  const rows = order.flatMap((reason) => dropped.filter((row) => row.reason === reason));
  return (
    <section class="card">
      <h2>Not recorded in the last {droppedDays} days</h2>
      <div data-live>
        {rows.length === 0 ? (
          <p class="also">Nothing was left out.</p>
        ) : (
          <table class="dropped">
            <caption class="hidden">What was not recorded, by reason, and what to do</caption>
            <thead>
              <tr>
                <th scope="col">Reason</th>
                <th scope="col" class="number">
                  Beacons
                </th>
                <th scope="col">What it means</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ reason, beacons }) => (
                <tr>
                  <th scope="row">{titles[reason]}</th>
                  <td class="number">{countText(beacons)}</td>
                  <td>
                    <Meaning reason={reason} site={site} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <p class="foot">
        A beacon is one message of a page, with one or more events. The days are those of UTC, and today is
        one of them. A count can be a little low.
      </p>
    </section>
  );
}

function Meaning({ reason, site }: { reason: Reason; site: SiteConfig }) {
  switch (reason) {
    case 'origin_not_allowed':
      return (
        <>
          The tag is on pages whose origin is not allowed. If they are yours, such as a test site, a shop or
          the address with <code>www.</code>, an administrator adds the origin with{' '}
          <code>PATCH /v1/sites/{site.id}</code>. Otherwise there is nothing to do.
        </>
      );
    case 'excluded':
      return (
        <>
          The setting <code>exclude</code> leaves out {excludedWords(site)}. If you miss visits, look whether
          it leaves out too much.
        </>
      );
    case 'gpc':
      return (
        <>
          These browsers ask not to be tracked. Deliberate actions, such as a sent form, are recorded all the
          same. There is nothing to do.
        </>
      );
    case 'bot':
      return <>Search engines and other robots, by what they call themselves. There is nothing to do.</>;
    case 'erased':
      return (
        <>
          Single events of people whose data was erased: they came late, or the people came back. They stay
          out until an administrator lifts the erasure.
        </>
      );
  }
}

/** `2 paths and 1 email domain`. */
function excludedWords({ settings: { exclude } }: SiteConfig): string {
  const parts = [
    counted(exclude.paths.length, 'path'),
    counted(exclude.emailDomains.length, 'email domain'),
    counted(exclude.ips.length, 'range of addresses', 'ranges of addresses'),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'nothing any more' : new Intl.ListFormat('en').format(parts);
}

function counted(count: number, one: string, many = `${one}s`): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : many}`;
}
