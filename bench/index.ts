// `npm run bench`: measures, prints and, when asked to, writes the figures. docs/benchmarks.md says what each is.

import { parseArgs } from 'node:util';
import { collect } from './collect.ts';
import { history } from './history.ts';
import { asText, machine, type Result, writeJson } from './report.ts';
import { rows } from './rows.ts';
import { snippet } from './snippet.ts';
import { transaction } from './transaction.ts';

const benches = { snippet, collect, transaction, rows, history };

process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
process.env.WRANGLER_SEND_METRICS = 'false';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const results: Result[] = [];
console.log(machine());
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const result = await benches[name as keyof typeof benches]();
  results.push(result);
  console.log(asText(result));
}
if (values.json) writeJson(values.json, results);
