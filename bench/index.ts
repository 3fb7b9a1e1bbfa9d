// `npm run bench`: measures, prints and, when asked to, writes the figures. docs/benchmarks.md says what each is.

import { collect } from './collect.ts';
import { history } from './history.ts';
import { list } from './list.ts';
import { OptionError, readOptions, usage } from './options.ts';
import { measurePeople } from './people.ts';
import { publishing } from './publishing.ts';
import { races } from './races.ts';
import { asText, isMet, machine, type Result, writeJson } from './report.ts';
import { rescore } from './rescore.ts';
import { rows } from './rows.ts';
import { snippet } from './snippet.ts';
import { trace } from './trace.ts';
import { transaction } from './transaction.ts';

const benches: Record<string, () => Promise<Result>> = {
  snippet,
  collect,
  transaction,
  rows,
  list,
  history,
  rescore,
  publishing,
  people: measurePeople,
  races,
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
  const { trace: log } = options;
  if (log !== null) chosen.push(() => trace(log));
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

// Without these, what starts workerd looks something up on the network first.
Object.assign(process.env, { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' });

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().catch((error) => {
  console.error(error instanceof OptionError ? error.message : error);
  process.exit(1);
});
