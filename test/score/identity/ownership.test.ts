// Who owns what: claims in order of time become people and stints, whatever the order in which they are given.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, Ownership, Person, Split } from '../../../worker/score/identity/claim.ts';
import { resolveOwnership } from '../../../worker/score/identity/ownership.ts';

const ann = 'ann@acme.test';
const bob = 'bob@acme.test';
let made = 0;

/** A claimed identity on device d1, which arrived when it occurred. */
function claim(at: number, given: Partial<Claim> = {}): Claim {
  const event = `e${String(++made).padStart(4, '0')}`;
  return {
    device: 'd1',
    event,
    at,
    arrival: at,
    email: null,
    userId: null,
    verified: false,
    from: 'identify',
    traits: {},
    place: {},
    ...given,
  };
}

interface Said {
  splits?: Split[];
  separate?: boolean;
}

const resolve = (claims: Claim[], { splits = [], separate = false }: Said = {}) =>
  resolveOwnership({ claims, splits, separate });

const nameOf = ({ email, userId, moved }: Person) =>
  moved ?? [email, userId].filter((part) => part !== null).join(' ');

/** Stints as `device from whom`, `!` where somebody has vouched. */
const stintsOf = ({ stints }: Ownership) =>
  stints.map(
    ({ device, startedAt, person, verified }) =>
      `${device} ${startedAt} ${nameOf(person)}${verified ? '!' : ''}`,
  );

const peopleOf = ({ people }: Ownership) =>
  people.map((person) => `${nameOf(person)}${person.verified ? '!' : ''}`);

describe('a device', () => {
  it('belongs, from its beginning, to the first who is named on it', () => {
    const { stints } = resolve([claim(50, { email: ann })]);
    expect(stints).toMatchObject([{ device: 'd1', startedAt: 0, claimedAt: 50, verified: false }]);
  });

  it('stays theirs while the same is said again, and is vouched for from when it was at all', () => {
    const later = [
      claim(50, { email: ann }),
      claim(60, { email: ann, verified: true }),
      claim(70, { email: ann }),
    ];
    expect(stintsOf(resolve(later))).toEqual([`d1 0 ${ann}!`]);
    // What is verified does not know of the claim before it.
    expect(resolve(later)).toMatchObject({ stints: [{ claimedAt: 60 }], people: [{ namedAt: 60 }] });
  });

  it('belongs to somebody else from the moment they are named, and again to the first when they come back', () => {
    const claims = [claim(50, { email: ann }), claim(60, { email: bob }), claim(70, { email: ann })];
    expect(stintsOf(resolve(claims))).toEqual([`d1 0 ${ann}`, `d1 60 ${bob}`, `d1 70 ${ann}`]);
    expect(peopleOf(resolve(claims))).toEqual([ann, bob]);
    const vouched = claims.map((each) => ({ ...each, verified: true }));
    expect(stintsOf(resolve(vouched))).toEqual([`d1 0 ${ann}!`, `d1 60 ${bob}!`, `d1 70 ${ann}!`]);
  });

  it('belongs, whole, to whom somebody vouches for on it, whatever is claimed there before and after', () => {
    const claims = [
      claim(50, { email: ann }),
      claim(60, { email: bob, verified: true }),
      claim(70, { email: ann }),
    ];
    expect(stintsOf(resolve(claims))).toEqual([`d1 0 ${bob}!`]);
    expect(peopleOf(resolve(claims))).toEqual([`${bob}!`, ann]);
  });

  it('belongs, of two named at one moment, to the later in order; a stint of no length is none', () => {
    const [first, second] = [claim(60, { email: ann }), claim(60, { email: bob })];
    expect(stintsOf(resolve([claim(50, { email: ann }), second, first]))).toEqual([
      `d1 0 ${ann}`,
      `d1 60 ${bob}`,
    ]);
    expect(stintsOf(resolve([claim(50, { email: bob }), second, first]))).toEqual([`d1 0 ${bob}`]);
    // A first stint begins at 0, not at its claim: it has a length.
    expect(stintsOf(resolve([first, second]))).toEqual([`d1 0 ${ann}`, `d1 60 ${bob}`]);
  });

  it('stays vouched for when the same is said twice at one moment, the second time without', () => {
    const claims = [
      claim(50, { email: bob, verified: true }),
      claim(60, { email: ann, verified: true }),
      claim(60, { email: ann }),
    ];
    expect(stintsOf(resolve(claims))).toEqual([`d1 0 ${bob}!`, `d1 60 ${ann}!`]);
  });

  it('loses a stint of no length at any place in its life', () => {
    const claims = [ann, bob, 'cyd@acme.test', 'dan@acme.test'].map((email, index) =>
      claim(Math.min(50 + index * 10, 70), { email }),
    );
    expect(stintsOf(resolve(claims))).toEqual([`d1 0 ${ann}`, `d1 60 ${bob}`, 'd1 70 dan@acme.test']);
  });

  it('is one of several of the same person', () => {
    const claims = [claim(50, { email: ann }), claim(60, { email: ann, device: 'd2' })];
    expect(stintsOf(resolve(claims))).toEqual([`d1 0 ${ann}`, `d2 0 ${ann}`]);
    expect(peopleOf(resolve(claims))).toEqual([ann]);
  });
});

