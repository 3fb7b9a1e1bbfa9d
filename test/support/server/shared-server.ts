// The server that several test files share, because starting one takes 3 s of the processor. For tests that keep to sites of
// their own; what needs an instance of its own starts one (running-server.ts).

import { inject } from 'vitest';

/** The URL of the server. It is started if no other file has asked for it. */
export async function sharedServer(): Promise<string> {
  const answer = await fetch(inject('sharedServer'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
