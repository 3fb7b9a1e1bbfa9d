// What a page pays for the tag, beside what it would pay for others' tags: bytes, milliseconds, requests, and what is lost.

import { launchChromium } from '../../test/support/browser/chromium.ts';
import { arrivals, costs } from '../page/cost.ts';
import { startGround } from '../page/ground.ts';
import { scripts, weigh } from '../page/peers.ts';
import type { Result } from '../report.ts';

/** How often each way of leaving is tried, at each of two servers: ours, which may lose none, oftener than others. */
const tries = { ours: 20, peers: 5 };

/** Measures ours and the peers in one run of one Chromium. Takes about twelve minutes, most of it spent leaving pages. */
export async function snippet(): Promise<Result> {
  const all = await scripts();
  const ground = await startGround();
  // Some of them record nothing in a browser that says it is automated.
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
      title: 'The snippet',
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
