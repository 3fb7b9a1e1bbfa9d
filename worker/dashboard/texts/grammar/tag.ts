// Sentences with elements in them, such as links: a text is a function that gets the elements as functions and returns the parts in
// the order of its language.

import type { Child } from 'hono/jsx';

/** Puts words into an element: `(words) => <a href="…">{words}</a>`. */
export type Tag = (words: string) => Child;
