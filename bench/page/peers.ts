// The scripts to compare with: a minimal tracker, and the trackers on npm, each with its minimal setup and bundled as a site
// would. Installed into a folder outside the project; none is a dependency.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildSnippet } from '../../snippet/build/build.ts';

/** A script as a page loads it. */
export interface Script {
  /** The package and its version. */
  name: string;
  /** Which of these it records without another package: file downloads, form submissions. */
  records: { downloads: boolean; forms: boolean };
  code: string;
  /** The tag's query parameters, if they configure the script. */
  query: string;
}

interface Peer {
  package: string;
  version: string;
  records: Script['records'];
  /**
   * Its setup: what its documentation requires, with downloads and forms turned on if it can record them. Beacons go to this
   * origin. Defines `say(text)`, which records a custom event with that name immediately, as readable text.
   */
  setup: string;
}

const peers: readonly Peer[] = [
  {
    package: '@plausible-analytics/tracker',
    version: '0.4.6',
    records: { downloads: true, forms: true },
    setup: `import { init, track } from '@plausible-analytics/tracker';
      init({ domain: 'bench.test', endpoint: location.origin + '/collect', captureOnLocalhost: true, logging: false,
        fileDownloads: true, outboundLinks: true, formSubmissions: true });
      window.say = (text) => track(text, {});`,
  },
  {
    package: '@counterscale/tracker',
    version: '3.4.1',
    records: { downloads: false, forms: false },
    // It has page views only.
    setup: `import { init, trackPageview } from '@counterscale/tracker';
      init({ siteId: 'bench', reporterUrl: location.origin + '/collect', reportOnLocalhost: true });
      window.say = (text) => trackPageview({ url: location.origin + '/' + text });`,
  },
  {
    package: '@openpanel/web',
    version: '1.4.1',
    records: { downloads: false, forms: false },
    setup: `import { OpenPanel } from '@openpanel/web';
      const op = new OpenPanel({ clientId: 'bench', apiUrl: location.origin + '/collect', trackScreenViews: true,
        trackOutgoingLinks: true, trackAttributes: true });
      window.say = (text) => op.track(text);`,
  },
  {
    package: 'posthog-js',
    version: '1.449.2',
    records: { downloads: false, forms: true },
    setup: `import posthog from 'posthog-js';
      posthog.init('phc_bench', { api_host: location.origin, defaults: '2025-05-24', disable_compression: true,
        opt_out_useragent_filter: true });
      window.say = (text) => posthog.capture(text);`,
  },
  {
    package: '@snowplow/browser-tracker',
    version: '4.10.1',
    records: { downloads: false, forms: false },
    setup: `import { newTracker, trackPageView, trackStructEvent } from '@snowplow/browser-tracker';
      newTracker('sp', location.origin, { appId: 'bench', encodeBase64: false });
      trackPageView();
      window.say = (text) => trackStructEvent({ category: 'bench', action: text });`,
  },
  {
    package: '@segment/analytics-next',
    version: '1.84.3',
    records: { downloads: false, forms: false },
    setup: `import { AnalyticsBrowser } from '@segment/analytics-next';
      const analytics = AnalyticsBrowser.load({ writeKey: 'bench', cdnURL: location.origin });
      analytics.page();
      window.say = (text) => analytics.track(text);`,
  },
  {
    package: 'rudder-sdk-js',
    version: '2.52.21',
    records: { downloads: false, forms: false },
    setup: `import * as rudder from 'rudder-sdk-js';
      rudder.load('bench', location.origin, { configUrl: location.origin });
      rudder.page();
      window.say = (text) => rudder.track(text);`,
  },
];

/**
 * The minimal tracker that distinguishes visitors and pages: reads and writes a localStorage item and a cookie, and sends one
 * fetch. No script that does so can start faster on the same machine. It records nothing else, not even a pushState.
 */
const least: Script = {
  name: 'minimum: one item, one cookie, one fetch',
  records: { downloads: false, forms: false },
  code: `(() => {
    const id = localStorage.getItem('least') || /least=([^;]*)/.exec(document.cookie)?.[1] || crypto.randomUUID();
    localStorage.setItem('least', id);
    document.cookie = 'least=' + id;
    const send = (text) => fetch('/collect', { method: 'POST', body: id + ' ' + text, keepalive: true });
    send(location.href);
    window.say = send;
  })();`,
  query: '',
};

/** Our script, the minimum, and each peer. The first call takes a minute: npm installs them, without running their scripts. */
export async function scripts(): Promise<Script[]> {
  return [await ours(), least, ...(await Promise.all(peers.map(bundled)))];
}

async function ours(): Promise<Script> {
  const folder = join(tmpdir(), `leadlight-bench-${process.pid}`);
  await buildSnippet(folder);
  return {
    name: 'leadlight',
    records: { downloads: true, forms: true },
    code: readFileSync(join(folder, 'l.js'), 'utf8'),
    query: '?site=bench',
  };
}

async function bundled(peer: Peer): Promise<Script> {
  const result = await build({
    stdin: { contents: peer.setup, resolveDir: install() },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2021',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const { package: name, version, records } = peer;
  return { name: `${name} ${version}`, records, code: result.outputFiles[0]?.text ?? '', query: '' };
}

let installed: string | undefined;

/** The folder with the peers, installed in these versions. */
function install(): string {
  if (installed) return installed;
  const wanted = peers.map(({ package: name, version }) => `${name}@${version}`);
  installed = join(tmpdir(), 'leadlight-bench-peers');
  const stamp = join(installed, 'installed.txt');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted.join('\n')) {
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted], {
      cwd: installed,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    writeFileSync(stamp, wanted.join('\n'));
  }
  return installed;
}

/** The size of a script in bytes: uncompressed, `gzip -9`, brotli at quality 11. */
export function weigh({ code }: Script): [bytes: number, gzip: number, brotli: number] {
  const bytes = Buffer.from(code);
  return [
    bytes.length,
    gzipSync(bytes, { level: 9 }).length,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  ];
}
