// Sources that the list of others (listed-sources.ts) lacks or describes differently: AI assistants, newer networks, apps, and the
// short forms that people write into `utm_source`. Each entry: a name, and its hosts, apps or spellings.

import type { SourceKind } from './source.ts';

/**
 * Names with their hosts, by kind; subdomains belong to them. The assistants are those of Matomo's list, of Google's channel
 * "AI Assistant", and a few younger ones.
 * https://github.com/matomo-org/searchengine-and-social-list/blob/master/AIAssistants.yml
 * https://support.google.com/analytics/answer/9756891
 */
export const ownHosts: Readonly<Partial<Record<SourceKind, string>>> = {
  ai: `chatgpt: chatgpt.com chat.openai.com labs.openai.com openai.com; claude: claude.ai; gemini: gemini.google.com
    bard.google.com; notebooklm: notebooklm.google.com; copilot: copilot.microsoft.com copilot.cloud.microsoft
    m365.cloud.microsoft; perplexity: perplexity.ai; mistral: chat.mistral.ai mistral.ai; deepseek: deepseek.com; grok:
    grok.com; meta-ai: meta.ai; you: you.com; phind: phind.com; poe: poe.com; duck.ai: duck.ai; qwen: chat.qwen.ai qwen.ai;
    kimi: kimi.com kimi.moonshot.cn; chatglm: chatglm.cn; doubao: doubao.com; ernie: yiyan.baidu.com ernie.baidu.com
    ai.baidu.com; iask: iask.ai; jasper: app.jasper.ai; pi: pi.ai`,
  search: `google: syndicatedsearch.goog; bing: ntp.msn.com; brave: search.brave.com; startpage: startpage.com startpage.co.uk;
    kagi: kagi.com; mojeek: mojeek.com; swisscows: swisscows.com swisscows.ch; metager: metager.org; presearch:
    presearch.com; lilo: lilo.org; yandex: ya.ru yandex.com.tr yandex.kz yandex.eu yandex.fr yandex.uz yandex.tm; sogou:
    sogou.com; petal: petalsearch.com; coccoc: coccoc.com`,
  social: `facebook: facebook.com fb.com; messenger: messenger.com; instagram: instagram.com; threads: threads.net threads.com;
    linkedin: linkedin.com; twitter: twitter.com; tiktok: tiktok.com; youtube: youtube.com; reddit: reddit.com redd.it;
    pinterest: pinterest.com pinterest.at pinterest.ca pinterest.ch pinterest.co.uk pinterest.com.au pinterest.com.mx
    pinterest.de pinterest.es pinterest.fr pinterest.ie pinterest.it pinterest.jp pinterest.nz pinterest.pt pinterest.se
    pin.it; snapchat: snapchat.com; telegram: t.me telegram.me telegram.org; whatsapp: whatsapp.com wa.me; discord:
    discord.com discord.gg discordapp.com; slack: slack.com; teams: teams.microsoft.com teams.cdn.office.net; wechat:
    weixin.qq.com wechat.com; line: line.me; kakao: kakao.com; hacker-news: news.ycombinator.com hn.algolia.com; lobsters:
    lobste.rs; medium: medium.com; product-hunt: producthunt.com; nextdoor: nextdoor.com; twitch: twitch.tv; stackoverflow:
    stackoverflow.com stackexchange.com; vk: vk.com`,
  email: `gmail: mail.google.com; outlook: outlook.com outlook.office.com outlook.office365.com outlook.live.com mail.live.com;
    proton-mail: mail.proton.me mail.protonmail.com; yahoo-mail: mail.yahoo.com; fastmail: fastmail.com; hey: app.hey.com;
    gmx: navigator.gmx.net navigator-bs.gmx.net deref-gmx.net; web.de: navigator.web.de deref-web.de; t-online:
    email.t-online.de; mailchimp: mailchi.mp list-manage.com`,
  // The list counts some of these as search engines.
  site: `amazon: amazon.com amazon.de amazon.co.uk amazon.fr amazon.it amazon.es; kununu: kununu.com; marktplaats: marktplaats.nl;
    msn: msn.com; wikipedia: wikipedia.org; linktree: linktr.ee`,
};

/**
 * Names with the beginnings of the ids of their apps: `com.linkedin` is also `com.linkedin.android`. Apps of iOS have numbers, those of
 * https://apps.apple.com/app/idNUMBER.
 */
