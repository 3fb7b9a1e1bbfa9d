// `npm run help`: what every script of package.json does, in a line each. The compiler misses none.

import type manifest from '../../package.json';

/** The scripts by what they are for, in the order in which one meets them. */
const scripts = {
  help: 'Lists these commands',
  start: 'Serves the whole product on this machine, with a demo site and made-up visitors',
  dev: 'Serves the Worker as Cloudflare runs it (wrangler dev), and reloads it after each change',
  test: 'Runs lint, types, build and all tests but Firefox’s and WebKit’s (-- NAME: tests of that name)',
  'test:unit': 'Runs the tests that need Node only',
  'test:worker': 'Runs the tests of the Worker, in workerd with a real D1',
  'test:browser': 'Runs the tests of the script and the pages, in Chromium',
  'test:browsers': 'Runs the tests of the script in Chromium, Firefox and WebKit',
  'test:system': 'Runs the tests of the whole server, as a child process',
  'test:mutation':
    'Changes the scoring in one place at a time and tells what no test notices (up to an hour)',
  lint: 'Checks format and lint rules',
  format: 'Mends format and lint rules where it can',
  types: 'Checks the types',
  build: 'Builds the script and its npm package into dist/',
  screens: 'Takes the pictures of the README from the demo, in Chromium',
  bench: 'Measures rows, requests and the script (25 minutes; -- NAME for one of them)',
  model: 'Previews what a scoring model in a file would change on a running instance (-- --help)',
  verify: 'Recomputes every score of a running instance from the log and compares (-- --help)',
  deploy: 'Deploys to Cloudflare: database, migrations, script and Worker (-- --dry-run only builds)',
  release: 'Publishes the build of the script that pages can pin',
} satisfies Record<keyof (typeof manifest)['scripts'], string>;

/** Only `start` and `test` do without `run`. */
const commandOf = (name: string) => (['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`);

for (const [name, does] of Object.entries(scripts)) console.log(`${commandOf(name).padEnd(22)}  ${does}`);
