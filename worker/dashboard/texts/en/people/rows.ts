// What the rows of a list say, and what chooses how dense they are, in English.

import type { Kind, kinds } from '../../../../../schema/kinds.ts';
import type { Intent } from '../../../../score/rules/intent-words.ts';

/** The kinds that lists show (schema/kinds.ts `isAct`). */
type ShownKind = {
  [K in Kind]: (typeof kinds)[K]['isAct'] extends true ? K : never;
}[Kind];

/** `of`: before and after the label, without a label `alone`. */
interface DoneIn {
  kinds: Record<ShownKind, { of: [before: string, after: string]; alone: string }>;
  forms: Record<Intent, string>;
}

const done: DoneIn = {
  kinds: {
    page_view: { of: ['viewed ', ''], alone: 'viewed a page' },
    download: { of: ['downloaded ', ''], alone: 'downloaded a file' },
    form_fill: { of: ['filled in “', '”'], alone: 'filled in a form' },
    outbound_click: { of: ['clicked a link to ', ''], alone: 'clicked a link' },
    email_open: { of: ['opened ', ''], alone: 'opened an email' },
    email_click: { of: ['clicked ', ''], alone: 'clicked in an email' },
    email_reply: { of: ['replied to ', ''], alone: 'replied to an email' },
  },
  forms: {
    unsubscribe: 'unsubscribed',
    newsletter: 'subscribed to a newsletter',
    demo: 'asked for a demo',
    trial: 'asked for a trial',
    quote: 'asked for a quote',
    apply: 'applied for a job',
    support: 'asked for help',
    contact: 'got in touch',
    booking: 'made a booking',
    download: 'asked for a download',
    comment: 'left a comment',
  },
};

export const rows = {
  done,
  density: { label: 'Rows', comfortable: 'Comfortable', compact: 'Compact' },
  /** `12 hot, not yet known`; without a count where a filter is set, or nobody has counted yet. */
  unknown: (count: string | null, status: string | null) =>
    count === null ? 'Not yet known' : `${count}${status === null ? '' : ` ${status},`} not yet known`,
  show: 'Show',
  showUnknown: 'Show only those who are not yet known',
};
