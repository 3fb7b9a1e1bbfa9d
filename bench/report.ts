// Results of a benchmark, as a table for people and as JSON for programs.

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, totalmem } from 'node:os';

/** A ratio or count, with its bound if it has one. */
export interface Target {
  what: string;
  value: number;
  atLeast?: number;
  atMost?: number;
}

/** The result of one benchmark. Each row has a value for each column. */
export interface Result {
  name: string;
  title: string;
  columns: string[];
  rows: (string | number)[][];
  targets: Target[];
  notes: string[];
}

/** Whether a target is met. Without a bound, it always is. */
export function isMet({ value, atLeast = -Infinity, atMost = Infinity }: Target): boolean {
  return value >= atLeast && value <= atMost;
}

/** A number with three significant digits, or from 1,000 as an integer. */
export function figure(value: number | string): string {
  if (typeof value === 'string') return value;
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

/** A result as text: heading, table, targets and notes. */
export function asText(result: Result): string {
  const table = [result.columns, ...result.rows.map((row) => row.map(figure))];
  const widths = result.columns.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const targets = result.targets.map((target) => {
    const bound = target.atLeast !== undefined ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
    const isBound = target.atLeast !== undefined || target.atMost !== undefined;
    return `${target.what}: ${figure(target.value)}${isBound ? ` (${bound}: ${isMet(target) ? 'met' : 'NOT MET'})` : ''}`;
  });
  const rule = '-'.repeat(lines[0]?.length ?? 0);
  const body = [...lines.slice(0, 1), rule, ...lines.slice(1), ...targets, ...result.notes];
  return `\n${result.title}\n${body.map((line) => `  ${line}`).join('\n')}\n`;
}

/** The machine and the versions on which the figures were measured. */
export function machine(): Record<string, string | number> {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.versions.node,
    workerd: workerdVersion(),
    command: ['npm run bench --', ...process.argv.slice(2)].join(' '),
  };
}

/** The version of workerd that miniflare runs. */
function workerdVersion(): string {
  const load = createRequire(import.meta.resolve('miniflare'));
  return (load('workerd/package.json') as { version: string }).version;
}

/** Writes the results to a file, each row as an object with the columns as keys. */
export function writeJson(file: string, results: Result[]): void {
  const benches = results.map(({ columns, rows, targets, ...rest }) => ({
    ...rest,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]]))),
    targets: targets.map((target) => ({ ...target, met: isMet(target) })),
  }));
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), benches }, null, 2)}\n`,
  );
}
