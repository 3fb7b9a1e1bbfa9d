// The message by which a person tries a webhook.

import type { WebhookRow } from '../../../store/alerts/webhooks.ts';
import type { Body } from '../compose.ts';

/** A message without anybody in it, in the format of the webhook. `now` is UTC ms. */
export function testMessage({ format, label }: WebhookRow, now: number): Body {
  const words = `This is a test from Leadlight to “${label}”. It works.`;
  switch (format) {
    case 'standard':
      return json({ type: 'test', timestamp: new Date(now).toISOString(), data: { message: words } });
    case 'slack':
    case 'teams':
      return json({ text: words });
    case 'email':
      return json({ subject: 'A test from Leadlight', text: words, html: `<p>${escaped(words)}</p>` });
  }
}

function json(value: object): Body {
  return { body: JSON.stringify(value), contentType: 'application/json' };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
