// What the reports on sales cost: the pass over everybody's history for the calibration, and its fit. Without the database, whose
// reads the surveys add (worker/flows/reports/survey-count.ts).

import { defaultModel } from '../../schema/model/default-model.ts';
import { dayMs } from '../../schema/time/durations.ts';
import type { LoggedEvent } from '../../worker/score/event.ts';
import { calibrationOf } from '../../worker/score/proof/calibration/calibration.ts';
import {
  addAnyone,
  addSale,
  closeEvidence,
  type Looking,
  newEvidence,
} from '../../worker/score/proof/calibration/evidence.ts';
import { compileModel } from '../../worker/score/rules/compile.ts';
import type { Result } from '../report.ts';

const from = Date.UTC(2026, 0, 5);
const period = { from, to: from + 90 * dayMs };

/** People, with ten events each; one in fifty buys. `PROOF_PEOPLE` measures with fewer. */
const people = Number(process.env.PROOF_PEOPLE ?? 100_000);
const eventsEach = 10;
const buyersEach = 50;

const looking: Looking = {
  period,
  compiled: compileModel({ version: 1, landmark: from, model: defaultModel }),
  kindOf: () => 'work',
};

const urls = ['/', '/pricing', '/docs/start', '/blog/news', '/careers', '/calculator'];

/** The history of a person, made again each time it is read, so that it takes no memory. */
function historyOf(person: number): LoggedEvent[] {
  const events = Array.from({ length: eventsEach }, (_, place): LoggedEvent => {
    const spread = ((person * 2_654_435_761 + place * 40_503) % 65_536) / 65_536;
    const occurredAt = Math.floor(from + spread * 80 * dayMs);
    const url = `https://example.com${urls[(person * 7 + place * 3) % urls.length]}`;
    const common = { device: `d${person}`, id: `${person}-${place}`, occurredAt, ownedAt: null, position: 0 };
    const isForm = person % 10 === 0 && place === 9;
    return {
      ...common,
      ...{ session: `s${place >> 1}`, origin: 'browser', arrival: occurredAt * 64 },
      ...{ kind: isForm ? 'form_fill' : 'page_view', body: isForm ? { url, form: 'demo' } : { url } },
    };
  });
  if (person % buyersEach === 0) {
    const at = Math.max(...events.map(({ occurredAt }) => occurredAt)) + dayMs;
    events.push({
      ...(events[0] as LoggedEvent),
      id: `${person}-won`,
      kind: 'outcome',
      occurredAt: at,
      body: { result: 'won' },
    });
  }
  return events;
}

/** Measures the pass over the buyers, over everybody, and the fit. */
export async function proof(): Promise<Result> {
  const evidence = newEvidence();
  let largest = 0;
  let heap = 0;
  const watch = (person: number) => {
    if (person % 2_000 !== 0) return;
    largest = Math.max(largest, JSON.stringify(evidence).length);
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  };
  const buyersMs = msOf(() => {
    for (let person = 0; person < people; person += buyersEach)
      addSale(evidence, { visitor: `v${person}`, history: historyOf(person) }, looking);
  });
  closeEvidence(evidence);
  const everybodyMs = msOf(() => {
    for (let person = 0; person < people; person++) {
      addAnyone(evidence, { visitor: `v${person}`, history: historyOf(person) }, looking);
      watch(person);
    }
  });
  let report = calibrationOf(newEvidence(), defaultModel);
  const fitMs = msOf(() => {
    report = calibrationOf(evidence, defaultModel);
  });
  const reportBytes = JSON.stringify(report).length;
  return {
    name: 'proof',
    title: 'The calibration: the pass over all histories, in steps, and its fit',
    columns: [
      'people',
      'events',
      'buyers',
      'ms for buyers',
      'ms for everybody',
      'ms to fit',
      'kB of counts',
      'kB of report',
      'MB of heap',
    ],
    rows: [
      [
        ...[people, people * eventsEach, report.buyers, buyersMs, everybodyMs, fitMs],
        ...[largest / 1_000, reportBytes / 1_000, heap / 1_000_000],
      ],
    ],
    notes: [
      'Without the database. The counts are saved between steps of 200 people, so none of this is one invocation.',
    ],
    targets: [
      { what: 'milliseconds to fit', value: fitMs, atMost: 5_000 },
      { what: 'bytes of counts', value: largest, atMost: 1_000_000 },
    ],
  };
}

function msOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
