// `npm run bench`: runs the benchmarks, prints the figures and optionally writes them to a file. docs/benchmarks.md explains them.

import { OptionError, readOptions, usage } from './options.ts';
import { measurePeople } from './people.ts';
import { asText, isMet, machine, type Result, writeJson } from './report.ts';
import { alerts } from './suites/alerts.ts';
import { collect } from './suites/collect.ts';
import { companies } from './suites/companies.ts';
import { forms } from './suites/files/forms.ts';
import { shoppers } from './suites/files/shoppers.ts';
import { history } from './suites/history/history.ts';
import { list } from './suites/list.ts';
import { measurePages } from './suites/pages.ts';
import { proof } from './suites/proof.ts';
import { publishing } from './suites/publishing.ts';
import { races } from './suites/races.ts';
import { rescore } from './suites/rescore.ts';
import { rows } from './suites/rows.ts';
import { snippet } from './suites/snippet.ts';
import { transaction } from './suites/transaction.ts';
import { trace } from './trace/trace.ts';

const benches: Record<string, () => Promise<Result>> = {
  snippet,
  collect,
  transaction,
  rows,
  list,
  companies,
  pages: measurePages,
  history,
  rescore,
  publishing,
  people: measurePeople,
  proof,
  races,
  alerts,
};

async function main(): Promise<void> {
  const known = Object.keys(benches);
  const options = readOptions(process.argv.slice(2), known);
  if (options === 'help') {
    console.log(usage(known));
    return;
  }
  console.log(describe(machine()));
  const chosen = options.names.flatMap((name) => benches[name] ?? []);
  const { trace: log, forms: labelled, shoppers: sessions } = options;
  if (log !== null) chosen.push(() => trace(log));
  if (labelled !== null) chosen.push(() => forms(labelled));
  if (sessions !== null) chosen.push(() => shoppers(sessions));
  const results: Result[] = [];
  for (const bench of chosen) {
    const result = await bench();
    results.push(result);
    console.log(asText(result));
  }
  if (options.json !== null) writeJson(options.json, results);
  const missed = results.flatMap(({ targets }) => targets).filter((target) => !isMet(target));
  if (missed.length > 0) console.log(`Not met: ${missed.map(({ what }) => what).join('; ')}`);
}

function describe(facts: Record<string, string | number>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name.padEnd(16)} ${value}`)
    .join('\n');
}

// Without these, starting workerd first makes network requests.
Object.assign(process.env, { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' });

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().catch((error) => {
  console.error(error instanceof OptionError ? error.message : error);
  process.exit(1);
});
