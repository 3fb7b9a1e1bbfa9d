// What is around every page, in English.

export const frame = {
  skip: 'Skip to the content',
  signOut: 'Sign out',
  sites: 'Sites',
  allSites: 'All sites',
  pages: {
    label: 'Pages',
    people: 'People',
    companies: 'Companies',
    matrix: 'Matrix',
    model: 'Model',
    install: 'Install',
  },
};
