// The first steps of a new site, in English. Text between backticks is code.

export const siteStart = {
  title: 'Five steps to the first score',
  progress: (done: number, all: number) => `${done} of ${all} are done`,
  live: (seconds: number) => `This page asks every ${seconds} seconds what has happened.`,
  isDone: 'Done:',
  isOpen: 'To do:',
  all: 'All five are done. Leadlight scores your visitors from now on.',
  toList: 'See who to call',
  rest: 'First steps: what is left until the first lead',
  steps: {
    site: {
      title: 'Make the site',
      todo: 'Name it, and say at which addresses it is.',
      done: (name: string) => `${name} is there.`,
      link: 'Settings',
    },
    tag: {
      title: 'Put the tag on its pages',
      todo: 'Paste one line into the head of every page, then open your site in another tab.',
      done: 'The first page has arrived.',
      link: 'The tag, and steps for your platform',
    },
    model: {
      title: 'Let a page count',
      todo: 'Open your pricing page. The model knows such a page by its address, in ten languages (`/pricing`, `/plans`, `/preise`). If yours has another name or you have none, publish a model of your own.',
      done: 'The model gives points for a page that matters.',
      link: 'Open your site',
    },
    form: {
      title: 'Send a form',
      todo: 'Fill in a contact form on your site, with an email. From then on this visitor is known.',
      done: 'Somebody is known by their email.',
      link: 'Open your site',
    },
    lead: {
      title: 'See the first lead',
      todo: 'Whoever is known and has earned points is on the list, with what earned them. A form that asks for contact, a demo or a quote is enough.',
      done: 'The first lead is on the list.',
      link: 'See the list',
    },
  },
};
