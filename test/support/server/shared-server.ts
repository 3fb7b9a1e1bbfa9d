// The server that several test files share, because starting one takes 3 s of the processor. For tests that keep to sites of
// their own; what needs an instance of its own starts one (running-server.ts).

import { inject } from 'vitest';
import { sharedToken } from './shared-token.ts';

/** The URL of the server. It is started if no other file has asked for it. */
export async function sharedServer(): Promise<string> {
  const answer = await fetch(inject('sharedServer'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

/** Calls the API of that server as its administrator. Throws with the answer if it is an error. */
export async function callShared<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch((await sharedServer()) + path, {
    method,
    headers: { authorization: `Bearer ${sharedToken}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