export const apps: Readonly<Partial<Record<SourceKind, string>>> = {
  ai: `chatgpt: com.openai.chatgpt 6448311069; claude: com.anthropic.claude; gemini: com.google.android.apps.bard; copilot:
    com.microsoft.copilot; perplexity: ai.perplexity; mistral: ai.mistral; deepseek: com.deepseek; grok: ai.x.grok; poe:
    com.poe`,
  search: `google: com.google.android.googlequicksearchbox com.google.googlemobile 284815942; bing: com.microsoft.bing; duckduckgo:
    com.duckduckgo; yandex: com.yandex; ecosia: com.ecosia; qwant: com.qwant; yahoo: com.yahoo.search`,
  social: `facebook: com.facebook 284882215; messenger: com.facebook.orca com.facebook.mlite 454638411; instagram: com.instagram
    389801252; threads: com.instagram.barcelona; linkedin: com.linkedin 288429040; twitter: com.twitter com.atebits
    333903271; tiktok: com.zhiliaoapp com.ss.android 835599320; youtube: com.google.android.youtube com.google.ios.youtube
    544007664; reddit: com.reddit 1064216828; pinterest: com.pinterest 429047995; snapchat: com.snapchat; telegram:
    org.telegram 686449807; whatsapp: com.whatsapp 310633997; discord: com.discord; slack: com.slack com.tinyspeck 618783545;
    teams: com.microsoft.teams; wechat: com.tencent.mm; line: jp.naver.line; kakao: com.kakao; nextdoor: com.nextdoor;
    twitch: tv.twitch; bluesky: xyz.blueskyweb; xing: com.xing; vk: com.vkontakte; mastodon: org.joinmastodon`,
  email: `gmail: com.google.android.gm com.google.gmail 422689480; outlook: com.microsoft.office.outlook 951937596; apple-mail:
    com.apple.mobilemail; proton-mail: ch.protonmail; yahoo-mail: com.yahoo.mobile.client.android.mail com.yahoo.aerogram;
    fastmail: com.fastmail; gmx: de.gmx; web.de: de.web`,
  site: `amazon: com.amazon; google-play: com.android.vending; wikipedia: org.wikipedia`,
};

/** Names that the list has at greater length, or once for each service of a search engine. */
export const shorterNames: Readonly<Record<string, string>> = {
  ...{ vkontakte: 'vk', 'outlook.com': 'outlook', 'brave-search': 'brave', 'windows-live-spaces': 'outlook' },
  ...{
    'google-blogsearch': 'google',
    'google-images': 'google',
    'google-news': 'google',
    'google-video': 'google',
  },
  ...{
    'google-product-search': 'google',
    'bing-images': 'bing',
    'yahoo-images': 'yahoo',
    'naver-images': 'naver',
  },
  ...{ 'yandex-images': 'yandex', 'yandex-maps': 'yandex', 'ask-toolbar': 'ask', metager2: 'metager' },
};

/** What people write into `utm_source`, in lower case and without punctuation, for the name of a source. */
export const spellings = `google: gads adwords googleadwords googlemybusiness gmb gbp; facebook: fb fcb meta; instagram: ig insta;
  linkedin: li lnkd; twitter: tw x; youtube: yt; tiktok: tt; snapchat: snap; bing: msads microsoftads microsoftadvertising;
  duckduckgo: ddg; hacker-news: hn ycombinator; telegram: tg; whatsapp: wa; bluesky: bsky; pinterest: pin; product-hunt: ph;
  chatgpt: openai gpt; gemini: bard googlegemini; copilot: microsoftcopilot; claude: anthropic; mistral: lechat`;

/** Those of them that say that it is an ad. */
export const adNames: ReadonlySet<string> = new Set(
  'gads adwords googleadwords msads microsoftads microsoftadvertising'.split(' '),
);

/** Sources of emails: what newsletters, and the programs that send them, write into `utm_source`. */
export const mailers =
  'newsletter newsletters email emails mail mailing hs_email mailchimp klaviyo brevo sendinblue mailerlite convertkit beehiiv sendgrid';

/** Words of the list that mean something else in a `utm_source`. */
export const ambiguousNames: ReadonlySet<string> = new Set(
  'www free meta witch crawler charter multiply tagged flix eo arama search.com search.ch searchthis online.no'.split(
    ' ',
  ),
);
