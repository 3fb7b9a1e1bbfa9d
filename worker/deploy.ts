// `npm run deploy`: puts this Worker on your Cloudflare account, with its database migrated first.
// Runs on your machine and is no part of the Worker.

import { readFlags } from './deploy/flags.ts';
import { readNames } from './deploy/names.ts';
import { nextSteps } from './deploy/next-steps.ts';
import { deploy } from './deploy/steps.ts';
import { Stopped } from './deploy/stopped.ts';
import { thisTerminal } from './deploy/terminal.ts';
import { realWrangler } from './deploy/wrangler.ts';

const help = `npm run deploy -- [options]

  --location NAME       make the database near: weur, eeur, apac, oc, wnam, enam
  --jurisdiction NAME   keep the database within: eu, us, fedramp
  --config FILE         another file than wrangler.toml: another Worker
  --dry-run             only build

Any other option goes to "wrangler deploy". docs/deploy.md says more.`;

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
