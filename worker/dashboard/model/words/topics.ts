// What rules are about, as sections of the page.

import type { Model, Rule } from '../../../../schema/model/model.ts';

/** The sections with event rules, in order. */
export const topics = ['pages', 'visits', 'forms', 'files', 'emails', 'own', 'others'] as const;
export type Topic = (typeof topics)[number];

const byKind: Readonly<Record<string, Topic>> = {
  page_view: 'pages',
  engagement: 'pages',
  visit: 'visits',
  form_fill: 'forms',
  identify: 'forms',
  download: 'files',
  outbound_click: 'files',
  '*': 'others',
  outcome: 'others',
};

/** Emails are `email_*`; a kind that Leadlight does not know is an event of the site's own. */
export function topicOf({ on }: Rule): Topic {
  if (on.startsWith('email_')) return 'emails';
  return Object.hasOwn(byKind, on) ? (byKind[on] as Topic) : 'own';
}

/** The rules of each section that has any, in the order of the model. */
export function rulesByTopic({ rules }: Model): { topic: Topic; rules: Rule[] }[] {
  return topics
    .map((topic) => ({ topic, rules: rules.filter((rule) => topicOf(rule) === topic) }))
    .filter((section) => section.rules.length > 0);
}
