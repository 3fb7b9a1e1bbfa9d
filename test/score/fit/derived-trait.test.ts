// What an email address and a job title tell of somebody, and what that gives way to.

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

// What the providers' own pages on how to set up a mailbox name, for private customers.
describe('a private mailbox', () => {
  const ofCountries: [string, string][] = [
    [
      'Germany',
      'gmx.de gmx.net web.de t-online.de freenet.de arcor.de mail.de o2online.de vodafone.de unitybox.de netcologne.de ewetel.net',
    ],
    ['Austria and Switzerland', 'gmx.at aon.at a1.net chello.at gmx.ch bluewin.ch hispeed.ch sunrise.ch'],
    [
      'France',
      'orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr yahoo.fr outlook.fr hotmail.fr',
    ],
    [
      'Spain',
      'telefonica.net movistar.es terra.es ono.com ya.com orange.es vodafone.es yahoo.es hotmail.es outlook.es',
    ],
    [
      'Italy',
      'libero.it virgilio.it tiscali.it alice.it tin.it tim.it fastwebnet.it inwind.it vodafone.it aruba.it',
    ],
    [
      'the Netherlands',
      'ziggo.nl kpnmail.nl planet.nl hetnet.nl xs4all.nl upcmail.nl casema.nl home.nl quicknet.nl telfort.nl tele2.nl',
    ],
    ['Belgium', 'skynet.be telenet.be proximus.be scarlet.be voo.be belgacom.net'],
    [
      'Portugal and Brazil',
      'sapo.pt clix.pt netcabo.pt iol.pt uol.com.br bol.com.br terra.com.br ig.com.br globo.com oi.com.br',
    ],
    [
      'Poland',
      'wp.pl o2.pl onet.pl onet.eu op.pl interia.pl interia.eu poczta.onet.pl gazeta.pl tlen.pl vp.pl go2.pl poczta.fm',
    ],
    [
      'Sweden',
      'telia.com comhem.se bredband.net spray.se tele2.se glocalnet.net bahnhof.se hotmail.se live.se',
    ],
    [
      'Japan',
      'docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp yahoo.co.jp',
    ],
    [
      'everywhere',
      'yahoo.no yahoo.com.tr hotmail.ch outlook.com.tr aol.fr gmx.es zohomail.com riseup.net mozmail.com privaterelay.appleid.com',
    ],
  ];
  test.each(ofCountries)('of %s is free', (_, domains) => {
    const all = domains.split(' ');
    expect(all.filter((domain) => kindOf(domain) !== 'free')).toEqual([]);
  });

  test('is none where the staff of a provider writes from', () => {
    const ofStaff =
      'google.com microsoft.com telekom.de orange.com telefonica.com kpn.com telenetgroup.be teliacompany.com ntt.com softbank.co.jp ' +
      'bt.com verizon.com comcast.com yahooinc.com zohocorp.com yahoo-inc.com outlook.acme.com hotmail-marketing.co.uk a1.at tele2.com';
    expect(ofStaff.split(' ').filter((domain) => kindOf(domain) !== 'work')).toEqual([]);
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
    const traits = { emailType: said('partner'), team: said('west') };
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

describe('what a title tells', () => {
  const ann = { email: null, verified: false, namedAt: 5, traits: {} };
  const title = (value: string, more: Partial<Trait> = {}): Trait => ({
    value,
    from: 'form',
    verified: false,
    at: 1,
    ...more,
  });
  const derived = (traits: Record<string, Trait>) => {
    const { seniority, department } = withDerivedTraits({ ...ann, traits }, kindOf);
    return { seniority, department };
  };

  test('is seniority and department, as verified and as old as it is', () => {
    const told = { from: 'title', verified: true, at: 7 };
    expect(derived({ title: title('VP Sales', { verified: true, at: 7 }) })).toEqual({
      seniority: { value: 'executive', ...told },
      department: { value: 'sales', ...told },
    });
  });

  test('is told of people without an email, and beside what an email tells', () => {
    const known = withDerivedTraits(
      { ...ann, email: 'ann@acme.com', traits: { title: title('CTO') } },
      kindOf,
    );
    expect(Object.keys(known)).toEqual(['title', 'seniority', 'department', 'emailDomain', 'emailType']);
  });

  test.each(['title', 'jobTitle', 'job_title', 'Job Title', 'position'])('is read in %s', (name) => {
    expect(derived({ [name]: title('Werkstudent') }).seniority?.value).toBe('student');
  });

  test.each(['role', 'pageTitle', 'company', 'salutation'])('is not read in %s', (name) => {
    expect(derived({ [name]: title('Owner') })).toEqual({ seniority: undefined, department: undefined });
  });

  test('is nothing where the title says nothing', () => {
    const nothing = { seniority: undefined, department: undefined };
    for (const value of ['former CFO', 'Mr', '-', ' ', 'x'.repeat(201)]) {
      expect(derived({ title: title(value) })).toEqual(nothing);
    }
    expect(derived({ title: { ...title(''), value: 5 } })).toEqual(nothing);
  });

  test('is that of the job where another title is a form of address', () => {
    expect(derived({ title: title('Mrs'), jobTitle: title('Head of IT') }).seniority?.value).toBe('director');
    expect(derived({ title: title('CEO'), jobTitle: title('Buyer') }).seniority?.value).toBe('staff');
  });

  test('is that of the title that is vouched for, before one that is claimed', () => {
    const traits = { jobTitle: title('CEO'), title: title('Buyer', { verified: true }) };
    expect(derived(traits).seniority).toMatchObject({ value: 'staff', verified: true });
  });

  test('gives way to what is said, unless that is claimed and the title vouched for', () => {
    const said = { seniority: title('student') };
    expect(derived({ ...said, title: title('CEO') }).seniority).toBe(said.seniority);
    expect(derived({ ...said, title: title('CEO', { verified: true }) }).seniority?.value).toBe('executive');
    const vouched = { seniority: title('board', { from: 'server', verified: true }) };
    expect(derived({ ...vouched, title: title('CEO', { verified: true }) }).seniority).toBe(
      vouched.seniority,
    );
  });
});
