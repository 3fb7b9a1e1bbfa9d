// The cost of another model: previewing it on all visitors and publishing it, by the length of the log.

import { readdirSync, readFileSync } from 'node:fs';
import type { Result } from '../report.ts';
import { timed } from '../rounds.ts';
import type { RescoreJob } from '../workers/rescore.ts';
import { openWorld, type World } from '../world.ts';

const site = 'rescore';
const eventsPerVisitor = 10;
/** Makes V8 collect garbage early, so that the peak shows the memory in use. It costs time, so times are measured without it. */
const collectSoon = '--max-semi-space-size=2';
const sizes = [1_000, 10_000, 100_000] as const;

/** Measures sites of ten thousand to a million events. Takes about seven minutes. */
export async function rescore(): Promise<Result> {
  const costs: Cost[] = [];
  for (const visitors of sizes) costs.push(await costOf(visitors));
  const last = costs.at(-1) as Cost;
  return {
    name: 'rescore',
    title: 'Previewing and publishing another model over the whole log',
    columns: [
      'visitors',
      'events',
      'preview s',
      'events/s',
      'publish s',
      'events/s',
      'peak MB',
      'peak MB, only reading',
    ],
    rows: costs.map(({ visitors, events, previewSeconds, publishSeconds, megabytes, megabytesOfReading }) => [
      visitors,
      events,
      previewSeconds,
      events / previewSeconds,
      publishSeconds,
      events / publishSeconds,
      megabytes,
      megabytesOfReading,
    ]),
    targets: [
      { what: 'seconds to preview 100,000 visitors', value: last.previewSeconds, atMost: 30 },
      {
        what: 'events per second, publishing over a million',
        value: last.events / last.publishSeconds,
        atLeast: 20_000,
      },
      {
        what: 'ratio of the peak memory at a million to only reading as much',
        value: last.megabytes / last.megabytesOfReading,
        atMost: 1.25,
      },
    ],
    notes: ['Anonymous visitors with ten events each; the default model with another half-life. One run.'],
  };
}

interface Cost {
  visitors: number;
  events: number;
  previewSeconds: number;
  publishSeconds: number;
  /** Peak memory of workerd: until the model was served, and while only reading the log twice. */
  megabytes: number;
  megabytesOfReading: number;
}

async function costOf(visitors: number): Promise<Cost> {
  const { seconds } = await measured(visitors, ['preview', 'publish']);
  const [previewSeconds = Number.NaN, publishSeconds = Number.NaN] = seconds;
  process.env.MINIFLARE_WORKERD_V8_FLAGS = collectSoon;
  const { peak: megabytes } = await measured(visitors, ['preview', 'publish']);
  const { peak: megabytesOfReading } = await measured(visitors, ['read']);
  delete process.env.MINIFLARE_WORKERD_V8_FLAGS;
  const events = visitors * eventsPerVisitor;
  return { visitors, events, previewSeconds, publishSeconds, megabytes, megabytesOfReading };
}

/** Runs this on a site with this many visitors, in a new workerd, because the peak covers its whole life. */
async function measured(
  visitors: number,
  kinds: readonly ('read' | 'preview' | 'publish')[],
): Promise<{ seconds: number[]; peak: number }> {
  const world = await openWorld('bench/workers/rescore.ts');
  try {
    const seconds: number[] = [];
    await ask(world, { kind: 'fill', site, visitors, eventsPerVisitor });
    for (const kind of kinds) seconds.push((await timed(() => ask(world, { kind, site }))) / 1000);
    return { seconds, peak: peakMegabytes() };
  } finally {
    await world.stop();
  }
}

async function ask(world: World, job: RescoreJob): Promise<void> {
  await world.ask('/', { method: 'POST', body: JSON.stringify(job) });
}

/** The peak memory of our workerd so far, in MB. Linux only. */
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
        return []; // The process has ended.
      }
    });
  return Math.max(...peaks);
}
