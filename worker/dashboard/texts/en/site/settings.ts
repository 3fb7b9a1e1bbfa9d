// The settings of a site, in English. Text between backticks is code.

export const siteSettings = {
  title: 'Settings',
  readOnly: 'You can read these settings. To change them takes a token with the role "admin".',
  save: 'Save',
  saved: (names: readonly string[]) => `Saved: ${new Intl.ListFormat('en').format(names)}.`,
  unchanged: 'Nothing was changed: all is as it was.',
  rescoring:
    'With the new time zone all scores are computed again. Until that is done, the old ones are shown.',
  newTag: 'The tag is another one now: copy it from the page Install and replace the old one.',
  changes: 'Who changed what is in the audit of the site.',
  sections: {
    site: 'The site',
    recording: 'What is recorded',
    exclude: 'What is left out',
    'leave-out': 'Leave me out',
    people: 'People and how long they are kept',
    secret: 'Identity secret',
    delete: 'Delete the site',
  },
  lacks: {
    title: 'What you may want to set',
    secret:
      'Nobody is counted as known yet: people wait for proof, but there is no identity secret. Make one, or send people from your server.',
    www: (origin: string) =>
      `\`${origin}\` is not among the addresses. If your site has it, visits there are refused.`,
    timeZone: 'The time zone is UTC. Caps by day and week then begin at midnight UTC.',
    fields: 'Of forms only the email is kept. Name other fields, such as `company`, to know more of people.',
  },
  leaveOut: {
    address: (range: string) =>
      `You come from \`${range}\`. If it is left out, nobody from there is recorded, colleagues in the same office included. At home such an address changes from time to time.`,
    send: 'Leave out my address',
    isOut: (range: string) => `You come from \`${range}\`, which is left out already.`,
    unknown:
      'Your address is not known here, as is usual on your own machine. Write it into the field above.',
    done: (range: string) => `Saved: IP addresses. ${range} is left out from now on.`,
    full: 'There are 50 addresses already. Remove one first.',
    browser:
      'To leave out this browser wherever you are: open a page of your site, open the developer tools (F12), and run this in the console. A button here cannot do it, because the note is kept by your site’s own pages.',
    copy: 'Copy the line',
    undo: 'The same with `false` records it again.',
  },
  secret: {
    about:
      'Your server signs with it who somebody is, so that nobody can pretend to be another person. Tokens are JWTs with HS256 and the claims `email` or `sub`, and `exp`.',
    none: 'There is none yet.',
    some: 'There is one. It cannot be shown again, only replaced.',
    make: 'Make a secret',
    replace: 'Replace the secret',
    sure: 'Replace it. What was signed with the old one no longer proves anything.',
    unsure: 'Tick the box: the old secret stops working at once.',
    shown: 'This is the secret. It is shown only now: copy it to your server.',
    copy: 'Copy the secret',
    back: 'Back to the settings',
  },
  delete: {
    about:
      'Deletes the site with its visitors, scores, models and tokens. This cannot be undone. The tag then records nothing more.',
    type: (name: string) => `To confirm, type the name of the site: ${name}`,
    field: 'Name of the site',
    send: 'Delete the site',
    wrong: 'This is not the name of the site. Nothing was deleted.',
    unfinished: {
      title: 'Not everything is deleted yet',
      detail: 'The site has a lot of data. It records nothing more. Reload this page to continue.',
    },
  },
};
