// Long work in steps is to hold nobody up.

/**
 * Lets other requests through before the next step. workerd looks at its sockets only when nothing else is left to run, and
 * a database in the same process answers without one: without this, `npm start` would serve nobody until a model is published.
 */
export function yieldToOthers(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 0));
}
