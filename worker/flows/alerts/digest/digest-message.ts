// A digest as the format `standard` sends it, and as a post for people, in English.

import { type DigestGroup, type DigestMessage, digestGroups } from '../../../../schema/api/alerts/digest.ts';
import type { Visitor } from '../../../../schema/api/visitor.ts';
import type { DigestDetail } from '../../../store/alerts/digest.ts';
import type { Line, Part, PostOf } from '../messages/post.ts';
import { shownLine } from '../messages/shown-line.ts';
import { sitePages } from '../messages/visitor-message.ts';
import { shownChars, whoIs } from '../messages/visitor-post.ts';

/** The message at `at`, UTC ms. Visitors who are not in `visitors`, by id, are counted and not named. */
export function digestMessageOf(
  detail: DigestDetail,
  { at, pages, site, model, visitors }: DigestPlace,
): DigestMessage {
  const url = sitePages(pages, site.id);
  const groupOf = (name: DigestGroup) => ({
    count: detail.groups[name].count,
    visitors: detail.groups[name].visitors
      .flatMap((id) => visitors.get(id) ?? [])
      .sort((a, b) => b.score - a.score)
      .map(({ id, name, email, company, score, status }) => ({
        ...{ id, name, email, company, score, status, url: `${url}/visitors/${encodeURIComponent(id)}` },
      })),
  });
  return {
    type: 'digest',
    timestamp: new Date(at).toISOString(),
    data: {
      site: { id: site.id, name: site.name },
      ...{ model, day: detail.day, timeZone: detail.timeZone },
      ...{ hot: groupOf('hot'), willCool: groupOf('willCool') },
      ...{ cooled: groupOf('cooled'), sold: groupOf('sold') },
      ...{ problems: detail.problems, url },
    },
  };
}

interface DigestPlace {
  at: number;
  pages: string;
  site: { id: string; name: string };
  model: string;
  visitors: ReadonlyMap<string, Visitor>;
}

const titles: Readonly<Record<DigestGroup, (count: number) => string>> = {
  hot: (count) => `${count} became hot`,
  willCool: (count) => `${count} will cool down within 3 days`,
  cooled: (count) => `${count} cooled down`,
  sold: (count) => `${count} bought`,
};

/** The post. */
export function digestPost({ data }: DigestMessage): PostOf {
  const site = shownLine(data.site.name, shownChars.site);
  const day = new Date(`${data.day}T12:00:00Z`).toLocaleDateString('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
  });
  const counts = digestGroups.filter((name) => data[name].count > 0);
  const problems = problemsPart(data.problems);
  const summary = [
    ...counts.map((name) => titles[name](data[name].count)),
    ...(problems ? [`${data.problems.length} ${data.problems.length === 1 ? 'problem' : 'problems'}`] : []),
  ];
  const head: Part = {
    title: [{ text: `${site}, ${day}`, isBold: true }],
    ...{ lines: [[{ text: summary.join(' · ') }]], bullets: [], last: [], url: data.url },
  };
  return (limit) => ({
    subject: `${site}, ${day}`,
    summary: summary.join(', '),
    parts: [
      head,
      ...counts.map((name) => groupPart(name, data[name], limit)),
      ...(problems ? [problems] : []),
    ],
    more: null,
    foot: 'Leadlight',
  });
}

function groupPart(
  name: DigestGroup,
  { count, visitors }: DigestMessage['data']['hot'],
  limit: number,
): Part {
  const shown = visitors.slice(0, limit);
  const left = count - shown.length;
  return {
    title: [{ text: titles[name](count), isBold: true }],
    lines: [],
    bullets: [
      ...shown.map((visitor): Line => {
        const company = shownLine(visitor.company ?? '', shownChars.company);
        const points = Math.floor(visitor.score).toLocaleString('en');
        const facts = [company, `${points} points`].filter((fact) => fact !== '').join(' · ');
        return [{ text: whoIs({ ...visitor, userId: null }), url: visitor.url }, { text: ` · ${facts}` }];
      }),
      ...(left > 0 && shown.length > 0 ? [[{ text: `and ${left} more` }]] : []),
    ],
    last: [],
  };
}

/** At most as many as fit beside the names. */
const maxProblems = 12;

function problemsPart(problems: DigestMessage['data']['problems']): Part | null {
  if (problems.length === 0) return null;
  const left = problems.length - maxProblems;
  return {
    title: [{ text: 'What needs attention', isBold: true }],
    lines: [],
    bullets: [
      ...problems.slice(0, maxProblems).map((problem): Line => [{ text: problemText(problem) }]),
      ...(left > 0 ? [[{ text: `and ${left} more` }]] : []),
    ],
    last: [],
  };
}

function problemText({ kind, count = 0, webhook = '' }: DigestMessage['data']['problems'][number]): string {
  const label = `“${shownLine(webhook, shownChars.segment)}”`;
  const written = count.toLocaleString('en');
  switch (kind) {
    case 'deliveries_failed':
      return `${written} ${count === 1 ? 'message' : 'messages'} to ${label} failed and will not be tried again`;
    case 'webhook_disabled':
      return `The webhook ${label} was disabled, because its receiver answered 410`;
    case 'origins_refused':
      return `${written} ${count === 1 ? 'beacon was' : 'beacons were'} refused, because the origin is not one of the site's`;
    case 'no_visitors':
      return 'Nobody was seen on the site. Is the tag still on its pages?';
  }
}
