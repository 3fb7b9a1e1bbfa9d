// What people are sent in Slack, Teams and mails: it says what matters, fits, and nothing in it runs, pings or leads elsewhere.

import { describe, expect, it } from 'vitest';
import { visitorMessage } from '../../../schema/api/alerts/message.ts';
import { type Format, postBody } from '../../../worker/flows/alerts/messages/body.ts';
import { maxShown } from '../../../worker/flows/alerts/messages/post.ts';
import { maxSlackBlocks, maxSlackChars } from '../../../worker/flows/alerts/messages/slack.ts';
import { maxTeamsBytes } from '../../../worker/flows/alerts/messages/teams.ts';
import { testBody } from '../../../worker/flows/alerts/messages/test-message.ts';
import type { News } from '../../../worker/flows/alerts/messages/visitor-message.ts';
import { visitorPost } from '../../../worker/flows/alerts/messages/visitor-post.ts';
import { readMail, readSlack, readTeams, type Seen } from '../../support/checks/posts.ts';
import { hostileTexts } from '../../support/stories/hostile-texts.ts';

const pages = 'https://leads.example';
const listUrl = `${pages}/s/acme`;
const sample: News = {
  message: JSON.parse(
    testBody(
      { id: 'acme', name: 'Acme' },
      { format: 'standard', model: 'default', pages },
      Date.UTC(2026, 10, 28),
    ).body,
  ),
  points: '65 points',
};
const formats = ['slack', 'teams', 'email'] as const;

type Data = News['message']['data'];

/** The sample with other values. */
function news({
  visitor = {},
  type = 'visitor.hot',
  ...data
}: Partial<Omit<Data, 'visitor'>> & {
  visitor?: Partial<Data['visitor']>;
  type?: News['message']['type'];
} = {}): News {
  const { message } = sample;
  return {
    ...sample,
    message: {
      ...message,
      type,
      data: { ...message.data, ...data, visitor: { ...message.data.visitor, ...visitor } },
    },
  };
}

async function seen(format: Exclude<Format, 'standard'>, all: News[], site = 'Acme'): Promise<Seen> {
  const { body } = postBody(format, visitorPost(all, { site, listUrl }));
  return { slack: readSlack, teams: readTeams, email: readMail }[format](body);
}

/** In a link to an address only the part before the `@` needs escapes. */
const encoded = (email: string) =>
  email
    .toWellFormed()
    .split('@')
    .map((part, place) => (place === 0 ? encodeURIComponent(part) : part))
    .join('@');

