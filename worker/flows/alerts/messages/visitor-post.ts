// Messages about visitors as one post for people: who, why, what to do, and a link; in English.

import type { VisitorMessage } from '../../../../schema/api/alerts/message.ts';
import { mailtoOf } from './mail.ts';
import type { Line, Part, Post, PostOf } from './post.ts';
import { textOf } from './post.ts';
import { shownLine } from './shown-line.ts';
import type { News } from './visitor-message.ts';

/** Characters of what a post shows. Names are longer only to annoy. */
export const shownChars = {
  name: 60,
  email: 80,
  company: 60,
  segment: 60,
  cell: 4,
  reason: 160,
  next: 120,
  site: 60,
};

/** The pages of the site, and its name. */
export interface PostPlace {
  site: string;
  listUrl: string;
}

/** What happened to visitors, the hottest first. */
export function visitorPost(news: readonly News[], { site, listUrl }: PostPlace): PostOf {
  const sorted = news.toSorted((a, b) => b.message.data.visitor.score - a.message.data.visitor.score);
  const parts = sorted.map(partOf);
  return (limit): Post => {
    const shown = parts.slice(0, limit);
    const left = parts.length - shown.length;
    const [first] = parts;
    const others = parts.length - 1;
    return {
      subject: `${first ? textOf(first.title) : ''}${others > 0 ? `, and ${others} more` : ''}`,
      summary: first && others === 0 ? first.lines.map(textOf).join(' ') : '',
      parts: shown,
      more: left > 0 ? [{ text: `And ${left} more: ` }, { text: 'all visitors', url: listUrl }] : null,
      foot: `${shownLine(site, shownChars.site)} · Leadlight`,
    };
  };
}

function partOf({ message, points }: News): Part {
  const { visitor, previous, reasons, url } = message.data;
  const email = shownLine(visitor.email ?? '', shownChars.email);
  const facts = [
    shownLine(visitor.company ?? '', shownChars.company),
    points,
    visitor.cell ?? '',
    previous && previous.status !== visitor.status ? `was ${previous.status}` : '',
  ].filter((fact) => fact !== '');
  const mailto = mailtoOf(email);
  return {
    title: [{ text: titleOf(message), isBold: true }],
    lines: [
      [{ text: facts.map((fact) => shownLine(fact, shownChars.reason)).join(' · ') }],
      ...(email === '' ? [] : [[{ text: email, ...(mailto !== null && { url: mailto }) }]]),
    ],
    bullets: reasons.map((reason) => [{ text: shownLine(reason, shownChars.reason) }]),
    last: nextOf(visitor.nextAction),
    url,
  };
}

/** The action of the cell. */
function nextOf(action: string | null): Line[] {
  const text = shownLine(action ?? '', shownChars.next);
  return text === '' ? [] : [[{ text: 'Next: ', isBold: true }, { text }]];
}

/** What names a visitor. */
export type Named = Pick<VisitorMessage['data']['visitor'], 'id' | 'name' | 'email' | 'userId'>;

/** Who it is: the name, else the email or the userId, else the beginning of the id, as the pages say it. */
export function whoIs({ name, email, userId, id }: Named): string {
  return (
    shownLine(name ?? '', shownChars.name) ||
    shownLine(email ?? '', shownChars.email) ||
    shownLine(userId ?? '', shownChars.name) ||
    `Anonymous · ${id.slice(0, 6)}`
  );
}

/** What happened, with the person's name. */
function titleOf({ type, data: { visitor, segment, outcome } }: VisitorMessage): string {
  const who = whoIs(visitor);
  const status = shownLine(visitor.status, shownChars.segment);
  const inSegment = segment ? shownLine(segment.name, shownChars.segment) : '';
  switch (type) {
    case 'visitor.hot':
    case 'visitor.warm':
      return `${who} is ${status}`;
    case 'visitor.cooled':
      return `${who} has cooled down: ${status}`;
    case 'visitor.identified':
      return `New contact: ${who}`;
    case 'visitor.cell_entered':
      return visitor.cell === null ? `${who} has left the matrix` : `${who} is in ${visitor.cell}`;
    case 'visitor.outcome':
      return `${outcomeWords[outcome?.result ?? 'open']}: ${who}${amountOf(outcome)}`;
    case 'segment.entered':
      return `${who} entered ${inSegment}`;
    case 'segment.left':
      return `${who} left ${inSegment}`;
    case 'test':
      return `Test: ${who} is ${status}`;
  }
}

const outcomeWords = { won: 'Sale', lost: 'Deal lost', open: 'Deal opened' } as const;

function amountOf(outcome: VisitorMessage['data']['outcome']): string {
  if (!outcome || outcome.value === null) return '';
  const amount = outcome.value.toLocaleString('en', { maximumFractionDigits: 2 });
  return `, ${amount}${outcome.currency === null ? '' : ` ${outcome.currency}`}`;
}
