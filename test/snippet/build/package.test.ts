// The npm package in a page: the file that is published, imported as a module.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildPackage } from '../../../snippet/build/build-package.ts';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

const folder = mkdtempSync(join(tmpdir(), 'leadlight-package-'));
buildPackage(folder);
const code = `data:text/javascript,${encodeURIComponent(readFileSync(join(folder, 'index.js'), 'utf8'))}`;
rmSync(folder, { recursive: true });

test('load adds the tag once, with its options, and what was called before is not lost', async () => {
  site.page('/', { tag: null });
  await page.goto(site.url('/?plan=team&x=1'));
  await page.evaluate(`import(${JSON.stringify(code)}).then((kit) => {
    window.kit = kit;
    kit.track('Early', { plan: 'team' });
    kit.identify('ann@acme.example', { company: 'Acme' });
    kit.load('/l.js', { site: 'acme', query: ['plan'], hash: false });
    kit.load('/l.js', { site: 'acme' });
  })`);
  const [early] = await site.arrived('Early');
  expect(early).toMatchObject({ props: { plan: 'team' }, url: site.url('/?plan=team') });
  const [told] = await site.arrived('identify');
  expect(told).toMatchObject({ email: 'ann@acme.example', traits: { company: 'Acme' } });
  await page.evaluate("kit.track('Late')");
  await site.arrived('Late');
  const device = await page.evaluate('new Promise((take) => kit.device(take))');
  expect(device).toBe(site.beacons[0]?.body.device);
  await site.quiet();
  expect(site.events('page_view')).toHaveLength(1);
  expect(await page.evaluate("document.querySelectorAll('script').length")).toBe(1);
});

test('a page that has the tag needs no load', async () => {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate(`import(${JSON.stringify(code)}).then((kit) => kit.track('Late'))`);
  await site.arrived('Late');
});
