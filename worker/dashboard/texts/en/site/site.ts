// Making a site and its settings, in English. Text between backticks is code.

export const site = {
  tabs: {
    label: 'Setting up',
    install: 'Install',
    settings: 'Settings',
    access: 'Access',
    activity: 'Activity',
    start: 'First steps',
  },
  unreadable: {
    title: 'This form could not be read',
    detail: 'It may be longer than a form can be. Go back, reload the page and try again.',
  },
  notAllowed: {
    title: 'Only an administrator can do this',
    detail: 'Sign in with a token that has the role "admin", or ask the person who runs Leadlight.',
  },
  missing: 'Part of the form is missing. Reload the page and fill it in again.',
  list: {
    title: 'Sites',
    more: (count: number) => `These are the first ${count}. Any other is at`,
    andItsId: 'and its id.',
    make: 'Make another site',
  },
  first: {
    title: 'Five steps to the first score',
    lead: 'Name your site, put a line of code on its pages, and Leadlight shows who is ready to buy. This is the first step.',
    none: 'No site yet. Ask the person who runs Leadlight to make one.',
    api: 'A program can make sites as well: the API is described at',
  },
  make: {
    title: 'Make a site',
    send: 'Make the site',
    busy: 'The database is busy, and no site was made. Wait a moment, then send this again.',
  },
  fields: {
    name: 'Name',
    nameHint: 'What your colleagues call it, such as Acme.',
    origins: 'Addresses of the site',
    originsHint:
      'One a line, such as `https://example.com`. The tag works on these only. With and without `www.` are two addresses.',
    timeZone: 'Time zone',
    timeZoneHint: 'Such as `Europe/Berlin`. It decides when a day, a week and a month begin.',
    consent: 'Consent',
    gpc: 'Global Privacy Control',
    collectFields: 'Form fields to keep',
    collectFieldsHint:
      'Names of fields, one a line, such as `company`. The email is always kept. The tag must name them too, with `forms`.',
    keepQuery: 'Query parameters to keep',
    keepQueryHint:
      'One a line. Campaign parameters (`utm_…`, click ids) are always kept. The tag must name the others too, with `query`.',
    paths: 'Pages',
    pathsHint: 'One a line, such as `/admin/*`. `*` stands for any text.',
    emailDomains: 'Email domains',
    emailDomainsHint: 'One a line, such as `acme.com`, which leaves out your colleagues.',
    ips: 'IP addresses',
    ipsHint:
      'One a line: an address or a range such as `203.0.113.0/24`. They are compared and never stored with a visit.',
    anonymous: 'Days to keep anonymous visitors',
    identified: 'Days to keep identified visitors',
    daysHint: 'Since their last visit: 1 to 3,650.',
    claimed: 'What a browser says of who it is',
  },
  consent: {
    granted: {
      title: 'Record at once',
      detail: 'Each visitor is recorded from the first page on, without asking.',
    },
    required: {
      title: 'Ask first',
      detail: 'Nothing is sent or stored until your page passes on that the visitor has agreed.',
    },
    anonymous: {
      title: 'Never store anything in the browser',
      detail: 'Each page that somebody opens counts as another visitor.',
    },
  },
  gpc: {
    honor: {
      title: 'Honour it',
      detail:
        'Of browsers that ask not to be tracked, only deliberate actions are recorded, such as a sent form.',
    },
    ignore: { title: 'Ignore it', detail: 'These browsers are recorded like all others.' },
  },
  claimed: {
    merge: {
      title: 'Believe it',
      detail: 'Who enters an email in a form owns what that browser did before. Pages mark it as claimed.',
    },
    separate: {
      title: 'Wait for proof',
      detail: 'The history counts for the person only once your server has confirmed who it is.',
    },
  },
  wrong: {
    name: () => 'Give a name in one line, of at most 120 characters.',
    origins: (entry: string) =>
      entry === ''
        ? 'Give 1 to 100 addresses, one a line, such as https://example.com.'
        : `“${entry}” is not the address of a site. Write http or https and the host, without a path, such as https://example.com.`,
    timeZone: () => 'There is no such time zone. Give a name such as Europe/Berlin, America/New_York or UTC.',
    consent: () => 'Choose one.',
    gpc: () => 'Choose one.',
    claimed: () => 'Choose one.',
    collectFields: (entry: string) =>
      entry === '' ? 'Give at most 32 names.' : `“${entry}” is too long: a name has at most 64 characters.`,
    keepQuery: (entry: string) =>
      entry === '' ? 'Give at most 32 names.' : `“${entry}” is too long: a name has at most 64 characters.`,
    paths: (entry: string) =>
      entry === '' ? 'Give at most 50 paths.' : `“${entry}” is too long: a path has at most 200 characters.`,
    emailDomains: (entry: string) =>
      entry === ''
        ? 'Give at most 50 domains.'
        : `“${entry}” is too long: a domain has at most 253 characters.`,
    ips: (entry: string) =>
      entry === ''
        ? 'Give at most 50 addresses.'
        : `“${entry}” is no IP address and no range. Write one such as 203.0.113.7 or 2001:db8::/32.`,
    anonymous: () => 'Give a whole number from 1 to 3,650.',
    identified: () => 'Give a whole number from 1 to 3,650.',
  },
  nothingStored: 'The database is busy, and nothing was changed. Wait a moment, then send this again.',
};
