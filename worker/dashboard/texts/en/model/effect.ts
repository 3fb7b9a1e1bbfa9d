// What a draft would change on the real history, in English.

export const modelEffect = {
  title: 'What it would change',
  none: 'Change a number and save it. What that would change is then counted here, on all that your visitors really did.',
  notBegun: 'Not counted yet: somebody who may edit the model has to open this page.',
  counting: (done: string, total: string) => `Counting on your real history: ${done} of ${total} visitors.`,
  reload: 'Look again',
  counted: (visitors: string, version: number) => `${visitors} visitors, compared with version ${version}.`,
  finding: {
    none: (level: string) => `Nobody becomes ${level} or stops being it`,
    some: (level: string, becoming: number, stopping: number) =>
      `${becoming} ${becoming === 1 ? 'becomes' : 'become'} ${level}, ${stopping} ${stopping === 1 ? 'stops' : 'stop'} being it`,
  },
  levels: 'How many are on each level',
  level: 'Level',
  before: 'in use',
  after: 'draft',
  outside: { customer: 'customer', disqualified: 'disqualified' } as Readonly<Record<string, string>>,
  ranking: 'How well it finds your buyers',
  auc: 'Of everybody else, how many scored lower than the buyer just before the sale. Guessing gives 50%.',
  topTenth: 'Sales whose buyer was among the top tenth. Guessing gives 10%.',
  interval: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
  sales: (ranked: string, people: string) =>
    `From ${ranked} sales, among ${people} people. In brackets: the 95% interval.`,
  heldOut: 'Only the half of people on whom the points were not fitted.',
  noSales:
    'No sale is known yet, so this cannot be said. Report won deals, on a person’s page or from your server.',
  undecided: 'The intervals overlap: these sales do not show which is better.',
  movers: 'Who moves most',
  nobodyMoves: 'Nobody’s score changes.',
  who: 'Who',
  score: 'Score',
  why: 'Why',
  moved: (before: string, after: string) => `${before} → ${after}`,
  measure: 'Measure',
};
