// The channel: Google's definitions, click ids, and what people write into `utm_medium`.

import { describe, expect, it, test } from 'vitest';
import { channels } from '../../../schema/api/visitors/channel.ts';
import { originOf } from '../../../worker/score/source/first-visit.ts';

const at = (query: string, referrer?: string) => originOf(URL.parse(`https://shop.test/?${query}`), referrer);
const channelAt = (query: string, referrer?: string) => at(query, referrer).channel;

// https://support.google.com/analytics/answer/9756891, in its order.
describe("a channel of Google's default channel group", () => {
  test.each([
    ['', 'direct'],
    ['utm_source=(direct)&utm_medium=(none)', 'direct'],
    ['utm_source=(direct)&utm_medium=(not set)', 'direct'],
    ...['cpc', 'CPC', 'ppc', 'cpm', 'cpv', 'paid', 'paidsearch', 'paid-search', 'retargeting'].map(
      (medium) => [`utm_source=bing&utm_medium=${medium}`, 'paid_search'],
    ),
    ...['cpc', 'ppc', 'paid', 'paid_social', 'paidsocial', 'cpm', 'retargeting'].map((medium) => [
      `utm_source=facebook&utm_medium=${medium}`,
      'paid_social',
    ]),
    ['utm_source=youtube&utm_medium=cpv', 'paid_social'],
    ...['display', 'banner', 'expandable', 'interstitial', 'cpm'].map((medium) => [
      `utm_source=some-network&utm_medium=${medium}`,
      'display',
    ]),
    ['utm_source=some-network&utm_medium=cpc', 'other'],
    ['utm_source=linkedin', 'organic_social'],
    ...['social', 'social-network', 'social-media', 'sm', 'social network', 'social media'].map((medium) => [
      `utm_source=some-network&utm_medium=${medium}`,
      'organic_social',
    ]),
    ['utm_source=duckduckgo', 'organic_search'],
    ['utm_source=some-engine&utm_medium=organic', 'organic_search'],
    ...['email', 'e-mail', 'e_mail', 'e mail'].flatMap((word) => [
      [`utm_source=${word}`, 'email'],
      [`utm_source=news&utm_medium=${word}`, 'email'],
    ]),
    ['utm_source=blog-x&utm_medium=affiliate', 'affiliate'],
    ...['referral', 'app', 'link'].map((medium) => [`utm_source=blog-x&utm_medium=${medium}`, 'referral']),
    ['utm_source=some&utm_medium=sms', 'other'],
    ['utm_source=some&utm_medium=audio', 'other'],
    ['utm_source=some', 'other'],
    ['utm_source=some&utm_medium=ai-assistant', 'ai_assistant'],
    ['utm_source=chatgpt.com', 'ai_assistant'],
    ['utm_source=chatgpt.com&utm_medium=referral', 'ai_assistant'],
  ])('of %j is %s', (query, channel) => {
    expect(channelAt(String(query))).toBe(channel);
  });
});

describe('a click id', () => {
  test.each([
    ['gclid=1', 'google', 'paid_search'],
    ['gbraid=1', 'google', 'paid_search'],
    ['wbraid=1', 'google', 'paid_search'],
    ['dclid=1', 'google', 'display'],
    ['msclkid=1', 'bing', 'paid_search'],
    ['ttclid=1', 'tiktok', 'paid_social'],
    ['twclid=1', 'twitter', 'paid_social'],
    ['li_fat_id=1', 'linkedin', 'paid_social'],
    ['fbclid=1', 'facebook', 'organic_social'],
    ['fbclid=1&utm_medium=paid', 'facebook', 'paid_social'],
    ['fbclid=1&utm_source=ig&utm_medium=social', 'instagram', 'organic_social'],
    ['gclid=1&utm_source=google&utm_medium=cpc', 'google', 'paid_search'],
    ['gclid=1&utm_source=google&utm_medium=display', 'google', 'display'],
    ['gclid=1&utm_source=news&utm_medium=email', 'news', 'email'],
    ['li_fat_id=1&utm_source=linkedin&utm_medium=social', 'linkedin', 'paid_social'],
  ])('of %j means %s, %s', (query, source, channel) => {
    expect(at(query)).toMatchObject({ source, channel });
  });

  it("of Facebook is on the links of Meta's other networks as well", () => {
    expect(at('fbclid=1', 'https://l.instagram.com/').source).toBe('instagram');
    expect(at('fbclid=1', 'https://news.test/').source).toBe('facebook');
  });
});

test.each([
  ['utm_medium=email', undefined, 'direct', 'email'],
  ['utm_source=fb_ads', undefined, 'facebook', 'paid_social'],
  ['utm_source=adwords', undefined, 'google', 'paid_search'],
  ['utm_source=linkedin&utm_medium=email', undefined, 'linkedin', 'email'],
  ['utm_source=newsletter', 'https://mail.google.com/', 'newsletter', 'email'],
  ['utm_source=acme.com', undefined, 'acme.com', 'referral'],
  ['utm_source=partner&utm_medium=partnership', undefined, 'partner', 'affiliate'],
  ['utm_source=x-network&utm_medium=organic_social', undefined, 'x-network', 'organic_social'],
  ['utm_source=x-network&utm_medium=social-paid', undefined, 'x-network', 'paid_social'],
  ['utm_source=x-network&utm_medium=paid-search', undefined, 'x-network', 'paid_search'],
  ['utm_medium=cpc', 'https://www.google.com/', 'google', 'paid_search'],
  ['', 'https://googleads.g.doubleclick.net/', 'google', 'display'],
  ['', 'https://news.test/', 'news.test', 'referral'],
])('%j, from %s, is %s by %s', (query, referrer, source, channel) => {
  expect(at(query, referrer)).toMatchObject({ source, channel });
});

it('keeps what was sent, cut to its limits, and the campaign as it was written', () => {
  const long = 'a'.repeat(400);
  expect(
    at('utm_source=FB_Ads&utm_medium=CPC&utm_campaign=Spring%20Sale&fbclid=1', 'https://l.facebook.com/'),
  ).toEqual({
    ...{ source: 'facebook', channel: 'paid_social', campaign: 'Spring Sale' },
    sent: { source: 'FB_Ads', medium: 'CPC', click: 'fbclid', referrer: 'https://l.facebook.com/' },
  });
  const { source, campaign, sent } = at(
    `utm_source=${long}&utm_medium=${long}&utm_campaign=${long}`,
    `https://news.test/${long}`,
  );
  expect([source, campaign, sent.source, sent.referrer].map((text) => text?.length)).toEqual([
    300, 300, 300, 300,
  ]);
  expect(sent.medium?.length).toBe(100);
  expect(at('', 'https://shop.test/a')).toEqual({
    source: 'direct',
    channel: 'direct',
    campaign: null,
    sent: {},
  });
});

it('is always one of the list', () => {
  const media = ['', 'cpc', 'email', 'organic', 'social', 'constructor', '💥', '%00'];
  for (const medium of media)
    for (const source of ['', 'google', 'fb', 'z', '__proto__'])
      expect(channels).toContain(channelAt(`utm_source=${source}&utm_medium=${medium}`));
});
