// A post as what a Teams Workflows webhook takes: a message with an Adaptive Card. (Office 365 connectors and their cards are
// retired.) Texts are runs of `RichTextBlock`: unlike in `TextBlock` and facts, Teams reads no markdown in them.
// https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format

import { fitted, type Line, type Part, type Post, type PostOf, type Run } from './post.ts';

/** Teams refuses larger messages: https://learn.microsoft.com/microsoftteams/limits-specifications-teams */
export const maxTeamsBytes = 28 * 1024;

/** The JSON to post. */
export function teamsMessage(postOf: PostOf): string {
  return fitted(postOf, (post) => JSON.stringify(messageOf(post)), isSmall);
}

function isSmall(json: string): boolean {
  return new TextEncoder().encode(json).length <= maxTeamsBytes;
}

function messageOf(post: Post): object {
  return {
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: cardOf(post) },
    ],
  };
}

/** `msteams.width`: over the whole width of the conversation. Without `msteams.entities`, nothing in a card mentions anybody. */
function cardOf({ parts, more, foot }: Post): object {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      ...parts.map(container),
      ...(more ? [textBlock(more, { separator: true })] : []),
      textBlock([{ text: foot }], { separator: true }, { isSubtle: true, size: 'Small' }),
    ],
  };
}

function container({ title, lines, bullets, last, url }: Part, index: number): object {
  return {
    type: 'Container',
    ...(index > 0 && { separator: true, spacing: 'Medium' }),
    items: [
      textBlock(title, {}, { size: 'Medium' }),
      ...lines.map((line) => textBlock(line, { spacing: 'None' })),
      ...bullets.map((line) => textBlock([{ text: '• ' }, ...line], { spacing: 'Small' })),
      ...last.map((line) => textBlock(line, { spacing: 'Small' })),
      ...(url === undefined
        ? []
        : [{ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'Open', url }] }]),
    ],
  };
}

function textBlock(line: Line, more: object = {}, style: object = {}): object {
  return { type: 'RichTextBlock', ...more, inlines: line.map((run) => textRun(run, style)) };
}

function textRun({ text, url, isBold }: Run, style: object): object {
  return {
    type: 'TextRun',
    text,
    ...(isBold && { weight: 'Bolder' }),
    ...(url !== undefined && { selectAction: { type: 'Action.OpenUrl', url } }),
    ...style,
  };
}