describe.each(formats)('%s', (format) => {
  it('says who, where from, how much, why and what to do, and links to the page', async () => {
    const { lines, links, subject } = await seen(format, [news()]);
    expect(lines).toEqual([
      'Ada Example is hot',
      'Example Ltd · 65 points · A1 · was cool',
      'ada@example.com',
      'Asked for a demo, contact, trial or quote: 50 of 65 points',
      'Replied to an email: 15 of 65 points',
      'Next: Sales now',
      'Acme · Leadlight',
    ]);
    expect(new Set(links)).toEqual(new Set([sample.message.data.url, 'mailto:ada@example.com']));
    expect(subject).toContain('Ada Example is hot');
  });

  it.each<[News['message']['type'], Parameters<typeof news>[0], string]>([
    ['visitor.warm', { visitor: { status: 'warm' } }, 'Ada Example is warm'],
    ['visitor.cooled', { visitor: { status: 'cool' } }, 'Ada Example has cooled down: cool'],
    ['visitor.identified', {}, 'New contact: Ada Example'],
    ['visitor.cell_entered', {}, 'Ada Example is in A1'],
    ['visitor.cell_entered', { visitor: { cell: null } }, 'Ada Example has left the matrix'],
    [
      'visitor.outcome',
      { outcome: { result: 'won', deal: 'd', value: 1200.5, currency: 'EUR' } },
      'Sale: Ada Example, 1,200.5 EUR',
    ],
    [
      'visitor.outcome',
      { outcome: { result: 'lost', deal: null, value: null, currency: null } },
      'Deal lost: Ada Example',
    ],
    ['segment.entered', { segment: { id: 'seg_1', name: 'Big fish' } }, 'Ada Example entered Big fish'],
    ['segment.left', { segment: { id: 'seg_1', name: 'Big fish' } }, 'Ada Example left Big fish'],
    ['visitor.hot', { visitor: { name: null } }, 'ada@example.com is hot'],
    ['visitor.hot', { visitor: { name: ' \u200b', email: null, userId: 'u-7' } }, 'u-7 is hot'],
    ['visitor.hot', { visitor: { name: null, email: null } }, 'Anonymous · AAAAAA is hot'],
    ['test', {}, 'Test: Ada Example is hot'],
  ])('says what happened: %s %j', async (type, more, expected) => {
    expect((await seen(format, [news({ ...more, type })])).lines[0]).toBe(expected);
  });

  it('leaves out what is not known', async () => {
    const bare = news({
      visitor: { name: null, email: null, company: null, cell: null, nextAction: null },
      ...{ previous: null, reasons: [] },
    });
    const { lines, links } = await seen(format, [bare]);
    expect(lines).toEqual(['Anonymous · AAAAAA is hot', '65 points', 'Acme · Leadlight']);
    expect(new Set(links)).toEqual(new Set([bare.message.data.url]));
  });

  it('is one post for several visitors, the hottest first, and says how many more there are', async () => {
    const many = Array.from({ length: 37 }, (_, index) =>
      news({ visitor: { name: `Ada ${index}`, score: 50 + index }, url: `${listUrl}/visitors/v${index}` }),
    );
    const { lines, links, subject } = await seen(format, many);
    const names = lines.filter((line) => / is hot$/.test(line));
    expect(names).toEqual(Array.from({ length: maxShown }, (_, index) => `Ada ${36 - index} is hot`));
    expect(lines).toContain(`And ${37 - maxShown} more: all visitors`);
    expect(links).toContain(listUrl);
    if (format !== 'teams') expect(subject).toBe('Ada 36 is hot, and 36 more');
  });

  it('fits with the longest texts, shortened, with as many visitors as there is room for', async () => {
    const long = '\u{1f9ec}\u{10fffd}"<&😀'.repeat(400);
    const worst = Array.from({ length: 37 }, () =>
      news({
        visitor: { name: long, email: `${long}@a.example`, company: long, nextAction: long },
        reasons: [long, long, long],
      }),
    );
    const { body } = postBody(format, visitorPost(worst, { site: long, listUrl }));
    const { lines } = await seen(format, worst, long);
    const shown = lines.filter((line) => / is hot$/.test(line)).length;
    expect(shown).toBeGreaterThan(0);
    expect(lines).toContain(`And ${37 - shown} more: all visitors`);
    if (format === 'teams') expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(maxTeamsBytes);
    if (format === 'slack') {
      const { blocks, text } = JSON.parse(body);
      expect(blocks.length).toBeLessThanOrEqual(maxSlackBlocks);
      expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(maxSlackChars);
      expect(text.length).toBeLessThanOrEqual(3_000);
    }
  });

  it.each(hostileTexts)('shows as text, wherever a visitor or anybody else can put it: %j', async (text) => {
    const everywhere = [
      news({ visitor: { name: text } }),
      news({ visitor: { name: null, email: text, userId: text } }),
      news({ visitor: { company: text } }),
      news({ visitor: { nextAction: text, status: text, cell: text } }),
      news({ reasons: [`${text}: 3 of 4 points`] }),
      news({ type: 'segment.entered', segment: { id: 'seg_1', name: text } }),
      news({ previous: { status: text, level: 2, cell: null, identified: true, outcome: null } }),
    ];
    for (const one of everywhere) {
      const { lines, links, mentions, subject } = await seen(format, [one], text);
      expect(mentions).toEqual([]);
      // Only ours: the page, and the mail address of whom it is about.
      const email = one.message.data.visitor.email ?? '';
      const allowed = [one.message.data.url, `mailto:${encoded(email)}`];
      expect(links.filter((link) => !allowed.includes(link))).toEqual([]);
      for (const line of [...lines, subject])
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066\u2067]/u);
      const count = (sign: string) => lines.join('').split(sign).length;
      expect(count('\u2068')).toBe(count('\u2069'));
      expect(lines.length).toBeLessThanOrEqual(8);
    }
  });
});

it('shows a name in any script as it is written', async () => {
  for (const name of [
    'Łukasz Żak',
    'محمد علی',
    'علی‌رضا',
    'क्षेत्रपाल',
    '👩‍💻 Ada',
    'José',
    '李小龍',
    'O’Brien-Smith & Søn',
  ])
    for (const format of formats)
      expect(
        (await seen(format, [news({ visitor: { name } })])).lines[0]?.replace(/[\u2068\u2069]/g, ''),
      ).toBe(`${name} is hot`);
});

it('tries a webhook out with a message that is documented like others', () => {
  const site = { id: 'acme', name: 'Acme' };
  const { body } = testBody(site, { format: 'standard', model: 'default', pages }, Date.now());
  expect(visitorMessage.parse(JSON.parse(body))).toEqual(JSON.parse(body));
});
