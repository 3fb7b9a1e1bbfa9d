// One name for one source: the list of the package, the test cases of Snowplow's referer-parser, how people spell `utm_source`, and
// hosts that only look like known ones.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { listedSources, nameOf, packageList } from '../../../worker/command/sources.ts';
import { originOf } from '../../../worker/score/source/first-visit.ts';
import { sourceGlobs, sourceName } from '../../../worker/score/source/source-name.ts';

const page = URL.parse('https://shop.test/');
const from = (referrer: string) => {
  const { source, channel } = originOf(page, referrer);
  return `${source} ${channel}`;
};

test('the file of listed sources is what the package says', () => {
  const file = readFileSync('worker/score/source/listed-sources.ts', 'utf8');
  expect(file, 'run `npm run sources`').toBe(listedSources());
});

describe('each host of the package', () => {
  const channels: Readonly<Record<string, string>> = {
    ...{ search: 'organic_search', social: 'organic_social', email: 'email' },
    ...{ paid: 'display', referral: 'referral', unknown: 'referral' },
  };
  /** What own-sources.ts says otherwise: these are no search engines. */
  const otherwise: Readonly<Record<string, string>> = {
    'amazon.com': 'amazon referral',
    'www.amazon.com': 'amazon referral',
    'kununu.com': 'kununu referral',
    'www.marktplaats.nl': 'marktplaats referral',
  };
  const hosts = Object.entries(packageList()).filter(([key]) => /^[^/]*\.[^/]*$/.test(key));

  test('has its name and its channel', () => {
    const found = hosts.flatMap(([host, { source, medium }]) => {
      const wanted = otherwise[host] ?? `${nameOf(source)} ${channels[medium]}`;
      const is = from(`https://${host}/`);
      return is === wanted ? [] : [`${host}: ${is}, not ${wanted}`];
    });
    expect(found).toEqual([]);
    expect(hosts.length).toBeGreaterThan(1_700);
  });

  test('is no part of another host', () => {
    const bare = hosts.map(([host]) => host.toLowerCase().replace(/^www\./, ''));
    const wanted = bare.map((host) => `${host}.evil.test`);
    expect(wanted.map((host) => from(`https://${host}/`).split(' ')[0])).toEqual(wanted);
    const glued = bare.filter((host) => /^[^.]+\.[a-z]+$/.test(host)).map((host) => `evil${host}`);
    expect(glued.map((host) => from(`https://${host}/`).split(' ')[0])).toEqual(glued);
  });
});

// https://github.com/snowplow-referer-parser/referer-parser/blob/master/java-scala/src/test/resources/referer-tests.json
test.each([
  ['http://www.google.fr/imgres?q=Ogham+the+celtic+oracle&hl=fr', 'google organic_search'],
  ['http://it.images.search.yahoo.com/images/view;_ylt=A0PDodgQmGBQpn4AWQgdDQx', 'yahoo organic_search'],
  ['http://isearch.avg.com/pages/images.aspx?q=tarot+card+change', 'google organic_search'],
  ['http://www.google.com/search', 'google organic_search'],
  ['http://es.search.yahoo.com/search;_ylt=A7x9QbwbZXxQ9EMAPCKT', 'yahoo organic_search'],
  ['http://www.pricerunner.co.uk/search?displayNoHitsMessage=1', 'pricerunner organic_search'],
  ['http://www.bing.com/images/search?q=psychic+oracle+cards', 'bing organic_search'],
  ['https://s3-us3.ixquick.com/do/search', 'ixquick organic_search'],
  ['http://aolsearch.aol.co.uk/aol/search?s_chn=hp', 'aol organic_search'],
  ['http://www.aolsearch.com/search?s_pt=hp', 'aol organic_search'],
  ['http://uk.search-results.com/web?qsrc=1', 'ask organic_search'],
  ['http://go.mail.ru/search?q=Gothic%20Tarot%20Cards', 'mail.ru organic_search'],
  ['http://images.yandex.ru/yandsearch?text=Blue%20Angel', 'yandex organic_search'],
  ['http://search.tb.ask.com/search/GGmain.jhtml?cb=AYY', 'ask organic_search'],
  ['http://search.ke.voila.fr/?module=voila', 'voila organic_search'],
  ['http://www.dalesearch.com/?q=+lego.nl', 'dalesearch organic_search'],
  ['http://t.co/chrgFZDb', 'twitter organic_social'],
  ['http://www.facebook.com/l.php?u=http%3A%2F%2Fwww.psychicbazaar.com', 'facebook organic_social'],
  ['http://m.facebook.com/l.php?u=http%3A%2F%2Fwww.psychicbazaar.com', 'facebook organic_social'],
  ['http://www.odnoklassniki.ru/dk?cmd=logExternal', 'odnoklassniki organic_social'],
  ['http://www.tumblr.com/dashboard', 'tumblr organic_social'],
  ['http://psychicbazaar.tumblr.com/', 'tumblr organic_social'],
  ['http://co106w.col106.mail.live.com/default.aspx?rru=inbox', 'outlook email'],
  ['http://webmail1m.orange.fr/webmail/fr_FR/read.html', 'webmail1m.orange.fr email'],
])('of %s it is %s', (referrer, expected) => {
  expect(from(referrer)).toBe(expected);
});

