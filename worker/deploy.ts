// `npm run deploy`: migrates the database, then deploys this Worker to your Cloudflare account.
// Runs on your machine only; not part of the Worker.

import { readFlags } from './deploy/flags.ts';
import { readNames } from './deploy/names.ts';
import { nextSteps } from './deploy/next-steps.ts';
import { deploy } from './deploy/steps.ts';
import { Stopped } from './deploy/stopped.ts';
import { thisTerminal } from './deploy/terminal.ts';
import { realWrangler } from './deploy/wrangler.ts';

const help = `npm run deploy -- [options]

  --location NAME       create the database near: weur, eeur, apac, oc, wnam, enam
  --jurisdiction NAME   keep the database within: eu, us, fedramp
  --config FILE         use this file instead of wrangler.toml, for another Worker
  --dry-run             only build

All other options are passed to "wrangler deploy". For details, see docs/deploy.md.`;

try {
  const flags = readFlags(process.argv.slice(2), process.env.CLOUDFLARE_ENV);
  if (flags.isHelp) {
    console.log(help);
  } else {
    const world = {
      wrangler: realWrangler(flags.shared),
      names: await readNames(flags.config),
      terminal: thisTerminal(process.env),
      givenToken: process.env.ADMIN_TOKEN,
    };
    const outcome = await deploy(world, flags);
    if (outcome) console.log(`\n${nextSteps(outcome, flags.shared)}`);
  }
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  console.error(error.message);
  process.exit(1);
}