describe('claims of one moment', () => {
  it('are taken by device, then by event', () => {
    const [x, y] = [claim(5, { event: 'x', email: ann }), claim(5, { event: 'y', email: bob })];
    const other = claim(5, { event: 'w', device: 'd0', email: 'cyd@acme.test' });
    for (const claims of [
      [y, x, other],
      [other, x, y],
      [x, other, y],
    ]) {
      expect(peopleOf(resolve(claims))).toEqual(['cyd@acme.test', ann, bob]);
    }
  });
});

describe('a person', () => {
  it('gets an identifier of a kind that was lacking, and is named from then', () => {
    const [person, ...others] = resolve([
      claim(50, { email: ann }),
      claim(60, { email: ann, userId: '1', device: 'd2' }),
      claim(70, { userId: '1', device: 'd3' }),
    ]).people;
    expect(others).toEqual([]);
    expect(person).toMatchObject({
      email: ann,
      userId: '1',
      namedAt: 60,
      first: { device: 'd1' },
      moved: null,
    });
  });

  it.each<[string, Partial<Claim>, Partial<Claim>]>([
    ['a userId', { email: ann }, { userId: '1' }],
    ['an email', { userId: '1' }, { email: ann }],
  ])('gets %s that nobody has yet, said on the device that is theirs', (_kind, first, second) => {
    const outcome = resolve([claim(50, first), claim(60, second)]);
    expect(stintsOf(outcome)).toEqual([`d1 0 ${ann} 1`]);
    expect(outcome.people).toMatchObject([{ namedAt: 60 }]);
  });

  it('is found by what it was given: the new identifier names it on other devices', () => {
    const claims = [
      claim(50, { email: ann }),
      claim(60, { userId: '1' }),
      claim(70, { userId: '1', device: 'd2' }),
    ];
    expect(stintsOf(resolve(claims))).toEqual([`d1 0 ${ann} 1`, `d2 0 ${ann} 1`]);
  });

  it('gets an email that comes with its userId, without a conflict', () => {
    const outcome = resolve([
      claim(50, { userId: '1' }),
      claim(60, { userId: '1', email: ann, device: 'd2' }),
    ]);
    expect([stintsOf(outcome), outcome.conflicts]).toEqual([[`d1 0 ${ann} 1`, `d2 0 ${ann} 1`], []]);
  });

  it.each<[string, Partial<Claim>, Partial<Claim>]>([
    ['email', { email: ann }, { email: bob }],
    ['userId', { userId: '1' }, { userId: '2' }],
    ['email beside a new userId', { email: ann }, { email: bob, userId: '1' }],
  ])('is another when the %s differs', (_kind, first, second) => {
    const { people, conflicts } = resolve([claim(50, first), claim(60, second)]);
    expect(people).toHaveLength(2);
    expect(conflicts).toEqual([]);
  });

  it('is, where an email and a userId are of two people, the one of the userId; the conflict is recorded', () => {
    const both = claim(70, { email: ann, userId: '1', device: 'd3' });
    const outcome = resolve([claim(50, { email: ann }), claim(60, { userId: '1', device: 'd2' }), both]);
    expect(stintsOf(outcome)).toEqual([`d1 0 ${ann}`, 'd2 0 1', 'd3 0 1']);
    const { device, event, email, userId, at } = both;
    expect(outcome.conflicts).toEqual([{ device, event, email, userId, at }]);
  });

  it('keeps its email when its userId comes with another', () => {
    const outcome = resolve([
      claim(50, { email: ann, userId: '1' }),
      claim(60, { email: bob, userId: '1', device: 'd2' }),
    ]);
    expect(stintsOf(outcome)).toEqual([`d1 0 ${ann} 1`, `d2 0 ${ann} 1`]);
    expect(outcome.conflicts).toHaveLength(1);
    expect(
      stintsOf(resolve([claim(1, { email: bob, device: 'd9' }), claim(2, { email: bob })])),
    ).toHaveLength(2);
  });

  it('is a new one, without the email, when its email comes with another userId', () => {
    const outcome = resolve([
      claim(50, { email: ann, userId: '1' }),
      claim(60, { email: ann, userId: '2', device: 'd2' }),
      claim(70, { userId: '2', device: 'd3' }),
    ]);
    expect(stintsOf(outcome)).toEqual([`d1 0 ${ann} 1`, 'd2 0 2', 'd3 0 2']);
    expect(outcome.people).toHaveLength(2);
    expect(outcome.conflicts).toMatchObject([{ email: ann, userId: '2', device: 'd2' }]);
  });

  it('is vouched for once somebody has', () => {
    const claims = [claim(50, { email: ann, verified: true }), claim(60, { email: ann, device: 'd2' })];
    expect(peopleOf(resolve(claims))).toEqual([`${ann}!`]);
    expect(stintsOf(resolve(claims))).toEqual([`d1 0 ${ann}!`, `d2 0 ${ann}`]);
  });
});

