// Yields during long work, so that it blocks nothing else.

/**
 * Lets other requests run before the next step. workerd handles sockets only when no other work is left, and a database in the
 * same process responds without one. Without this, `npm start` would serve nobody until a model is published.
 */
export function yieldToOthers(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 0));
}
