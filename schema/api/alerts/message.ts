// The messages that webhooks are sent: their types, and what each holds.

/** Every type of message. `digest` is a day in numbers; the others are about one visitor. */
export const messageTypes = [
  'visitor.hot',
  'visitor.warm',
  'visitor.cooled',
  'visitor.identified',
  'visitor.cell_entered',
  'visitor.outcome',
  'segment.entered',
  'segment.left',
  'digest',
] as const;

export type MessageType = (typeof messageTypes)[number];
