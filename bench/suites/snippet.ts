// The cost of the tag for a page, compared with other trackers: bytes, milliseconds, requests, and lost events.

import { launchChromium } from '../../test/support/browser/chromium.ts';
import { arrivals, costs } from '../page/cost.ts';
import { startGround } from '../page/ground.ts';
import { scripts, weigh } from '../page/peers.ts';
import type { Result } from '../report.ts';

/** Tries of each way to leave a page, for each of two servers. More for our script, which must not lose any event. */
const tries = { ours: 20, peers: 5 };

/** Measures our script and the peers in one run of one Chromium. Takes about twelve minutes, mostly for leaving pages. */
export async function snippet(): Promise<Result> {
  const all = await scripts();
  const ground = await startGround();
  // Some trackers record nothing in a browser that reports automation.
  const browser = await launchChromium({ automated: false });
  try {
    const spent = await costs(browser, ground, all);
    const rows: Result['rows'] = [];
    for (const [index, script] of all.entries()) {
      const { startMs, navigationMs, requests } = spent[index] ?? {};
      const { arrived, made } = await arrivals(browser, ground, script, index ? tries.peers : tries.ours);
      const { downloads, forms } = script.records;
      const records = [downloads && 'downloads', forms && 'forms'].filter(Boolean).join(', ');
      rows.push([
        script.name,
        ...weigh(script),
        startMs ?? Number.NaN,
        navigationMs ?? Number.NaN,
        requests ?? Number.NaN,
        `${arrived} of ${made}`,
        records,
      ]);
    }
    return {
      name: 'snippet',
      title: 'The script',
      columns: [
        'script',
        'bytes',
        'gzip -9',
        'brotli 11',
        'start ms',
        'navigation ms, main thread',
        'requests',
        'arrived',
        'records',
      ],
      rows,
      targets: [{ what: 'milliseconds to load and start', value: Number(rows[0]?.[4]), atMost: 2 }],
      notes: [],
    };
  } finally {
    await browser.close();
    ground.close();
  }
}
