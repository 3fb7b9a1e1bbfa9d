// What another model costs: previewing it on everybody, and publishing it, by the length of the log.

import { readdirSync, readFileSync } from 'node:fs';
import type { Result } from './report.ts';
import { timed } from './rounds.ts';
import type { RescoreJob } from './workers/rescore.ts';
import { openWorld, type World } from './world.ts';

const eventsPerVisitor = 10;
const sizes = [1_000, 10_000, 100_000] as const;

/** Measures sites of ten thousand to a million events. Takes about four minutes. */
export async function rescore(): Promise<Result> {
  const world = await openWorld('bench/workers/rescore.ts');
  try {
    const rows: Result['rows'] = [];
    const rates: number[] = [];
    let previewSeconds = Number.NaN;
    for (const visitors of sizes) {
      const site = `s${visitors}`;
      await ask(world, { kind: 'fill', site, visitors, eventsPerVisitor });
      const events = visitors * eventsPerVisitor;
      previewSeconds = (await timed(() => ask(world, { kind: 'preview', site }))) / 1000;
      const publishSeconds = (await timed(() => ask(world, { kind: 'publish', site }))) / 1000;
      rates.push(events / publishSeconds);
      rows.push([
        visitors,
        events,
        previewSeconds,
        events / previewSeconds,
        publishSeconds,
        events / publishSeconds,
        peakMegabytes(),
      ]);
    }
    return {
      name: 'rescore',
      title: 'Another model for all history',
      columns: ['visitors', 'events', 'preview s', 'events/s', 'publish s', 'events/s', 'peak MB of workerd'],
      rows,
      targets: [
        { what: 'seconds to preview 100,000 visitors', value: previewSeconds, atMost: 30 },
        {
          what: 'events a second at publishing a million',
          value: rates.at(-1) ?? Number.NaN,
          atLeast: 20_000,
        },
      ],
      notes: ['Anonymous visitors of ten events each, the default model at another half-life. One run.'],
    };
  } finally {
    await world.stop();
  }
}

async function ask(world: World, job: RescoreJob): Promise<void> {
  await world.ask('/', { method: 'POST', body: JSON.stringify(job) });
}

/** The most memory that any workerd of this machine has held so far, in MB. Linux only. */
function peakMegabytes(): number {
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const isOurs =
          /^Name:\s+workerd/m.test(status) && new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(status);
        return isOurs ? [Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024] : [];
      } catch {
        return []; // It has ended meanwhile.
      }
    });
  return Math.max(...peaks);
}
