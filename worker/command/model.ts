// `npm run model -- preview FILE`: previews what a model in a file would change on a running instance. For models that are
// kept and reviewed in git. `npm run model -- fit`: makes the prediction of who buys (fit.ts). Runs on your machine only; not part of the
// Worker.

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ModelPreview } from '../../schema/api/models/preview.ts';
import type { Model } from '../../schema/model/model.ts';
import type { SiteFacts } from '../score/models/condition-faults.ts';
import { modelWarnings } from '../score/models/model-warnings.ts';
import {
  type Call,
  CommandError,
  type CommandLine,
  commonOptions,
  readCommandLine,
  runCommand,
} from './call.ts';
import { fitLines, fitPrediction } from './fit.ts';

const usage = `npm run model -- preview FILE [options]
npm run model -- fit [options]

${commonOptions}
  --model NAME  the model whose scores "fit" predicts from   (default: default)

preview saves the model in FILE as a draft, unless the newest draft is the same, and prints what publishing it would change.
The served model and the scores stay the same.

fit makes the prediction of who buys. On Cloudflare's free plan, where the Worker has too little time for it, the prediction
is fitted on this machine. That takes a token with the role admin.`;

/** Runs the command. Throws a CommandError. */
async function model(args: string[], env: NodeJS.ProcessEnv): Promise<{ text: string; isFine: boolean }> {
  const line = readCommandLine(args, env, usage);
  if (line === 'help' || line.words.length === 0) return { text: usage, isFine: true };
  const [what, file, ...more] = line.words;
  if (what === 'fit' && file === undefined) return predict(line);
  const isPreview = what === 'preview' && line.model === undefined;
  if (!isPreview || file === undefined || more.length > 0) throw new CommandError(usage);
  const { call, site } = line;
  const wanted = readModel(file);
  const version = await draft(call, wanted);
  const { lines } = await call<{ lines: string[] }>('GET', `/models/${version}/diff`);
  const warnings = modelWarnings(wanted as Model, await call<SiteFacts>('GET', ''));
  return { text: report(await previewed(call, version), { site, lines, warnings }), isFine: true };
}

async function predict({ call, model }: CommandLine): Promise<{ text: string; isFine: boolean }> {
  const report = await fitPrediction({ call, model, say: console.log });
  return { text: fitLines(report).join('\n'), isFine: report.figures !== null };
}

function readModel(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`${file}: ${(error as Error).message}`);
  }
}

/** Saves the model as a draft and returns its version. Previewing the same file again reuses the draft. */
async function draft(call: Call, model: unknown): Promise<number> {
  const { data } = await call<{ data: { version: number; state: string }[] }>('GET', '/models?limit=1');
  const [newest] = data;
  if (newest?.state === 'draft') {
    const known = await call<{ model: unknown }>('GET', `/models/${newest.version}`);
    if (isDeepStrictEqual(known.model, model)) return newest.version;
  }
  return (await call<{ version: number }>('POST', '/models', model)).version;
}

async function previewed(call: Call, version: number): Promise<ModelPreview> {
  let preview = await call<ModelPreview>('POST', `/models/${version}/preview`);
  while (!preview.result) {
    await pause(1_000);
    preview = await call<ModelPreview>('GET', `/models/${version}/preview`);
  }
  return preview;
}

interface Findings {
  site: string;
  lines: string[];
  warnings: { message: string }[];
}

function report(preview: ModelPreview, { site, lines, warnings }: Findings): string {
  const { version, against, at, result } = preview;
  if (!result) return '';
  const time = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  return [
    `Site ${site}: version ${version} compared with version ${against}, ${result.visitors} visitors, ${time} UTC.`,
    ...part('Differences', lines.length > 0 ? lines : ['None: both score the same.']),
    ...part(
      'Warnings',
      warnings.map(({ message }) => message),
    ),
    ...part(
      'Score by percentile',
      columns([
        ['', 'before', 'after'],
        ...result.scores.map(({ percentile, before, after }) => [`${percentile}`, `${before}`, `${after}`]),
      ]),
    ),
    ...part('Status', columns([['', 'before', 'after'], ...result.statuses.map(rowOf('status'))])),
    ...part(
      'Cell',
      columns(result.cells.length > 0 ? [['', 'before', 'after'], ...result.cells.map(rowOf('cell'))] : []),
    ),
    ...part(
      'Changes of status or cell',
      columns(result.moves.map(({ from, to, visitors }) => [`${from} → ${to}`, `${visitors}`])),
    ),
    ...part('Largest changes', result.movers.map(moverLine)),
    ...part('Sales', salesLines(result.ranking)),
  ].join('\n');
}

/** How well each model ranks the sales. Includes what chance would give, as a baseline. */
function salesLines(ranking: NonNullable<ModelPreview['result']>['ranking']): string[] {
  if (!ranking) return [];
  const { sales, ranked, unseen, people, topTenth, auc } = ranking;
  return [
    ...columns([
      ['', 'before', 'after', 'by chance'],
      ['Buyers in the top 10%', percent(topTenth.before), percent(topTenth.after), '10%'],
      ['People ranked below the buyer', percent(auc.before), percent(auc.after), '50%'],
    ]),
    `${ranked} of ${sales} sales, ranked among ${people} people by the scores just before each sale (95% confidence interval).`,
    ...(unseen > 0 ? [`${unseen} sales are not ranked: the buyers had no earlier events.`] : []),
  ];
}

function percent({ value, low, high }: { value: number; low: number; high: number }): string {
  const rounded = (share: number) => Math.round(share * 100);
  return `${rounded(value)}% (${rounded(low)}–${rounded(high)})`;
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function rowOf<Name extends string>(name: Name) {
  return (row: Record<Name, string> & { before: number; after: number }): string[] => [
    row[name],
    `${row.before}`,
    `${row.after}`,
  ];
}

function moverLine({
  visitor,
  before,
  after,
  reasons,
}: NonNullable<ModelPreview['result']>['movers'][number]): string {
  const who = visitor.name ?? visitor.email ?? visitor.id;
  const status = before.status === after.status ? after.status : `${before.status} → ${after.status}`;
  const why = reasons.map((reason) => `${reason.label} ${round(reason.before)} → ${round(reason.after)}`);
  return `${who}: ${round(before.score)} → ${round(after.score)}, ${status} (${why.join(', ')})`;
}

function round(points: number): string {
  return String(Math.round(points * 10) / 10);
}

/** Formats rows as a table: the first column left-aligned, the others right-aligned. */
function columns(rows: string[][]): string[] {
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(width(n)) : cell.padStart(width(n)))).join('  '),
  );
}

await runCommand(model);
