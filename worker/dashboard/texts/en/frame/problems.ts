// Pages that say why there is no other, in English: what is wrong, and what to do.

const busy = {
  title: 'The database is busy',
  detail: 'Nothing is lost. Wait a moment, then reload this page.',
};

export const problems = {
  lost: busy,
  busy,
  quota: {
    title: 'The daily limit of the free plan is reached',
    detail:
      "The database has read or written as many rows as Cloudflare's free plan allows per day. It works again after " +
      'midnight UTC. Visitors’ browsers keep undelivered events for 24 hours.',
  },
  full: {
    title: 'The database is full',
    detail:
      'No new data is stored. Keep visitors for fewer days (retentionDays), or switch to the paid plan.',
  },
  internal: {
    title: 'Something went wrong on our side',
    detail: 'The error is logged. Reload the page to try again.',
  },
  noPage: {
    title: 'There is no such page',
    detail: 'The address may be incomplete or out of date.',
  },
  foreignForm: {
    title: 'Form from another site rejected',
    detail:
      'For your safety, Leadlight accepts forms only from its own pages. Open Leadlight itself and try again.',
  },
  tooMany: {
    title: 'Too many requests',
    detail: 'Wait a minute, then reload this page.',
  },
  noSite: {
    title: 'Site not found',
    detail: 'Or your token does not have access to it. Ask the person who runs Leadlight for one that does.',
  },
  noCompany: {
    title: 'Company not found',
    detail: 'Its people may have been erased, or the URL may be incomplete.',
  },
};
