// How to install the tag, and whether it works, in English. Text between backticks is code, between asterisks a name on a screen.

export const siteInstall = {
  title: 'Install',
  tag: {
    title: 'The tag',
    where: 'Every page of your site needs this line, before `</head>`.',
    copy: 'Copy the tag',
    consent: 'Consent:',
    gpc: 'Global Privacy Control:',
    origins: 'Allowed origins:',
    originsNote:
      'Pages on any other origin can send nothing. An address with and without `www.` is two origins, and so are http and https.',
    change: 'Change the settings',
  },
  consent: {
    granted: 'the tag says granted. It records each visitor from the first page on, without asking.',
    required:
      "the tag says required. It sends and stores nothing until your page calls leadlight('consent', 'granted').",
    anonymous:
      'the tag says anonymous. It stores nothing in the browser, so each page that somebody opens counts as another visitor.',
  },
  gpc: {
    honor:
      'honoured. Of browsers that ask for it, only deliberate actions are recorded, such as a sent form.',
    ignore: 'ignored. Browsers that ask for it are recorded like all others.',
  },
  pinned: {
    title: 'Pinned to one build',
    about:
      'The script changes with each release of Leadlight. If you only want code that you have reviewed, use this line instead: the browser refuses any other content. It gets no fixes until you change the line.',
    copy: 'Copy the pinned tag',
    unpublished:
      'Do not use it on a live site: this build is not part of a release, so the next version that is deployed does not serve it, and the page records nothing more.',
  },
  platforms: 'Where to put it',
  check: {
    title: 'Does it work?',
    works: 'Works',
    quiet: 'It has become quiet',
    onlyServer: 'Lately only your server has sent something',
    nothing: 'Nothing has arrived yet',
    cameAt: 'The last visitor came',
    from: ', from',
    seconds: (count: number) => `${count} ${count === 1 ? 'second' : 'seconds'} ago`,
    todo: (seconds: number) =>
      `Open a page of your site in another tab. This page asks every ${seconds} seconds whether it has arrived. If nothing comes:`,
    refused: 'Some beacons came from origins that are not allowed.',
    seeBelow: 'See below.',
    consent: 'The tag waits for consent: agree on the page, as a visitor would.',
    network:
      'In the developer tools of the browser, the network tab has `l.js`, which returns 200, and a moment later a POST to `e`, which returns 202. 403 means that the page’s origin is not allowed, 404 that the site in the tag does not exist.',
    policy: (base: string) =>
      `If the console says that a Content-Security-Policy blocks it, add \`${base}\` to \`script-src\` and \`connect-src\`.`,
    blocker: 'A content blocker in your browser may block the script. Try it without.',
    steps: 'All five steps to the first score',
  },
  arrivals: {
    title: 'The last ten that were recorded',
    caption: 'The last beacons that were recorded, newest first',
    when: 'When',
    page: 'Page',
    answer: 'Answer',
    accepted: (count: number) => `202, ${count} accepted`,
    note: 'Of browsers only. Of beacons that were refused only the number is kept, below.',
  },
  dropped: {
    title: (days: number) => `Not recorded in the last ${days} days`,
    none: 'Nothing was left out.',
    caption: 'What was not recorded, by reason, and what to do',
    reason: 'Reason',
    beacons: 'Beacons',
    means: 'What it means',
    note: 'A beacon is one message of a page, with one or more events. The days are those of UTC, and today is one of them. A count can be a little low.',
    reasons: {
      origin_not_allowed: 'Origin not allowed',
      over_budget: 'Plan used up',
      excluded: 'Excluded by you',
      gpc: 'Global Privacy Control',
      bot: 'Crawlers',
      erased: 'Erased people',
    },
    notCounted: 'not counted',
    origin:
      'The tag is on pages whose origin is not allowed. If they are yours, such as a test site, a shop or the address with `www.`, an administrator adds the origin in the settings. Otherwise there is nothing to do.',
    overBudget: (days: readonly string[]) =>
      `On ${new Intl.ListFormat('en').format(days)} (UTC) about all rows of Cloudflare’s free plan were written. Beyond them it refuses every query, also one that would count. Beacons are answered with 503, and browsers send them again for 24 hours, so most of them are recorded the next day.`,
    excluded: (parts: readonly string[]) =>
      `The settings leave out ${parts.length === 0 ? 'nothing any more' : new Intl.ListFormat('en').format(parts)}. If you miss visits, look whether that is too much.`,
    paths: (count: number) => `${count} ${count === 1 ? 'path' : 'paths'}`,
    emailDomains: (count: number) => `${count} ${count === 1 ? 'email domain' : 'email domains'}`,
    ips: (count: number) => `${count} ${count === 1 ? 'range of addresses' : 'ranges of addresses'}`,
    gpc: 'These browsers ask not to be tracked. Deliberate actions, such as a sent form, are recorded all the same. There is nothing to do.',
    bot: 'Search engines and other robots, by what they call themselves. There is nothing to do.',
    erased:
      'Single events of people whose data was erased: they came late, or the people came back. They stay out until an administrator lifts the erasure.',
    settings: 'Settings',
  },
};
