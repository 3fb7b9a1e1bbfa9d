// The message that tries a webhook out: like one about a visitor, with made-up values, so that fields can be mapped before anybody is hot.

import { testType } from '../../../../schema/api/alerts/message.ts';
import { dayMs } from '../../../../schema/time/durations.ts';
import { type Body, type Format, postBody, standardBody } from './body.ts';
import { type News, sitePages } from './visitor-message.ts';
import { visitorPost } from './visitor-post.ts';

/** The webhook to try out. */
interface Tried {
  format: Format;
  model: string;
  pages: string;
}

/** The body of the message at `at`, UTC ms, in the format of the webhook. */
export function testBody(site: { id: string; name: string }, webhook: Tried, at: number): Body {
  const news = testNews(site, webhook, at);
  if (webhook.format === 'standard') return standardBody(news.message);
  return postBody(
    webhook.format,
    visitorPost([news], { site: site.name, listUrl: sitePages(webhook.pages, site.id) }),
  );
}

function testNews(site: { id: string; name: string }, { pages, model }: Tried, at: number): News {
  const firstSeen = at - 2 * dayMs;
  const url = sitePages(pages, site.id);
  return {
    points: '65 points',
    message: {
      type: testType,
      timestamp: new Date(at).toISOString(),
      data: {
        site: { id: site.id, name: site.name },
        model,
        visitor: {
          ...{ id: 'AAAAAAAAAAAAAAAAAAAAAA', email: 'ada@example.com', userId: null, name: 'Ada Example' },
          ...{ company: 'Example Ltd', companyKey: 'example.com', identified: true, verified: true },
          ...{ score: 65, rawScore: 65, status: 'hot', level: 1, fitScore: 75, grade: 'A', cell: 'A1' },
          ...{
            nextAction: 'Sales now',
            probability: null,
            source: 'google',
            channel: 'organic_search',
            firstSeen,
            lastSeen: at,
          },
          lastEvent: { at, kind: 'form_fill', label: 'demo', intent: 'sales' },
          ...{ visits: 2, outcome: null, state: 'new', stateReason: null, owner: null },
          ...{ coolsAt: at + 25 * dayMs, change: 65, history: [...Array<number>(28).fill(0), 15, 65] },
          topReasons: [
            { rule: 'sales-form', label: 'Asked for a demo, contact, trial or quote', worth: 50 },
            { rule: 'reply', label: 'Replied to an email', worth: 15 },
          ],
        },
        previous: { status: 'cool', level: 3, cell: 'A3', identified: true, outcome: null },
        reasons: [
          'Asked for a demo, contact, trial or quote: 50 of 65 points',
          'Replied to an email: 15 of 65 points',
        ],
        url,
      },
    },
  };
}