describe('the email of a verified userId', () => {
  const vouched = (at: number, given: Partial<Claim>) => claim(at, { ...given, verified: true });
  /** People as `email userId`, with the emails that they had before. */
  const emailsOf = (claims: Claim[]) =>
    resolve(claims).people.map((person) => [nameOf(person), ...[...person.formerEmails].sort()].join(', '));

  it('is the last that was said, in order of time; the others still name the person', () => {
    const claims = [
      vouched(50, { userId: '1', email: ann }),
      vouched(70, { userId: '1', email: bob, device: 'd2' }),
      vouched(80, { email: ann, device: 'd3' }),
    ];
    expect(emailsOf(claims)).toEqual([`${bob} 1, ${ann}`]);
    expect(resolve(claims)).toMatchObject({ people: [{ namedAt: 70 }], conflicts: [] });
    expect(emailsOf([...claims, vouched(90, { userId: '1', email: ann })])).toEqual([`${ann} 1, ${bob}`]);
  });

  it('stays somebody else’s while the server says it of them, and the conflict is recorded', () => {
    const claims = [
      vouched(50, { userId: '1', email: ann }),
      vouched(60, { userId: '2', email: bob, device: 'd2' }),
      vouched(70, { userId: '1', email: bob }),
    ];
    expect(emailsOf(claims)).toEqual([`${ann} 1`, `${bob} 2`]);
    expect(resolve(claims).conflicts).toMatchObject([{ email: bob, userId: '1', at: 70 }]);
    expect(emailsOf([...claims, vouched(80, { userId: '2', email: ann, device: 'd2' })])).toEqual([
      `${bob} 1`,
      `${ann} 2`,
    ]);
  });

  it('goes round among three', () => {
    const three = ['1', '2', '3'];
    const emails = [ann, bob, 'cyd@acme.test'];
    const first = three.map((userId, n) =>
      vouched(n, { userId, email: emails[n] as string, device: userId }),
    );
    const then = three.map((userId, n) =>
      vouched(10 + n, { userId, email: emails[(n + 1) % 3] as string, device: userId }),
    );
    expect(emailsOf([...first, ...then])).toEqual([`${bob} 1`, 'cyd@acme.test 2', `${ann} 3`]);
  });

  it('takes along, from then on, the devices of which nothing else is known', () => {
    const claims = [
      vouched(10, { userId: '1', email: ann }),
      vouched(20, { userId: '2', email: bob, device: 'd2' }),
      vouched(30, { email: ann, device: 'd3' }),
      vouched(40, { userId: '1', email: 'cyd@acme.test' }),
      vouched(50, { userId: '2', email: ann, device: 'd2' }),
    ];
    expect(stintsOf(resolve(claims))).toEqual([
      'd1 0 cyd@acme.test 1!',
      `d2 0 ${ann} 2!`,
      'd3 0 cyd@acme.test 1!',
      `d3 50 ${ann} 2!`,
    ]);
  });

  it('of somebody who has no userId never changes hands', () => {
    const claims = [vouched(10, { email: ann, device: 'd2' }), vouched(20, { userId: '1', email: bob })];
    expect(emailsOf([...claims, vouched(30, { userId: '1', email: ann })])).toEqual([ann, `${bob} 1`]);
  });

  it('is changed by no claim, and a claim may give a former one', () => {
    const claims = [
      vouched(10, { userId: '1', email: ann }),
      vouched(20, { userId: '1', email: bob }),
      claim(30, { userId: '1', email: ann, device: 'd2' }),
      claim(40, { userId: '1', email: 'eve@evil.test', device: 'd3' }),
    ];
    const { stints, conflicts } = resolve(claims);
    expect(stints.map(({ device, person }) => `${device} ${nameOf(person)}`)).toEqual([
      `d1 ${bob} 1`,
      `d2 ${bob} 1`,
      'd3 eve@evil.test',
    ]);
    expect(conflicts).toMatchObject([{ email: 'eve@evil.test' }]);
  });
});

