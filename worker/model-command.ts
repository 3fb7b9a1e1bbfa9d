// `npm run model -- preview FILE`: what a model in a file would change, against a running instance. For a model that is
// kept in git and reviewed there. Runs on your machine and is no part of the Worker.

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import type { Problem } from '../schema/api.ts';
import type { ModelPreview } from '../schema/api-preview.ts';
import type { Model } from '../schema/model.ts';
import { modelWarnings } from './score/model-warnings.ts';

export const usage = `npm run model -- preview FILE [options]

  --url URL     where Leadlight runs   (http://localhost:8787)
  --site ID     the site whose history is used   (demo)
  --token T     a token with the role editor   ($LEADLIGHT_TOKEN)

Drafts the model in FILE, unless the newest draft is the same, and prints what publishing it would change. Nothing that
anybody sees is changed.`;

/** What is wrong, in words for the person who called. */
export class CommandError extends Error {}

/** Runs the command: the text to print. Throws a CommandError. */
export async function runModelCommand(args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { positionals, values } = parse(args);
  const [what, file, ...more] = positionals;
  if (values.help || what === undefined) return usage;
  if (what !== 'preview' || file === undefined || more.length > 0) throw new CommandError(usage);
  const { url = 'http://localhost:8787', site = 'demo', token = env.LEADLIGHT_TOKEN } = values;
  if (!token) throw new CommandError('Give a token: --token T, or the variable LEADLIGHT_TOKEN.');
  const call = caller(`${url.replace(/\/$/, '')}/v1/sites/${encodeURIComponent(site)}`, token);
  const model = readModel(file);
  const version = await draft(call, model);
  const { lines } = await call<{ lines: string[] }>('GET', `/models/${version}/diff`);
  return report(await previewed(call, version), { site, lines, warnings: modelWarnings(model as Model) });
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { url: text, site: text, token: text, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${usage}`);
  }
}

function readModel(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`${file}: ${(error as Error).message}`);
  }
}

type Call = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

function caller(base: string, token: string): Call {
  return async <Answer>(method: string, path: string, body?: unknown) => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: Error) => {
      const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
      throw new CommandError(`${base} does not answer${cause}. Is Leadlight running there? See --url.`);
    });
    const answer = (await response.json().catch(() => null)) as unknown;
    if (response.ok && answer !== null) return answer as Answer;
    const { detail = '', errors = [] } = (answer ?? {}) as Partial<Problem>;
    const all = errors.map(({ path: place, message }) => `  ${place || 'the model'}: ${message}`);
    throw new CommandError([`${response.status} ${detail}`.trim(), ...all].join('\n'));
  };
}

/** Drafts the model and answers its version; a file that is previewed again and again makes one draft, not many. */
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
  const { topTenth } = result;
  const sales = topTenth && [
    `Of ${topTenth.sales} known sales the top tenth holds ${topTenth.after}; so far ${topTenth.before}.`,
  ];
  return [
    `Version ${version} of ${site} against version ${against}, on ${result.visitors} visitors at ${time} UTC.`,
    ...part('What it does otherwise', lines.length > 0 ? lines : ['Nothing: both score alike.']),
    ...part(
      'Warnings',
      warnings.map(({ message }) => message),
    ),
    ...part('Status', columns([['', 'before', 'after'], ...result.statuses.map(rowOf('status'))])),
    ...part(
      'Cell',
      columns(result.cells.length > 0 ? [['', 'before', 'after'], ...result.cells.map(rowOf('cell'))] : []),
    ),
    ...part(
      'Moves',
      columns(result.moves.map(({ from, to, visitors }) => [`${from} → ${to}`, `${visitors}`])),
    ),
    ...part('Who moves most', result.movers.map(moverLine)),
    ...part('Sales', sales ?? []),
  ].join('\n');
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

/** Rows as columns: the first to the left, numbers to the right. */
function columns(rows: string[][]): string[] {
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(width(n)) : cell.padStart(width(n)))).join('  '),
  );
}

if (process.argv[1] === import.meta.filename) {
  try {
    console.log(await runModelCommand(process.argv.slice(2), process.env));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
