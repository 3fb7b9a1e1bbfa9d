// Links to call and to write, made of what strangers typed: only numbers and addresses, and nothing that comes with them.

import { expect, test } from 'vitest';
import type { VisitorDetail } from '../../../../schema/api/visitor.ts';
import { emailLink, phoneLink } from '../../../../worker/dashboard/visitor/contact-links.ts';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, visit } from '../../../support/browser/pages.ts';

type Value = string | number | boolean;

function callOf(traits: Record<string, Value>, verified: readonly string[] = []): string | null {
  const known = Object.entries(traits).map(([name, value]) => [
    name,
    { value, from: 'form', verified: verified.includes(name), at: 0 },
  ]);
  return phoneLink({ traits: Object.fromEntries(known) as VisitorDetail['traits'] })?.href ?? null;
}

test.each([
  ['+49 30 1234567', 'tel:+49301234567'],
  ['+49 (0)30 / 123 45-67', 'tel:+49301234567'],
  ['(030) 1234567', 'tel:0301234567'],
  ['(+1) 555-010-0000', 'tel:+15550100000'],
  ['+1 (555) 010-0000 ext. 12', 'tel:+15550100000'],
  ['555.010.0000 x5', 'tel:5550100000'],
  ['0049 30 1234567', 'tel:0049301234567'],
  ['  06 12 34 56 78 ', 'tel:0612345678'],
  ['+33\u00a06\u00a012\u00a034\u00a056\u00a078', 'tel:+33612345678'],
  ['555\u2011010\u20110000', 'tel:5550100000'],
  [4930123456, 'tel:4930123456'],
])('the number %j is called by %s', (written, href) => {
  expect(callOf({ phone: written })).toBe(href);
});

test.each([
  ['no number', 'call me'],
  ['a code that a phone obeys', '*#06#'],
  ['a forwarding', '*21*+15550100000#'],
  ['a script', 'javascript:hacked=1'],
  ['markup', '+1555<script>hacked=1</script>'],
  ['a quote', '+15550100000" onfocus="hacked=1'],
  ['parameters', '+15550100000;phone-context=evil.example'],
  ['a pause and more digits', '+15550100000,,123456789'],
  ['two numbers', '+49 30 1234567 / +49 30 7654321'],
  ['two lines', '+49 30 1234567\n+49 30 7654321'],
  ['a plus inside', '0+4930123456'],
  ['too few digits', '1234'],
  ['more than any number has', '+1234567890123456'],
  ['other digits', '٠٣٠١٢٣٤٥٦٧'],
  ['a hundred digits', '1'.repeat(100)],
  ['a truth', true],
  ['a fraction', 12345.67],
  ['a huge number', 1e300],
  ['below zero', -4930123456],
])('%s is nothing to call', (_, written) => {
  expect(callOf({ phone: written })).toBeNull();
});

test.each([
  'phone',
  'Phone',
  'phone_number',
  'mobilePhone',
  'MOBILE-PHONE',
  'tel',
  'workPhone',
  'Telefonnummer',
  'Téléphone',
  'Handy',
  'Your phone',
])('the trait %s holds a number', (name) => {
  expect(callOf({ [name]: '+49301234567' })).toBe('tel:+49301234567');
});

test.each([
  'fax',
  'phoneModel',
  'smartphone',
  'headphones',
  'customerNumber',
  'hotel',
  'microphone',
  'phoneVerifiedAt',
  'cells',
])('the trait %s holds none', (name) => {
  expect(callOf({ [name]: '+49301234567' })).toBeNull();
});

test('a verified number comes before a claimed one, and one that can be called before one that cannot', () => {
  expect(callOf({ phone: '+49301111111', mobile: '+49302222222' }, ['mobile'])).toBe('tel:+49302222222');
  expect(callOf({ phone: 'ask Ann', mobile: '+49302222222' }, ['phone'])).toBe('tel:+49302222222');
});

test.each([
  ['ann@acme.test', 'mailto:ann@acme.test'],
  ["o'hara+crm@acme.test", "mailto:o'hara%2Bcrm@acme.test"],
  ['a?bcc=eve@acme.test', 'mailto:a%3Fbcc%3Deve@acme.test'],
  ['a&subject=x@acme.test', 'mailto:a%26subject%3Dx@acme.test'],
  ['50%25@acme.test', 'mailto:50%2525@acme.test'],
  ['jörg@xn--mller-kva.de', 'mailto:j%C3%B6rg@xn--mller-kva.de'],
])('%s is written to by %s', (email, href) => {
  expect(emailLink({ email })?.href).toBe(href);
});

test.each([
  null,
  '',
  'ann',
  '"a b"@acme.test',
  'a@b@acme.test',
  'a,b@acme.test',
  'a@acme.test?cc=b',
  'a\n@acme.test',
  '<a>@acme.test',
])('%j is not written to', (email) => {
  expect(emailLink({ email })).toBeNull();
});

test('the page has the links, escaped, and the address to copy without what belongs to its reader', async () => {
  const site = await newSite();
  const traits = { phone: '+1 555 010 0000', tel: '"><script>hacked=1</script>' };
  const events = [{ id: crypto.randomUUID(), kind: 'identify', email: "o'hara@acme.test", traits }];
  await call(`POST /v1/sites/${site}/events`, { body: { events } });
  const [{ id }] = (await call(`GET /v1/sites/${site}/visitors`)).body.data;
  const cookie = await signIn(await newToken('read', site));
  const { html } = await visit(`/s/${site}/visitors/${id}?list=q%3Dann&done=points&what=5`, { cookie });
  expect(html).toContain('<a href="tel:+15550100000">Call +15550100000</a>');
  expect(html).toContain('<a href="mailto:o&#39;hara@acme.test">Email</a>');
  expect(html).toContain(`data-copy="/s/${site}/visitors/${id}" hidden=""`);
  expect(html).not.toContain('<script>hacked');
});
