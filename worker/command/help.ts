// `npm run help`: one line for each script of package.json. The compiler checks that none is missing.

import type manifest from '../../package.json';

/** What each script does, the ones you need first at the top. */
const scripts = {
  help: 'Lists these commands',
  start: 'Runs everything on this machine, with a demo site and demo visitors',
  dev: 'Runs the Worker with wrangler dev, with live reload',
  test: 'Runs lint, types, build and all tests except Firefox’s and WebKit’s (-- NAME: only matches)',
  'test:unit': 'Runs the tests that need only Node',
  'test:worker': 'Runs the tests of the Worker, in workerd with a real D1',
  'test:browser': 'Runs the tests of the script and the pages, in Chromium',
  'test:browsers': 'Runs the tests of the script in Chromium, Firefox and WebKit',
  'test:system': 'Runs the tests of the whole server, as a child process',
  'test:mutation': 'Runs mutation tests of the scoring: lists changes that no test detects (up to an hour)',
  lint: 'Checks formatting and lint rules',
  format: 'Fixes formatting and lint rules where possible',
  types: 'Checks the types',
  build: 'Builds the script and its npm package into dist/',
  screens: 'Takes the README’s screenshots from the demo, in Chromium',
  bench: 'Benchmarks the database, requests and the script (25 minutes; -- NAME: only one)',
  model: 'Previews a scoring model in a file, or fits the prediction, on a running instance (-- --help)',
  sources: 'Writes the list of known sources from its package, after an update of that',
  verify: 'Recomputes every score of a running instance from the log and compares (-- --help)',
  deploy: 'Deploys to Cloudflare: database, migrations, script and Worker (-- --dry-run: only builds)',
  release: 'Publishes the current build of the script, so that pages can pin it',
} satisfies Record<keyof (typeof manifest)['scripts'], string>;

/** Only `start` and `test` work without `run`. */
const commandOf = (name: string) => (['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`);

for (const [name, does] of Object.entries(scripts)) console.log(`${commandOf(name).padEnd(22)}  ${does}`);
