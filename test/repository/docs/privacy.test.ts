// docs/reference/privacy.md: how long things are kept is what the code says.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cookieDays, storageName } from '../../../schema/event.ts';
import { settings } from '../../../schema/site.ts';
import { section } from '../../support/checks/markdown.ts';

const page = readFileSync('docs/reference/privacy.md', 'utf8');

test('the cookie is the one that the script sets, for as long', () => {
  expect(section(page, 'What is stored')).toContain(
    `one cookie \`${storageName}\` (the device id, ${cookieDays} days, \`SameSite=Lax\`)`,
  );
});

test('visitors are forgotten after the days that a site begins with', () => {
  const { anonymous, identified } = settings.parse({}).retentionDays;
  expect(section(page, 'Forgetting')).toContain(
    `not seen for ${anonymous} days (anonymous) or ${identified.toLocaleString('en')} days (identified)`,
  );
});
