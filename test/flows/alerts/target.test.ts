// Where messages may be sent, by the URL: every way to write an address or a private name is refused.

import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../worker/flows/alerts/send/public-address.ts';
import { mailbox, targetFault } from '../../../worker/flows/alerts/send/target.ts';

const faultOf = (url: string, isLocal = false) => targetFault({ url, format: 'standard', isLocal });

test.each([
  'https://hooks.slack.com/services/T0/B0/x',
  'https://example.com:8443/a?b=c#d',
  'HTTPS://EXAMPLE.COM',
  'https://münchen.example/',
  'https://1.example.com/',
  'https://localhost.example.com/',
  'https://internal.example.com/',
  'https://local.dev/',
  'https://127.0.0.1.example.com/',
])('%s may be a target', (url) => expect(faultOf(url)).toBe(null));

test.each([
  '2130706433',
  '0x7f.1',
  '0177.0.0.1',
  '127.1',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '127.0.0.1.',
  '0',
  '8.8.8.8',
  '169.254.169.254',
  '[::1]',
  '[::ffff:7f00:1]',
  '[::ffff:127.0.0.1]',
  '[2606:4700::1111]',
  '[64:ff9b::7f00:1]',
])('the address %s is refused, whatever its notation', (host) => {
  expect(faultOf(`https://${host}/`)).toMatch(/instead of an address/);
});

test.each([
  'localhost',
  'LOCALHOST',
  'ⓛocalhost',
  'localhost.',
  'app.localhost',
  'printer.local',
  'metadata.google.internal',
  'router.lan',
  'nas.home.arpa',
  '1.0.0.127.in-addr.arpa',
  'wiki.corp',
  'wiki.intranet',
  'abc.onion',
  'kubernetes',
  'example.com.',
  'example..com',
])('the name %s is refused', (host) => {
  expect(faultOf(`https://${host}/`)).toMatch(/private network|dot at its end/);
});

test.each([
  'http://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/plain,x',
  'mailto:a@example.com',
  '//example.com/',
  'example.com',
  'https://',
  'https://user@example.com/',
  'https://user:password@example.com/',
  'https://:password@example.com/',
])('%s is refused', (url) => expect(faultOf(url)).toMatch(/https:\/\/|user name/));

test('on one’s own machine, private targets and http are allowed, and nothing else more', () => {
  for (const url of ['http://localhost:9000/', 'http://127.0.0.1/', 'https://[::1]/', 'http://nas.lan/'])
    expect([url, faultOf(url, true)]).toEqual([url, null]);
  for (const url of ['ftp://localhost/', 'http://user@localhost/', 'localhost'])
    expect([url, faultOf(url, true)]).not.toEqual([url, null]);
});

test('an email goes to one address, and nothing can be added to it', () => {
  const faultOfEmail = (url: string) => targetFault({ url, format: 'email', isLocal: false });
  for (const url of [
    'mailto:sales@example.com',
    'MAILTO:o’hara+x@müller.example',
    'mailto:a%2Bb@example.com',
  ])
    expect([url, faultOfEmail(url)]).toEqual([url, null]);
  expect(mailbox('mailto:a%2Bb@example.com')).toBe('a+b@example.com');
  const bad = [
    'https://example.com/',
    'mailto:',
    'mailto:sales',
    'mailto:sales@localhost',
    'mailto:a@example.com,b@example.com',
    'mailto:a@example.com;b@example.com',
    'mailto:a@example.com?bcc=b@example.com',
    'mailto:a@example.com%0D%0ABcc:b@example.com',
    'mailto:a%0Ab@example.com',
    'mailto:<a@example.com>',
    'mailto:%',
    `mailto:${'x'.repeat(65)}@example.com`,
    `mailto:a@${'x'.repeat(250)}.com`,
  ];
  for (const url of bad)
    expect([url, faultOfEmail(url)]).toEqual([url, expect.stringMatching(/one address/)]);
});

/** Each reserved range with its first and last address, and their neighbours outside, if those are public. */
test.each([
  ['0.0.0.0', '0.255.255.255', null, '1.0.0.0'],
  ['10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
  ['100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
  ['127.0.0.0', '127.255.255.255', '126.255.255.255', '128.0.0.0'],
  ['169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
  ['172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
  ['192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
  ['192.0.2.0', '192.0.2.255', '192.0.1.255', '192.0.3.0'],
  ['192.88.99.0', '192.88.99.255', '192.88.98.255', '192.88.100.0'],
  ['192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
  ['198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
  ['198.51.100.0', '198.51.100.255', '198.51.99.255', '198.51.101.0'],
  ['203.0.113.0', '203.0.113.255', '203.0.112.255', '203.0.114.0'],
  ['224.0.0.0', '239.255.255.255', '223.255.255.255', null],
  ['240.0.0.0', '255.255.255.255', null, null],
  ['::', '::1', null, null],
  ['::ffff:0:0', '::ffff:ffff:ffff', null, null],
  ['64:ff9b::', '64:ff9b::ffff:ffff', null, null],
  ['64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', null, null],
  ['100::', '1fff:ffff::', null, '2000::'],
  ['2001::', '2001:1ff:ffff::', '2000:ffff::', '2001:200::'],
  ['2001:db8::', '2001:db8:ffff::', '2001:db7:ffff::', '2001:db9::'],
  ['2002::', '2002:ffff:ffff::', '2001:ffff::', '2003::'],
  ['3fff::', '3fff:fff:ffff::', '3ffe:ffff::', '3fff:1000::'],
  ['4000::', '5fff::', null, null],
  ['fc00::', 'fdff:ffff::', null, null],
  ['fe80::', 'febf:ffff::', null, null],
  ['fec0::', 'feff::', null, null],
  ['ff00::', 'ffff::', null, null],
] as const)(
  'addresses from %s to %s are not public, and their neighbours are',
  (first, last, below, above) => {
    for (const address of [first, last])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
    for (const address of [below, above])
      if (address) expect([address, isPublicAddress(address)]).toEqual([address, true]);
  },
);

test('what is no address is not a public one', () => {
  for (const text of [
    ...['', 'example.com', '1.2.3', '1.2.3.4.5', '256.1.1.1', '1.2.3.4 ', ':::', '1::2::3', '2606:4700::zz'],
  ])
    expect([text, isPublicAddress(text)]).toEqual([text, false]);
  expect(isPublicAddress('2606:4700:0:0:0:0:0:1111')).toBe(true);
});
