// `npm run model -- fit`: makes the prediction of a running instance, and fits it on your own machine where the plan allows the Worker
// too little time. The same function fits as in the Worker, to the same people. Runs on your machine only; not part of the Worker.

import { setTimeout as pause } from 'node:timers/promises';
import type { PredictionAnswer } from '../../schema/api/reports/prediction.ts';
import type {
  PredictionFit,
  PredictionSample,
  PredictionSaved,
} from '../../schema/api/reports/prediction-fit.ts';
import { dayMs } from '../../schema/time/durations.ts';
import { train } from '../score/proof/predict/train.ts';
import { type Call, CommandError } from './call.ts';

/** A sample older than this is gathered anew. */
const oldestMs = dayMs;

/** How often a sample may change while it is fitted. */
const attempts = 3;

/** How to reach the instance. `model`: the name of one; by default the default model. `pollMs`: between two looks at the progress. */
export interface FitOptions {
  call: Call;
  model?: string | undefined;
  say: (line: string) => void;
  pollMs?: number;
}

/** Makes the prediction, and waits until everybody's probability is written. Throws a CommandError. */
export async function fitPrediction(options: FitOptions): Promise<PredictionAnswer> {
  const { say, pollMs = 1_000 } = options;
  const path = pathWith(options.model);
  const ask = (method: string) => options.call<PredictionAnswer>(method, path(''));
  let report = await ask('GET');
  const isOld = report.running?.command && report.running.begunAt < Date.now() - oldestMs;
  if (!report.running || isOld) report = await ask('POST');
  let stage = '';
  let left = attempts;
  while (report.running) {
    const { running } = report;
    if (running.stage !== stage) say(`${stageWords[running.stage]} (${running.total} people) …`);
    stage = running.stage;
    if (running.command === null) await pause(pollMs);
    else if (!(await isFittedHere(options, --left))) await ask('POST');
    report = await ask('GET');
  }
  return report;
}

const stageWords = {
  gather: 'Gathering',
  fit: 'Fitting',
  write: 'Writing probabilities',
} as const satisfies Record<NonNullable<PredictionAnswer['running']>['stage'], string>;

/** Fits the sample and sends the result. False: the sample has changed, and another attempt is left. */
async function isFittedHere({ call, model }: FitOptions, left: number): Promise<boolean> {
  const path = pathWith(model);
  try {
    const { run, evidence, parts, data } = await readSample(call, path);
    const fit: PredictionFit = { run, trained: train(data, evidence, parts) };
    await call<PredictionSaved>('POST', path('/fit'), fit);
    return true;
  } catch (error) {
    if (error instanceof CommandError && error.status === 409 && left > 0) return false;
    throw error;
  }
}

async function readSample(call: Call, path: ReturnType<typeof pathWith>): Promise<PredictionSample> {
  const sample = await call<PredictionSample>('GET', path('/sample'));
  while (sample.nextCursor !== null) {
    const page = await call<PredictionSample>('GET', path('/sample', sample.nextCursor));
    if (page.run !== sample.run) throw new CommandError('The sample has changed while it was read.', 409);
    sample.data.push(...page.data);
    sample.nextCursor = page.nextCursor;
  }
  return sample;
}

function pathWith(model: string | undefined) {
  return (part: string, cursor?: string): string => {
    const query = new URLSearchParams({ ...(model && { model }), ...(cursor && { cursor }) });
    return `/reports/prediction${part}${query.size > 0 ? `?${query}` : ''}`;
  };
}

/** Facts that are printed. */
const factsShown = 10;

/** What a prediction has come to, as lines for people. */
export function fitLines({ figures, notes, data }: PredictionAnswer): string[] {
  if (!figures) return notes;
  const { auc, topTenth, brier, calibrationError } = figures;
  return [
    ...notes,
    '',
    `A buyer is ranked above somebody else in ${percent(auc)} of pairs (AUC), by chance in 50%.`,
    `The tenth with the highest probability holds ${percent(topTenth)} of the buyers.`,
    `Brier score ${brier.toFixed(3)}, calibration error ${calibrationError.toFixed(3)}.`,
    ...['', 'Strongest facts'],
    ...data.slice(0, factsShown).map(({ label, weight }) => `  ${signed(weight.value)}  ${label}`),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)}%`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
