// Sends one message to one webhook: checks the target, signs, and posts it or sends it as an email.

import type { WebhookRow } from '../../../store/alerts/webhooks.ts';
import type { EmailParts, Outside } from './outside.ts';
import { type Outcome, post, unsent, visible } from './post.ts';
import { signedHeaders } from './sign.ts';
import { mailbox, targetFault } from './target.ts';
import { kindOfName, nameFault } from './target-name.ts';

/** Where a message goes, and by which secrets it is signed. */
export type Receiver = Pick<WebhookRow, 'url' | 'format' | 'secret' | 'oldSecret' | 'oldSecretUntil'>;

/** A message with its id and body, to send at `now` (UTC ms). */
export interface Message {
  id: string;
  body: string;
  contentType: string;
  now: number;
}

/**
 * Why nothing may be sent there, or null: the URL as it is written, and then where its name leads. Two fetches, or none if the name
 * was looked up recently.
 */
export async function faultOf(
  outside: Outside,
  { url, format }: Pick<Receiver, 'url' | 'format'>,
  now: number,
): Promise<string | null> {
  const fault = targetFault({ url, format, isLocal: outside.isLocal });
  if (fault !== null || format === 'email' || outside.isLocal) return fault;
  return nameFault(await kindOfName(outside, new URL(url).hostname, now));
}

/** Sends it. Never throws. */
export async function exchange(outside: Outside, to: Receiver, message: Message): Promise<Outcome> {
  const fault = await faultOf(outside, to, message.now);
  if (fault !== null) return unsent(`Not sent: ${fault}`);
  if (to.format === 'email') return email(outside, to.url, message);
  const { id, body, contentType, now } = message;
  const signed = await signedHeaders({ id, body, secrets: secretsOf(to, now), now });
  return post(outside, {
    url: to.url,
    headers: { ...signed, 'content-type': contentType, 'user-agent': 'Leadlight' },
    body,
  });
}

function secretsOf({ secret, oldSecret, oldSecretUntil }: Receiver, now: number): string[] {
  const isOldValid = oldSecret !== null && oldSecretUntil !== null && oldSecretUntil > now;
  return isOldValid ? [secret, oldSecret] : [secret];
}

/** An email has no status: that the platform has accepted it is all there is to know. */
async function email({ sendEmail }: Outside, url: string, { body }: Message): Promise<Outcome> {
  const to = mailbox(url);
  if (to === null || sendEmail === null) return unsent('Not sent: EMAIL and MAIL_FROM are not set');
  const start = Date.now();
  const done = (isDelivered: boolean, answer: string): Outcome => ({
    ...{ isDelivered, status: null, answer: visible(answer), retryAfterMs: null },
    milliseconds: Date.now() - start,
  });
  try {
    return done(true, await sendEmail(to, JSON.parse(body) as EmailParts));
  } catch (error) {
    return done(false, `Not accepted: ${error instanceof Error ? error.message : String(error)}`);
  }
}
