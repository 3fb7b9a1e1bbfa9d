// `npm run deploy -- --dry-run`: wrangler itself reads wrangler.toml, builds the snippet and bundles the Worker.

import { spawnSync } from 'node:child_process';
import { delimiter, resolve } from 'node:path';
import { expect, test } from 'vitest';

test('wrangler bundles the Worker with its bindings, far below the 3 MB that the free plan takes', () => {
  const bin = resolve('node_modules/.bin');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['worker/deploy.ts', '--dry-run'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, FORCE_COLOR: '0' },
  });
  expect(stderr).not.toContain('ERROR');
  expect(status).toBe(0);
  for (const binding of ['env.DB', 'env.ASSETS', 'env.BEACON_LIMIT', 'env.API_LIMIT', 'env.LIMITS']) {
    expect(stdout).toContain(binding);
  }
  const [, gzipKiB] = /Total Upload: .* gzip: ([\d.]+) KiB/.exec(stdout) ?? [];
  expect(Number(gzipKiB)).toBeGreaterThan(50);
  expect(Number(gzipKiB)).toBeLessThan(500);
});
