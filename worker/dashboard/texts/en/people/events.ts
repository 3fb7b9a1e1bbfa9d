// What visitors did and what is known of them, in English.

import type { LeadState } from '../../../../../schema/api/visitors/lead.ts';
import type { Kind } from '../../../../../schema/kinds.ts';
import type { Trait } from '../../../../../schema/trait.ts';

export const events = {
  /** The verb of each kind; of an outcome, for a deal that is open. */
  did: {
    page_view: 'Viewed',
    download: 'Downloaded',
    form_fill: 'Filled in a form',
    engagement: 'Read',
    outbound_click: 'Clicked a link to',
    identify: 'Identified as',
    email_open: 'Opened an email',
    email_click: 'Clicked in an email',
    email_reply: 'Replied to an email',
    email_bounce: 'An email bounced',
    outcome: 'Deal opened',
    adjustment: 'Points adjusted manually',
    lead_note: 'Note',
    lead_state: 'State set to',
    lead_owner: 'Owner set to',
  } satisfies Record<Kind, string>,
  filledForm: 'Filled in the form',
  ended: { won: 'Deal won', lost: 'Deal lost' },
  ownerRemoved: 'Owner removed',
  states: { new: 'new', working: 'working', accepted: 'accepted', rejected: 'rejected' } satisfies Record<
    LeadState,
    string
  >,
  custom: 'Event',
  /** A verb that an object follows. */
  before: (did: string) => did,
  page: 'a page',
  file: 'a file',
  otherSite: 'another site',
  from: (host: string) => `from ${host}`,
  on: (page: string) => `on ${page}`,
  reading: (duration: string) => `for ${duration}`,
  scrolled: (percent: string) => `down to ${percent}`,
  verified: 'verified',
  claimed: 'claimed',
  by: (whom: string) => `by ${whom}`,
  administrator: 'the administrator',
  yes: 'yes',
  no: 'no',
  /** Names of traits whose own names say too little. */
  traits: {
    emailType: 'Kind of email address',
    emailDomain: 'Email domain',
    timezone: 'Time zone',
  } as Readonly<Record<string, string>>,
  /** Values of traits that stand for something, by the trait. */
  traitValues: {
    emailType: { work: 'at work', free: 'free mailbox', disposable: 'throw-away mailbox' },
  } as Readonly<Record<string, Readonly<Record<string, string>>>>,
  /** Who said a trait, and how sure that is. */
  whose: ({ from, verified }: Pick<Trait, 'from' | 'verified'>): string => {
    const isDerived = from === 'email' || from === 'title' || from === 'edge';
    return `${isDerived ? 'derived' : verified ? 'verified' : 'claimed'} ${origins[from]}`;
  },
};

const origins: Readonly<Record<Trait['from'], string>> = {
  form: 'in a form',
  identify: 'on the page',
  server: 'by your server',
  email: 'from the email address',
  title: 'from the job title',
  edge: 'from the connection',
};
