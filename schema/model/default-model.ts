// A new site's model. Events forged by a browser give a visitor at most 100 points a week: 50 from the form
// for sales, 30 from the group of other actions, and 20 from browsing (docs/threat-model.md).

import type { Model } from './model.ts';

const monthlyByForm = { times: 1, per: 'month', by: 'form' } as const;

/** Half-life 30 days; hot from 45, warm from 20, cool from 5. */
export const defaultModel: Model = {
  halfLifeDays: 30,
  rules: [
    { id: 'page', label: 'Viewed a page', on: 'page_view', points: 1, cap: { times: 10, per: 'week' } },
    {
      id: 'pricing',
      label: 'Viewed pricing',
      on: 'page_view',
      where: { topic: 'pricing' },
      points: 10,
      cap: { times: 1, per: 'day' },
    },
    {
      id: 'download',
      label: 'Downloaded a file',
      on: 'download',
      points: 10,
      cap: { times: 1, per: 'month', by: 'file' },
    },
    {
      id: 'sales-form',
      label: 'Asked for a demo, contact, trial or quote',
      on: 'form_fill',
      where: { intent: ['contact', 'demo', 'quote', 'trial'] },
      points: 50,
      cap: { times: 1, per: 'week' },
    },
    {
      id: 'newsletter',
      label: 'Signed up for the newsletter',
      on: 'form_fill',
      where: { intent: 'newsletter' },
      points: 5,
      cap: monthlyByForm,
    },
    {
      id: 'form',
      label: 'Filled in another form',
      on: 'form_fill',
      where: { intent: ['apply', 'booking', 'download', 'other'] },
      points: 10,
      cap: monthlyByForm,
    },
    {
      id: 'reading',
      label: 'Read for a minute',
      on: 'engagement',
      where: { seconds: { gte: 60 } },
      nth: 1,
      per: 'ever',
      by: 'view',
      points: 2,
      cap: { times: 3, per: 'week' },
    },
    { id: 'return', label: 'Third visit in a week', on: 'visit', nth: 3, per: 'week', points: 4 },
    {
      id: 'careers',
      label: 'Looked at careers',
      on: 'page_view',
      where: { topic: 'careers' },
      points: -10,
      cap: { times: 1, per: 'month' },
    },
    {
      id: 'email-click',
      label: 'Clicked in an email',
      on: 'email_click',
      from: 'server',
      points: 3,
      cap: { times: 1, per: 'week' },
    },
    {
      id: 'email-reply',
      label: 'Replied to an email',
      on: 'email_reply',
      from: 'server',
      points: 15,
      cap: { times: 1, per: 'week' },
    },
    {
      id: 'email-open',
      label: 'Opened an email',
      on: 'email_open',
      from: 'server',
      points: 0,
      cap: { times: 1, per: 'day' },
    },
    {
      id: 'webinar-registered',
      label: 'Registered for a webinar',
      on: 'webinar_registered',
      points: 5,
      cap: { times: 1, per: 'day' },
    },
    {
      id: 'webinar-attended',
      label: 'Attended a webinar',
      on: 'webinar_attended',
      from: 'server',
      points: 15,
      cap: { times: 1, per: 'day' },
    },
    {
      id: 'video',
      label: 'Watched a video',
      on: 'video_watched',
      points: 5,
      cap: { times: 1, per: 'day' },
    },
    {
      id: 'cart',
      label: 'Added to the cart',
      on: 'added_to_cart',
      points: 5,
      cap: { times: 1, per: 'day' },
    },
  ],
  groups: [
    {
      id: 'deeds',
      rules: ['pricing', 'download', 'newsletter', 'form', 'webinar-registered', 'video', 'cart'],
      cap: { times: 3, per: 'week' },
    },
  ],
  levels: [
    { name: 'hot', at: 45, keep: 36 },
    { name: 'warm', at: 20, keep: 16 },
    { name: 'cool', at: 5, keep: 4 },
    { name: 'cold' },
  ],
};