test.each([
  ...[
    'chatgpt.com',
    'chat.openai.com',
    'claude.ai',
    'gemini.google.com',
    'copilot.microsoft.com',
    'www.perplexity.ai',
  ],
  ...[
    'chat.mistral.ai',
    'chat.deepseek.com',
    'grok.com',
    'you.com',
    'www.phind.com',
    'poe.com',
    'www.meta.ai',
    'duck.ai',
  ],
])('%s is an assistant, not a search engine', (host) => {
  expect(from(`https://${host}/`)).toMatch(/^\S+ ai_assistant$/);
});

test.each([
  ['https://google.com.evil.com/', 'google.com.evil.com referral'],
  ['https://com.google.android.gm.evil.com/', 'com.google.android.gm.evil.com referral'],
  ['https://com.facebook.evil.com/', 'com.facebook.evil.com referral'],
  ['https://notgoogle.com/', 'notgoogle.com referral'],
  ['https://google.evil/', 'google.evil referral'],
  ['https://www.gооgle.com/', 'xn--ggle-55da.com referral'],
  ['https://t.com/', 't.com referral'],
  ['HTTPS://WWW.GOOGLE.COM/', 'google organic_search'],
  ['https://www.google.com./', 'google organic_search'],
  ['https://www.google.co.uk:8443/', 'google organic_search'],
  ['https://user:pass@google.com@evil.com/', 'evil.com referral'],
  ['https://docs.google.com/', 'google referral'],
  ['https://blog.naver.com/', 'blog.naver.com referral'],
  ['https://127.0.0.1/', '127.0.0.1 referral'],
  ['https://[::1]/', '[::1] referral'],
  ['https://mail.com/', 'mail.com referral'],
  ['https://webmail.acme.test/', 'webmail.acme.test email'],
  ['android-app://com.google.android.gm/', 'gmail email'],
  ['android-app://com.google.android.googlequicksearchbox/', 'google organic_search'],
  ['android-app://com.linkedin.android', 'linkedin organic_social'],
  ['android-app://com.unknown.app/', 'com.unknown.app referral'],
  ['android-app://COM.Slack/', 'slack organic_social'],
  ['ios-app://544007664/', 'youtube organic_social'],
  ['about:blank', 'direct direct'],
  ['https://', 'direct direct'],
  ['https://www.shop.test/', 'direct direct'],
  ['https://out.reddit.com/', 'reddit organic_social'],
  ['https://l.facebook.com/', 'facebook organic_social'],
  ['https://lnkd.in/x', 'linkedin organic_social'],
])('of %s it is %s', (referrer, expected) => {
  expect(from(referrer)).toBe(expected);
});

test.each([
  ...[
    'Google',
    'google.com',
    'GOOGLE.DE',
    'www.google.com',
    'https://www.google.com/',
    'adwords',
    'google-ads',
    'google_ads',
  ],
  ...['GoogleAds', 'gads', 'Google Ads', 'google / cpc', 'google.ads', 'google%', ' google '].filter(
    (text) => text !== 'google%',
  ),
])('utm_source %j is google', (text) => {
  expect(sourceName(text)).toBe('google');
});

test.each([
  ...[
    'fb',
    'FB_Ads',
    'facebook_ads',
    'fbads',
    'Facebook',
    'facebook.com',
    'm.facebook.com',
    'facebook-ad',
    'facebook_paid',
    'meta',
  ],
])('utm_source %j is facebook', (text) => {
  expect(sourceName(text)).toBe('facebook');
});

test.each([
  ['ig', 'instagram'],
  ['linkedin.com', 'linkedin'],
  ['LinkedIn Ads', 'linkedin'],
  ['linkedin-paid-social', 'linkedin'],
  ['chatgpt.com', 'chatgpt'],
  ['openai', 'chatgpt'],
  ['Bing', 'bing'],
  ['ddg', 'duckduckgo'],
  ['threads', 'threads'],
  ['Hacker News', 'hacker-news'],
  ['hackernews', 'hacker-news'],
  ['x', 'twitter'],
  ['newsletter', 'newsletter'],
  ['March-Newsletter', 'march-newsletter'],
  ['Partner X', 'partner x'],
  ['ads', 'ads'],
  ['social', 'social'],
  ['googlex', 'googlex'],
  ['acme.com', 'acme.com'],
  ['www.acme.com', 'acme.com'],
  ['free', 'free'],
  ['constructor', 'constructor'],
  ['__proto__', '__proto__'],
])('utm_source %j is %s', (text, name) => {
  expect(sourceName(text)).toBe(name);
});

it('is the same when its name is named again, is bounded, and takes any text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 700 }), fc.webUrl(), fc.domain()), (text) => {
      const url = new URL('https://shop.test/');
      url.searchParams.set('utm_source', text);
      const { source } = originOf(url, text);
      expect(source.length).toBeGreaterThan(0);
      expect(source.length).toBeLessThanOrEqual(300);
      expect(sourceName(source)).toBe(source);
    }),
  );
});

it('keeps what a rule wrote, and adds the name', () => {
  expect(sourceGlobs(['google.com', 'news', '*.google.com'])).toEqual([
    'google.com',
    'news',
    '*.google.com',
    'google',
  ]);
});
