// What the demo's webhook is told, as lines of the console. Reads messages of the format `standard` (docs/reference/webhooks.md).

import type { IncomingMessage } from 'node:http';
import type { VisitorMessage } from '../../schema/api/alerts/message.ts';

/** Longer messages are none of ours. */
const maxBytes = 256 * 1024;

/** The message that somebody has POSTed, as a line; null: it is none. */
export async function toldLine(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  try {
    return lineOf(JSON.parse(Buffer.concat(chunks).toString()) as VisitorMessage);
  } catch {
    return null;
  }
}

/** Who, what and why: `Told: bea@acme.example is hot, 60.5 points, A1. Asked for a demo today. Next: Call today. http://…` */
function lineOf({ type, data: { visitor, reasons, outcome, url } }: VisitorMessage): string {
  const who = visitor.name ?? visitor.email ?? visitor.userId ?? `Anonymous ${visitor.id.slice(0, 6)}`;
  const facts = [`${visitor.score} points`, ...(visitor.cell === null ? [] : [visitor.cell])];
  const sentences = [
    `${who} ${whatHappened(type, visitor.status, outcome?.result)}, ${facts.join(', ')}`,
    ...reasons,
    ...(visitor.nextAction === null ? [] : [`Next: ${visitor.nextAction}`]),
  ];
  return visible(`Told: ${sentences.join('. ')}. ${url}`);
}

function whatHappened(type: VisitorMessage['type'], status: string, result: string | undefined): string {
  switch (type) {
    case 'visitor.identified':
      return 'is a new contact';
    case 'visitor.outcome':
      return `has an outcome (${result})`;
    default:
      return `is ${status}`;
  }
}

/** Without what a terminal would obey, or what reverses the text after it. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
