// What an email address tells of its owner, and what it gives way to.

import { describe, expect, test } from 'vitest';
import type { Trait } from '../../../schema/trait.ts';
import { withDerivedTraits } from '../../../worker/score/fit/derived-trait.ts';
import { type EmailKind, emailKinds } from '../../../worker/score/fit/email-kind.ts';

const kindOf = await emailKinds();

describe('the kind of a mailbox', () => {
  test.each<[EmailKind, string[]]>([
    [
      'free',
      ['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.co.uk', 'icloud.com', 'yahoo.fr', 'gmx.de'],
    ],
    [
      'free',
      ['web.de', 't-online.de', 'posteo.de', 'proton.me', 'fastmail.com', 'qq.com', 'mail.ru', 'aol.com'],
    ],
    [
      'disposable',
      ['mailinator.com', 'guerrillamail.com', '10minutemail.com', 'yopmail.com', 'trashmail.com'],
    ],
    ['disposable', ['inbox.mailinator.com', 'a.b.mailinator.com']],
    [
      'work',
      [
        'acme.com',
        'microsoft.com',
        'siemens.com',
        'example.com',
        'example.org',
        'gov.uk',
        'acme-mailinator.com',
      ],
    ],
    ['work', ['mail.gmail.com', 'gmail.com.acme.com', 'mailinator.com.acme.com', 'com', '']],
    [
      'free',
      [
        'duck.com',
        'posteo.net',
        'tuta.com',
        'tuta.io',
        'tutamail.com',
        'tutanota.com',
        'tutanota.de',
        'ziggo.nl',
      ],
    ],
    ['work', ['constructor', 'constructor.prototype']],
  ])('is %s at %j', (kind, domains) => {
    expect(domains.map((domain) => [domain, kindOf(domain)])).toEqual(
      domains.map((domain) => [domain, kind]),
    );
  });
});

test('the lists are read once', async () => {
  expect(await emailKinds()).toBe(kindOf);
});

describe('what an email tells', () => {
  const ann = { email: 'ann@acme.com', verified: false, namedAt: 5, traits: {} };
  const said = (value: string): Trait => ({ value, from: 'identify', verified: false, at: 1 });

  test('is its domain and kind, verified where the identity is, from when it was named', () => {
    const told = { from: 'email', verified: false, at: 5 };
    expect(withDerivedTraits(ann, kindOf)).toEqual({
      emailDomain: { value: 'acme.com', ...told },
      emailType: { value: 'work', ...told },
    });
    const vouched = withDerivedTraits({ ...ann, email: 'ann@gmail.com', verified: true }, kindOf);
    expect(vouched.emailType).toEqual({ value: 'free', from: 'email', verified: true, at: 5 });
  });

  test('only fills what nobody said', () => {
    const traits = { emailType: said('partner'), title: said('CTO') };
    const { emailDomain, ...others } = withDerivedTraits({ ...ann, traits }, kindOf);
    expect([emailDomain?.value, others]).toEqual(['acme.com', traits]);
  });

  test('is not replaced by what is claimed of a verified person, only by what is verified', () => {
    const verified = { ...ann, verified: true };
    const claimed = { emailType: said('disposable'), emailDomain: said('evil.test') };
    expect(withDerivedTraits({ ...verified, traits: claimed }, kindOf)).toEqual(
      withDerivedTraits(verified, kindOf),
    );
    const vouched = { emailType: { ...said('partner'), verified: true } };
    expect(withDerivedTraits({ ...verified, traits: vouched }, kindOf)).toMatchObject(vouched);
  });

  test('is nothing for who has none', () => {
    expect(withDerivedTraits({ ...ann, email: null }, kindOf)).toEqual({});
  });
});
