// The pages of alerts, in English.

import type { DeliveryState } from '../../../../../schema/api/alerts/delivery.ts';
import type { MessageType } from '../../../../../schema/api/alerts/message.ts';
import type { WebhookFormat } from '../../../../../schema/api/alerts/webhook.ts';
import { pluralIn } from '../../grammar/plural.ts';

const plural = pluralIn('en');

export const alerts = {
  title: 'Alerts',
  intro: 'Who is told when something happens: in a channel, by email, or in a program such as a CRM.',
  none: 'Nobody is told yet. Add the first alert below.',
  deleted: 'Deleted. Nothing more is sent there.',
  everybody: 'Everybody',
  columns: { name: 'Alert', to: 'Goes to', tells: 'Tells of', about: 'About', state: 'State' },
  states: {
    active: 'Active',
    paused: 'Paused',
    gone: 'Stopped: the receiver answered that this address is gone (410)',
  },
  waiting: (count: number) => plural(count, { one: '1 message waits', other: `${count} messages wait` }),
  failed: (count: number) =>
    plural(count, { one: '1 message did not arrive', other: `${count} messages did not arrive` }),
  formats: {
    standard: {
      title: 'A program',
      detail: 'JSON, signed as Standard Webhooks lays down: for a CRM, Zapier, n8n or Make',
    },
    slack: { title: 'Slack', detail: 'A message in a channel' },
    teams: { title: 'Teams', detail: 'A card in a channel or a chat' },
    email: { title: 'Email', detail: 'A message to one address' },
  } satisfies Record<WebhookFormat, { title: string; detail: string }>,
  types: {
    'visitor.hot': 'Became hot',
    'visitor.warm': 'Became warm',
    'visitor.cooled': 'Cooled',
    'visitor.identified': 'Became known',
    'visitor.cell_entered': 'Came into another square of the matrix',
    'visitor.outcome': 'Won, lost or another outcome',
    'segment.entered': 'Entered a segment',
    'segment.left': 'Left a segment',
    digest: 'The day in numbers, each morning',
  } satisfies Record<MessageType, string>,
  deliveryStates: {
    waiting: 'Waiting',
    delivered: 'Delivered',
    failed: 'Failed',
    quiet: 'Kept quiet',
  } satisfies Record<DeliveryState, string>,
  add: {
    title: 'Add an alert',
    where: '1. Where to?',
    url: 'Address',
    urlHint:
      'The address that Slack, Teams or your program gives for incoming messages, beginning with https://. For email, the email address.',
    noEmail: 'This server sends no emails. docs/deploy.md says how to bind a mailbox.',
    what: '2. What?',
    whom: '3. About whom?',
    whomHint: 'Everybody, or only the members of a segment.',
    name: 'Name (optional)',
    nameHint: 'For this page. By default the host of the address.',
    send: 'Add, and go on to the test',
  },
  errors: {
    form: 'This form could not be read. Reload the page and try again.',
    gone: 'This alert was deleted.',
    because: (reason: string) => `This is not accepted: ${reason}.`,
    fields: {
      url: 'Give the address to send to.',
      events: 'Choose at least one.',
      format: 'Choose where the messages go.',
      segment: 'Choose a segment of the list.',
      label: 'Give a name in one line, of at most 64 characters.',
    },
  },
  done: {
    add: 'Added. 4. Test it: the button below sends a message at once.',
    pause: 'Paused. What happens meanwhile is not told later.',
    resume: 'Active again.',
    change: 'Changed.',
    replay: 'It is sent again within a minute.',
  },
  secret: {
    title: 'The secret',
    detail: 'Your program verifies the signatures with it. It is shown only this once.',
    before: 'The secret before also signs for 24 hours.',
    copy: 'Copy the secret',
  },
  test: {
    arrived: 'The test arrived',
    refused: 'The test did not arrive',
    answered: (status: number, milliseconds: number) =>
      `The receiver answered ${status} after ${milliseconds} ms.`,
    noAnswer: (milliseconds: number) => `No answer after ${milliseconds} ms.`,
    sent: 'What was sent',
  },
  actions: {
    test: 'Send a test',
    pause: 'Pause',
    resume: 'Activate',
    secret: 'Create a new secret',
    change: 'Change it',
    save: 'Save',
    delete: 'Delete it',
    sure: 'Nothing more is sent there, and the list of what was sent is deleted with it.',
  },
  sent: {
    title: 'What was sent',
    all: 'All',
    none: 'Nothing yet.',
    what: 'What',
    when: 'When',
    visitor: 'Visitor',
    answered: (status: number, attempts: number) =>
      plural(attempts, { one: `answer ${status}`, other: `answer ${status} to attempt ${attempts}` }),
    next: (moment: string) => `Next attempt: ${moment}`,
    details: 'Message and answer',
    replay: 'Send again',
    newest: 'Newest',
    older: 'Older',
  },
};
