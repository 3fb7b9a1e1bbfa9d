// What the pages' script says, in English.

export const script = {
  copied: 'Copied.',
  copyAddress: 'Your browser did not allow it. Copy the address from the address bar.',
  copySelected: 'Your browser did not allow it. The text is selected: copy it by hand.',
  keys: {
    title: 'Keys',
    search: 'Search',
    rows: 'Next, previous row',
    open: 'Open',
    go: 'Go to a page or a person, or do something',
    help: 'These keys',
  },
  go: 'Go to',
  goHint: 'Page, name, email, company or action',
};
