// The link that opens one person's page for a colleague, and that page, in English.

export const share = {
  title: 'Links for colleagues',
  intro: 'A link opens just this page, without its buttons, for somebody who has no account.',
  days: 'Valid for',
  day: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  make: 'Make a link',
  by: (who: string) => `made by ${who}`,
  until: 'Valid until',
  revoke: 'Revoke',
  owner: 'ADMIN_TOKEN',
  made: {
    title: (name: string) => `A link to ${name}`,
    note: 'Whoever has it sees this person and nobody else, until it expires or you revoke it. It is shown only this once.',
    copy: 'Copy the link',
    until: 'It is valid until',
    back: 'Back to the person',
  },
  notAllowed: {
    title: 'Your token may only read',
    detail: 'Sign in with a token that has the role "editor", or ask the person who runs Leadlight.',
  },
  wrong: {
    title: 'This form could not be read',
    detail: 'Go back to the person, reload the page and try again.',
  },
  tooMany: (count: number) => ({
    title: 'Too many links',
    detail: `A person has at most ${count} links at a time. Revoke one first.`,
  }),
  ended: {
    title: 'This link has ended',
    detail: 'It was revoked, has expired, or is incomplete. Ask whoever sent it for a new one.',
  },
  preview: {
    title: 'A link for a colleague',
    detail: 'Open it in a browser. Programs that preview links are shown nothing.',
  },
  slowDown: { title: 'Too many attempts', detail: 'Wait a minute, then reload this page.' },
  page: {
    title: 'Shared with you',
    note: 'You see this page because somebody sent you a link. Do not pass it on.',
    until: 'The link is valid until',
    times: (zone: string) => `Times are in ${zone}.`,
  },
};