describe('an email, a userId, and both, said by the server on devices of their own', () => {
  const words = { E: { email: ann }, U: { userId: '1' }, B: { email: ann, userId: '1' } };
  type Word = keyof typeof words;
  const said = (order: string) =>
    [...order].map((word, n) =>
      claim(10 * (n + 1), { ...words[word as Word], device: word, verified: true }),
    );
  /** Verified people; those who are only claimed may come and go. */
  const verifiedOf = ({ people }: Ownership) => people.filter(({ verified }) => verified).map(nameOf);

  it.each<[string, string, string[], number]>([
    ['gives somebody who is known by the email the userId', 'EB', [`${ann} 1`], 0],
    ['and the userId names them from then on', 'EBU', [`${ann} 1`], 0],
    ['gives somebody who is known by the userId the email', 'UB', [`${ann} 1`], 0],
    ['and the email names them from then on', 'UBE', [`${ann} 1`], 0],
    ['is one person from the beginning', 'BEU', [`${ann} 1`], 0],
    ['is one person in the other order, too', 'BUE', [`${ann} 1`], 0],
    ['of two people merges nobody: the userId wins', 'EUB', [ann, '1'], 1],
    ['of two people merges nobody, whoever came first', 'UEB', ['1', ann], 1],
  ])('%s (%s)', (_, order, people, conflicts) => {
    for (const claims of [said(order), said(order).toReversed()]) {
      expect(verifiedOf(resolve(claims))).toEqual(people);
      expect(resolve(claims).conflicts).toHaveLength(conflicts);
      const both = resolve(claims).stints.find(({ device }) => device === 'B');
      expect(both?.person.userId).toBe('1');
    }
  });

  const anyClaim = fc.record({
    email: fc.constantFrom(null, ann, bob),
    userId: fc.constantFrom(null, '1', '2'),
    at: fc.integer({ min: 0, max: 45 }),
    device: fc.constantFrom('E', 'U', 'B', 'd1', 'd2'),
  });

  it('are the same people whatever is claimed before, between and after', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('EB', 'EBU', 'UB', 'UBE', 'BEU', 'BUE', 'EUB', 'UEB'),
        fc.array(anyClaim, { maxLength: 6 }),
        (order, claims) => {
          const hostile = claims.map(({ at, ...names }) => claim(at, names));
          const verified = verifiedOf(resolve(said(order)));
          expect(verifiedOf(resolve([...hostile, ...said(order)]))).toEqual(verified);
          expect(verifiedOf(resolve([...said(order), ...hostile]))).toEqual(verified);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('a claim beside a verified person', () => {
  const server = (given: Partial<Claim>) => claim(90, { device: 'server', verified: true, ...given });
  const on = (at: number, given: Partial<Claim>) => claim(at, given);
  const stranger = 'mallory@evil.test';

  it.each<[string, Claim[], string[], number]>([
    ['gets a device that names them', [server({ email: ann }), on(50, { email: ann })], [ann], 0],
    [
      'gets the device also where it names what they lack, which stays lacking',
      [server({ userId: '900' }), on(50, { userId: '900', email: stranger })],
      ['900'],
      0,
    ],
    [
      'and keeps it when the device names that alone',
      [server({ userId: '900' }), on(50, { userId: '900' }), on(60, { email: stranger })],
      ['900'],
      0,
    ],
    [
      'gets none that contradicts them',
      [server({ userId: '900', email: ann }), on(50, { userId: '900', email: stranger })],
      [stranger],
      1,
    ],
    [
      'gets none that ties a foreign userId to their email',
      [server({ userId: '900', email: ann }), on(50, { userId: '666', email: ann })],
      ['666'],
      1,
    ],
    [
      'gets none that ties them to another who is verified',
      [
        server({ email: ann }),
        server({ userId: '7', device: 'other' }),
        on(50, { email: ann, userId: '7' }),
        on(60, { userId: '7' }),
      ],
      [`${ann} 7`],
      1,
    ],
    [
      'gives a device up that goes on as a person claimed elsewhere',
      [
        server({ email: ann }),
        on(50, { email: ann }),
        on(60, { userId: '5' }),
        claim(40, { userId: '5', device: 'd2' }),
      ],
      [ann, '5'],
      0,
    ],
  ])('%s', (_, claims, owners, conflicts) => {
    for (const given of [claims, claims.toReversed()]) {
      const outcome = resolve(given);
      const own = outcome.stints.filter(({ device }) => device === 'd1');
      expect(own.map(({ person }) => nameOf(person))).toEqual(owners);
      expect(own.some(({ verified }) => verified)).toBe(false);
      expect(outcome.conflicts).toHaveLength(conflicts);
    }
  });

  it('shows the identifier that they lack among their traits, as claimed, and not once they have one', () => {
    const said = claim(50, { userId: '900', email: stranger });
    const traitsOf = (...claims: Claim[]) => resolve(claims).people[0]?.traits;
    expect(traitsOf(server({ userId: '900' }), said)).toEqual({
      email: { value: stranger, from: 'identify', verified: false, at: 50 },
    });
    expect(traitsOf(server({ userId: '900', email: ann }), said)).toEqual({});
    const other = claim(50, { userId: '5', email: ann });
    expect(traitsOf(server({ email: ann }), other)).toMatchObject({
      userId: { value: '5', verified: false },
    });
  });

  it('made on a device of theirs names somebody, and takes none of their time', () => {
    const outcome = resolve([claim(50, { email: ann, verified: true }), claim(60, { email: bob })]);
    expect(stintsOf(outcome)).toEqual([`d1 0 ${ann}!`]);
    expect(peopleOf(outcome)).toEqual([`${ann}!`, bob]);
  });

  it('has, on a device from which they were split away, the time from its moment on', () => {
    const split = { device: 'd1', arrival: 100, at: 100, email: ann, userId: null, moved: 'M' };
    const claims = [claim(50, { email: ann, verified: true }), claim(120, { email: bob, arrival: 120 })];
    expect(stintsOf(resolve(claims, { splits: [split] }))).toEqual(['d1 0 M!', `d1 120 ${bob}`]);
    // Verified later for somebody else, the device keeps what the split moved.
    const later = [claim(50, { email: ann }), claim(60, { email: bob, verified: true, arrival: 120 })];
    expect(stintsOf(resolve(later, { splits: [split] }))).toEqual(['d1 0 M', `d1 100 ${bob}!`]);
  });

  it('beyond what is tied together names somebody on its device only', () => {
    const claims = [
      claim(50, { email: ann, apart: true }),
      claim(60, { email: ann, device: 'd2' }),
      claim(70, { email: ann, apart: true }),
    ];
    const { people, stints } = resolve(claims);
    expect(people.map(({ email, local }) => [email, local])).toEqual([
      [ann, true],
      [ann, false],
    ]);
    expect(stints).toHaveLength(2);
  });
});

describe('what is said of a person', () => {
  it.each<[boolean, boolean, string]>([
    [false, false, 'new'],
    [false, true, 'new'],
    [true, true, 'new'],
    [true, false, 'old'],
  ])('first vouched for: %s, then: %s, leaves the %s value', (before, after, kept) => {
    const { people } = resolve([
      claim(50, { email: ann, verified: before, traits: { title: 'old', seats: 3 } }),
      claim(60, { email: ann, verified: after, traits: { title: 'new' } }),
    ]);
    const isNew = kept === 'new';
    expect(people[0]?.traits).toEqual({
      title: { value: kept, verified: isNew ? after : before, from: 'identify', at: isNew ? 60 : 50 },
      seats: { value: 3, verified: before, from: 'identify', at: 50 },
    });
  });

  it('holds before what the connection told, whichever is later; of two connections the later tells', () => {
    const places = (...said: Partial<Claim>[]) =>
      resolve(said.map((each, index) => claim(50 + index * 10, { email: ann, ...each }))).people[0]?.traits;
    const told = (at: number, value: string) => ({ value, from: 'edge', verified: false, at });
    const said = { value: 'AT', from: 'form', verified: true, at: 50 };
    const form: Partial<Claim> = { from: 'form', verified: true, traits: { country: 'AT' } };
    expect(places({ place: { country: 'DE' } }, { place: { country: 'FR' } })).toEqual({
      country: told(60, 'FR'),
    });
    expect(places(form, { place: { country: 'FR', city: 'Lyon' } })).toEqual({
      country: said,
      city: told(60, 'Lyon'),
    });
    expect(places({ place: { country: 'FR' } }, form)).toEqual({ country: { ...said, at: 60 } });
  });

  it('may have any name, also one that every object has', () => {
    const { people } = resolve([claim(50, { email: ann, traits: { toString: 'x', constructor: 1 } })]);
    expect(Object.keys(people[0]?.traits ?? {})).toEqual(['toString', 'constructor']);
  });
});

describe('a split', () => {
  const split = (given: Partial<Split> = {}): Split => ({
    device: 'd1',
    arrival: 100,
    at: 100,
    email: ann,
    userId: null,
    moved: 'M',
    ...given,
  });

  it('gives the time of what this person said there to a nameless visitor, and keeps the person', () => {
    const claims = [claim(50, { email: ann }), claim(60, { email: ann, device: 'd2' })];
    const outcome = resolve(claims, { splits: [split()] });
    expect(stintsOf(outcome)).toEqual(['d1 0 M', `d2 0 ${ann}`]);
    expect(peopleOf(outcome)).toEqual([ann, 'M']);
    expect(outcome.people[1]).toMatchObject({
      moved: 'M',
      email: null,
      namedAt: 50,
      first: { device: 'd1' },
      traits: {},
    });
  });

  it('keeps a person who had no other device', () => {
    expect(peopleOf(resolve([claim(50, { email: ann })], { splits: [split()] }))).toEqual([ann, 'M']);
  });

  it('moves all that they said there to the one visitor, and leaves what somebody else did', () => {
    const claims = [claim(50, { email: ann }), claim(60, { email: bob }), claim(70, { email: ann })];
    expect(stintsOf(resolve(claims, { splits: [split()] }))).toEqual(['d1 0 M', `d1 60 ${bob}`, 'd1 70 M']);
    expect(peopleOf(resolve(claims, { splits: [split()] }))).toEqual([ann, 'M', bob]);
  });

  it.each([
    [99, 'M'],
    [100, 'M'],
    [101, ann],
  ])('voids what had arrived by then: arrived at tick %i, it is of %s', (arrival, owner) => {
    const [stint] = resolve([claim(200, { email: ann, arrival })], { splits: [split()] }).stints;
    expect(stint && nameOf(stint.person)).toBe(owner);
  });

  it.each<[string, Partial<Claim>, Partial<Split>, string]>([
    ['by userId', { userId: '1' }, { email: null, userId: '1' }, 'M'],
    ['by either', { email: ann, userId: '2' }, { userId: '1' }, 'M'],
    ['of another userId', { userId: '2' }, { email: null, userId: '1' }, '2'],
    ['of another email', { email: bob }, {}, bob],
    ['of another device', { email: ann }, { device: 'd2' }, ann],
    ['of no email at all', { userId: '2' }, { email: null, userId: null }, '2'],
  ])('%s: what is said by %j belongs, after %j, to %s', (_how, said, given, owner) => {
    const [stint] = resolve([claim(50, said)], { splits: [split(given)] }).stints;
    expect(stint && nameOf(stint.person)).toBe(owner);
  });

  it.each([
    ['in the time that moved', 60, 101, 100],
    ['at the beginning of it', 50, 101, 100],
    ['before all that was known', 10, 101, 100],
    ['at the split', 100, 101, 100],
    ['after the split', 120, 121, 120],
  ])(
    'is for good: the person named again later, %s, has it from the split on at the earliest',
    (_when, at, arrival, from) => {
      const claims = [claim(50, { email: ann }), claim(at, { email: ann, arrival })];
      expect(stintsOf(resolve(claims, { splits: [split()] }))).toEqual(['d1 0 M', `d1 ${from} ${ann}`]);
    },
  );

  it('holds nobody back from time that had not moved: what was said late of it stands', () => {
    const claims = [
      claim(50, { email: ann }),
      claim(60, { email: bob }),
      claim(70, { email: 'cyd@acme.test', arrival: 101 }),
      claim(55, { email: 'dan@acme.test', arrival: 101 }),
    ];
    for (const given of [claims, claims.toReversed()]) {
      expect(stintsOf(resolve(given, { splits: [split()] }))).toEqual([
        'd1 0 M',
        `d1 60 ${bob}`,
        'd1 70 cyd@acme.test',
        'd1 100 dan@acme.test',
      ]);
    }
  });

  it.each([
    [59, 100],
    [60, 60],
    [61, 61],
  ])(
    'divides what moved from what did not at the moment somebody else was named: said late of %i, it is from %i',
    (at, from) => {
      const claims = [
        claim(50, { email: ann, arrival: 100 }),
        claim(60, { email: bob, event: 'a', arrival: 100 }),
        claim(at, { email: 'cyd@acme.test', event: 'b', arrival: 101 }),
      ];
      const stints = stintsOf(resolve(claims, { splits: [split()] }));
      expect(stints).toContain(`d1 ${from} cyd@acme.test`);
    },
  );

  it.each([50, 100])(
    'leaves somebody who was known, at the very moment that moved, from when they were named: arrived at %i',
    (arrival) => {
      const claims = [
        claim(50, { email: bob, event: 'a', arrival }),
        claim(50, { email: ann, event: 'b', arrival }),
      ];
      expect(stintsOf(resolve(claims, { splits: [split()] }))).toEqual([`d1 0 ${bob}`, 'd1 50 M']);
    },
  );

  it('asks of what is said late only what was known at the split on the same device', () => {
    const claims = [
      claim(54, { email: bob, device: 'd2' }),
      claim(50, { email: ann }),
      claim(55, { email: bob, arrival: 101 }),
      claim(60, { email: 'cyd@acme.test', arrival: 102 }),
    ];
    const stints = stintsOf(resolve(claims, { splits: [split()] }));
    // Both were moved to the split; there the later in order holds.
    expect(stints.toSorted()).toEqual(['d1 0 M', 'd1 100 cyd@acme.test', `d2 0 ${bob}`]);
  });

  it('twice, moves each time to a visitor of its own', () => {
    const claims = [claim(50, { email: ann }), claim(120, { email: ann, arrival: 120 })];
    const splits = [split(), split({ arrival: 150, at: 150, moved: 'N' })];
    expect(stintsOf(resolve(claims, { splits }))).toEqual(['d1 0 M', 'd1 120 N']);
  });
});

describe('a site that keeps claimed identities separate', () => {
  const separate = true;

  it('has a person for each device that claims', () => {
    const claims = [claim(50, { email: ann }), claim(60, { email: ann, device: 'd2' })];
    const outcome = resolve(claims, { separate });
    expect(stintsOf(outcome)).toEqual([`d1 0 ${ann}`, `d2 0 ${ann}`]);
    expect(outcome.people.map(({ local, first }) => [local, first.device])).toEqual([
      [true, 'd1'],
      [true, 'd2'],
    ]);
  });

  it('gives what the device did to the person once it is vouched for, and what was said where nothing was known', () => {
    const claims = [
      claim(40, { email: ann, verified: true, device: 'd2', traits: { title: 'CTO' } }),
      claim(50, { email: ann, traits: { title: 'CEO', city: 'Bonn' } }),
      claim(60, { email: ann, verified: true }),
    ];
    const outcome = resolve(claims, { separate });
    expect(stintsOf(outcome)).toEqual([`d2 0 ${ann}!`, `d1 0 ${ann}!`]);
    expect(outcome.people).toHaveLength(1);
    expect(outcome.people[0]).toMatchObject({
      local: false,
      traits: { title: { value: 'CTO', verified: true }, city: { value: 'Bonn', verified: false } },
    });
  });

  it.each<[string, Partial<Claim>, string | undefined]>([
    ['what was said', { from: 'form', traits: { country: 'AT' } }, 'AT'],
    ['what a later connection told', { place: { country: 'FR' } }, 'FR'],
  ])('puts in the place of what a connection told of the person %s', (_, said, country) => {
    const claims = [
      claim(40, { email: ann, verified: true, device: 'd2', place: { country: 'DE' } }),
      claim(50, { email: ann, ...said }),
      claim(60, { email: ann, verified: true }),
    ];
    expect(resolve(claims, { separate }).people[0]?.traits.country?.value).toBe(country);
  });

  it('leaves nothing with the claimed person of a device on which somebody is vouched for', () => {
    const claims = [claim(50, { email: ann }), claim(60, { email: bob, verified: true })];
    expect(stintsOf(resolve(claims, { separate }))).toEqual([`d1 0 ${bob}!`]);
    expect(peopleOf(resolve(claims, { separate }))).toEqual([`${bob}!`]);
  });

  it('lets a claim go on what the device has, where it is compatible: of a person or of a claim', () => {
    const verified = claim(50, { email: ann, verified: true });
    expect(stintsOf(resolve([verified, claim(60, { email: ann })], { separate }))).toEqual([`d1 0 ${ann}!`]);
    expect(stintsOf(resolve([claim(50, { email: ann }), claim(60, { userId: '1' })], { separate }))).toEqual([
      `d1 0 ${ann} 1`,
    ]);
    expect(stintsOf(resolve([verified, claim(60, { email: bob })], { separate }))).toEqual([`d1 0 ${ann}!`]);
  });

  it('knows nobody by what was only claimed', () => {
    const claims = [claim(50, { email: ann }), claim(60, { email: ann, verified: true, device: 'd2' })];
    const { people } = resolve(claims, { separate });
    expect(people.map(({ local, verified }) => [local, verified])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('begins anew after a split: the nameless visitor is nobody to go on', () => {
    const splits = [{ device: 'd1', arrival: 100, at: 100, email: ann, userId: null, moved: 'M' }];
    const claims = [claim(50, { email: ann }), claim(120, { email: bob, arrival: 120 })];
    expect(stintsOf(resolve(claims, { splits, separate }))).toEqual(['d1 0 M', `d1 120 ${bob}`]);
    expect(stintsOf(resolve(claims, { splits }))).toEqual(['d1 0 M', `d1 120 ${bob}`]);
  });
});

it('the same claims and splits come to the same, in whatever order they are given', () => {
  const any = fc.record({
    at: fc.integer({ min: 0, max: 6 }),
    arrival: fc.integer({ min: 0, max: 9 }),
    device: fc.constantFrom('d1', 'd2', 'd3'),
    email: fc.constantFrom(null, ann, bob),
    userId: fc.constantFrom(null, '1', '2'),
    verified: fc.boolean(),
    from: fc.constantFrom('form', 'identify', 'server'),
    traits: fc.constantFrom<Record<string, string>>({}, { title: 'CTO' }),
    place: fc.constantFrom({}, { country: 'DE' }),
  });
  const splitting = fc.record({ arrival: fc.integer({ min: 0, max: 9 }), email: fc.constantFrom(ann, bob) });
  fc.assert(
    fc.property(
      fc.array(any, { maxLength: 9 }),
      fc.array(splitting, { maxLength: 2 }),
      fc.boolean(),
      fc.gen(),
      (given, taken, separate, gen) => {
        const claims = given.map((each, index) => ({ ...each, event: `e${index}` }));
        const splits = taken.map((each, index) => ({
          ...each,
          device: 'd1',
          at: each.arrival,
          userId: null,
          moved: `M${index}`,
        }));
        const shuffled = gen(fc.shuffledSubarray, claims, { minLength: claims.length });
        const outcome = resolve(claims, { splits, separate });
        expect(stintsOf(resolve(shuffled, { splits, separate })).toSorted()).toEqual(
          stintsOf(outcome).toSorted(),
        );
        for (const device of new Set(outcome.stints.map((stint) => stint.device))) {
          const starts = outcome.stints
            .filter((stint) => stint.device === device)
            .map(({ startedAt }) => startedAt);
          expect(starts[0]).toBe(0);
          expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        }
      },
    ),
  );
});
