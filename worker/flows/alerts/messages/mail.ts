// A post as a mail: subject, text and HTML. Mail programs make links of whatever looks like one, also in text.

import { fitted, type Line, type Part, type Post, type PostOf, type Run } from './post.ts';

/** A mail without its addresses. `subject` is one line. */
export interface Mail {
  subject: string;
  text: string;
  html: string;
}

/** The mail. */
export function mailOf(postOf: PostOf): Mail {
  return fitted(
    postOf,
    (post) => ({ subject: post.subject, text: textMail(post), html: htmlMail(post) }),
    () => true,
  );
}

/** After what makes a link of a text: a scheme, a dot or an at sign. A zero-width space keeps programs from seeing one. */
const linking = /(:\/\/|[.．。｡@])(?=\S)/g;

/** The text, in which no mail program finds a link. */
function unlinked(text: string): string {
  return text.replace(linking, '$1\u200B');
}

function textMail({ parts, more, foot }: Post): string {
  const blocks = [...parts.map(textPart), ...(more ? [textLine(more)] : []), `--\n${unlinked(foot)}`];
  return `${blocks.join('\n\n')}\n`;
}

function textPart({ title, lines, bullets, last, url }: Part): string {
  return [
    unlinked(title.map(({ text }) => text).join('')),
    ...lines.map(textLine),
    ...bullets.map((line) => `- ${textLine(line)}`),
    ...last.map(textLine),
    ...(url === undefined ? [] : [url]),
  ].join('\n');
}

/** A link's address stands after its text. One that is the text itself, such as a mail address, needs no second. */
function textLine(line: Line): string {
  return line.map(textRun).join('');
}

function textRun({ text, url }: Run): string {
  if (url === undefined) return unlinked(text);
  return url === mailtoOf(text) ? text : `${unlinked(text)} (${url})`;
}

/** An address as a link; null if a mail program could read a web address in it. */
export function mailtoOf(email: string): string | null {
  const [, local, domain] = /^([\p{L}\p{N}!#$%&'*+=?^_`{|}~.-]+)@([\p{L}\p{N}.-]+)$/u.exec(email) ?? [];
  return local && domain ? `mailto:${encodeURIComponent(local)}@${domain}` : null;
}

const page = 'margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif';

function htmlMail({ subject, parts, more, foot }: Post): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<title>${escaped(subject)}</title></head><body style='${page}'>`,
    ...parts.map(htmlPart),
    ...(more ? [`<p>${htmlLine(more)}</p>`] : []),
    `<p style="font-size:13px;opacity:.7">${escaped(unlinked(foot))}</p></body></html>`,
  ].join('\n');
}

function htmlPart({ title, lines, bullets, last, url }: Part): string {
  const heading = url === undefined ? title : title.map((run) => ({ ...run, url }));
  return [
    `<h2 style="margin:0 0 4px;font-size:18px">${htmlLine(heading)}</h2>`,
    ...lines.map((line) => `<p style="margin:0">${htmlLine(line)}</p>`),
    ...(bullets.length > 0
      ? [
          `<ul style="margin:8px 0;padding-left:20px">${bullets.map((line) => `<li>${htmlLine(line)}</li>`).join('')}</ul>`,
        ]
      : []),
    ...last.map((line) => `<p style="margin:0">${htmlLine(line)}</p>`),
    '<hr style="border:0;border-top:1px solid #8888;margin:16px 0">',
  ].join('\n');
}

function htmlLine(line: Line): string {
  return line.map(htmlRun).join('');
}

function htmlRun({ text, url, isBold }: Run): string {
  const shown = url === mailtoOf(text) ? escaped(text) : escaped(unlinked(text));
  const inner = isBold ? `<strong>${shown}</strong>` : shown;
  return url === undefined ? `<bdi>${inner}</bdi>` : `<a href="${escaped(url)}">${inner}</a>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}
