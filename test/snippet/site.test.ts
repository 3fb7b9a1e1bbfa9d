// The website under test hears what it says it hears: otherwise the tests that expect no complaint could not fail.

import { expect, test } from 'vitest';
import { page, site, useSite } from './site/use-site.ts';

useSite();

test.for([
  ['an error', "throw new Error('broken')", 'broken'],
  ['an error later', "setTimeout(() => { throw new Error('broken') })", 'broken'],
  ['a promise that is broken', "Promise.reject(new Error('broken'))", 'broken'],
  ['what is logged as an error', "console.error('broken')", 'broken'],
  ['a breach of its policy', "document.head.append(document.createElement('style'))", 'style-src'],
] as const)('a page that is watched tells of %s', async ([, script, complaint]) => {
  site.isWatched = true;
  const headers = { 'content-security-policy': "style-src 'none'" };
  site.page('/', { tag: null, headers, head: `<script>${script}</script>` });
  await page.goto(site.url('/'));
  await expect.poll(() => site.complaints.join()).toContain(complaint);
});
