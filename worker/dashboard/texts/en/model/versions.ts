// The versions of a model, its JSON, and the page to print, in English.

export const modelVersions = {
  title: 'Versions',
  version: (version: number) => `Version ${version}`,
  states: { served: 'in use', filling: 'being published', retired: 'no longer in use', draft: 'draft' },
  published: (when: string) => `published ${when}`,
  first: 'The first version.',
  same: 'Scores like the version before it.',
  again: 'Go back to this version',
  againNote: 'Publishes it as a new version. The draft stays as it is.',
  asDraft: 'Begin a draft with it',
  older: 'Older versions',
  begin: 'Begin with an example',
  replaces: 'This replaces the draft.',
  examples: {
    default: { name: 'What a new site has', about: 'for most websites of companies' },
    software: { name: 'B2B software', about: 'software that sales people sell to companies, with a trial' },
    shop: { name: 'Shop', about: 'a shop whose customers decide within days' },
    events: { name: 'Conference', about: 'a conference that sells tickets, groups and stands' },
    agency: { name: 'Agency', about: 'an agency with few, large projects' },
  },
  missing: 'There is no such version of this model.',
  stale: 'The draft was changed after you opened this page. Nothing was replaced: look at it first.',
  json: {
    title: 'The model as JSON',
    label: 'JSON',
    hint: 'The same model as in the rules. All keys are explained in docs/models.md.',
    save: 'Save in the draft',
  },
  print: {
    title: (hot: string) => `What “${hot}” means`,
    intro: (hot: string, at: number, keep: number) =>
      `Somebody is ${hot} from ${at} points on, and stays it until the score falls below ${keep}.`,
    fading: (days: number | null) =>
      days === null
        ? 'Points never fade.'
        : `Points fade: after ${days} ${days === 1 ? 'day' : 'days'} they are worth half.`,
    earns: 'What earns points',
    takes: 'What takes points away',
    shared: (labels: string, limit: string) => `${labels}: together ${limit}.`,
    levels: 'Levels',
    level: (name: string, at: number) => `${name}: from ${at} points`,
    last: (name: string) => `${name}: below that`,
    outside: 'Who is never on the list',
    fit: 'Who fits',
    grades: (a: number, b: number, c: number) =>
      `The points of these add up, from 0 to 100: grade A from ${a}, B from ${b}, C from ${c}, D below.`,
    actions: 'What to do',
    action: (cell: string, action: string) => `${cell}: ${action}`,
    draft: 'This is a draft. It is not in use yet.',
    version: (version: number, when: string) => `Version ${version}, in use since ${when}`,
    how: 'Print this page with Ctrl P.',
  },
};
