// A post as a message of a Slack incoming webhook. Texts are elements of `rich_text`, which Slack shows as they stand: unlike in
// mrkdwn, nothing in them is a link, a mention or a format. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

import { fitted, type Line, type Part, type Post, type PostOf, type Run } from './post.ts';

/**
 * The characters of all blocks. Slack documents 50 blocks and 3,000 characters a text, and also refuses (`msg_blocks_too_long`)
 * what has about 13,000 in all: https://github.com/slackapi/bolt-js/issues/2509
 */
export const maxSlackChars = 12_000;

/** https://docs.slack.dev/reference/block-kit/blocks */
export const maxSlackBlocks = 50;

interface Message {
  text: string;
  blocks: object[];
  /** Our pages ask for a sign-in, so a preview would show nothing. */
  unfurl_links: false;
  unfurl_media: false;
}

/** The JSON to post. */
export function slackMessage(postOf: PostOf): string {
  return JSON.stringify(fitted(postOf, messageOf, isSmall));
}

function isSmall({ blocks }: Message): boolean {
  return blocks.length <= maxSlackBlocks && JSON.stringify(blocks).length <= maxSlackChars;
}

function messageOf({ subject, summary, parts, more, foot }: Post): Message {
  const rows = more ? [{ type: 'rich_text', elements: [section([more])] }] : [];
  return {
    text: escaped(summary === '' ? subject : `${subject}: ${summary}`),
    blocks: [
      ...parts.map(richText),
      ...rows,
      { type: 'context', elements: [{ type: 'plain_text', text: foot, emoji: false }] },
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** The text of a notification is mrkdwn. https://docs.slack.dev/messaging/formatting-message-text */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function richText({ title, lines, bullets, last, url }: Part): object {
  const heading = url === undefined ? title : title.map((run) => ({ ...run, url }));
  const list = { type: 'rich_text_list', style: 'bullet', elements: bullets.map((line) => section([line])) };
  return {
    type: 'rich_text',
    elements: [
      section([heading, ...lines]),
      ...(bullets.length > 0 ? [list] : []),
      ...(last.length > 0 ? [section(last)] : []),
    ],
  };
}

function section(lines: readonly Line[]): object {
  const runs = lines.flatMap((line, index) => (index === 0 ? line : [{ text: '\n' }, ...line]));
  return { type: 'rich_text_section', elements: runs.map(element) };
}

function element({ text, url, isBold }: Run): object {
  const style = isBold ? { style: { bold: true } } : {};
  return url === undefined ? { type: 'text', text, ...style } : { type: 'link', url, text, ...style };
}
