// What needs doing on a site, in English.

const { format } = new Intl.NumberFormat('en');

export const notices = {
  silent: (hours: number) =>
    hours < 48
      ? `Nothing has arrived for ${hours} hours, which are busy on other days.`
      : `Nothing has arrived for ${format(Math.floor(hours / 24))} days.`,
  silentMore: 'Has the site lost its tag, or moved to another address?',
  toInstall: 'See what arrived last, and what was refused',
  oldModel: (day: string) => `The model has been served since ${day}, for more than six months.`,
  oldModelMore: 'Check whether it had your recent buyers as hot, and preview a better one.',
};
