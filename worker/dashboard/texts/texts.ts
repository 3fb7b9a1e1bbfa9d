// The words of the pages in the reader's language. Each language is a folder beside this file and a line in `languages`; the
// compiler reports what a translation lacks.

import type { Context } from 'hono';
import { createContext, useContext } from 'hono/jsx';
import { detectFromHeader } from 'hono/language';
import { de } from './de/de.ts';
import { en, type Texts } from './en/en.ts';

/** Every language by its code. */
export const languages = { en, de } satisfies Record<string, Texts>;

/** The texts of the page that is rendered, for `answerPage`; components call `useTexts`. */
export const TextsContext = createContext<Texts>(en);

/** The texts of the page that is rendered. */
export function useTexts(): Texts {
  return useContext(TextsContext);
}

/** The texts in the language that the browser prefers (Accept-Language), English where there is none of its languages. */
export function textsFor(c: Context): Texts {
  const found = detectFromHeader(c, {
    order: ['header'],
    lookupQueryString: '',
    lookupCookie: '',
    lookupFromHeaderKey: 'accept-language',
    lookupFromPathIndex: 0,
    caches: false,
    supportedLanguages: Object.keys(languages),
    fallbackLanguage: 'en',
    ignoreCase: true,
  });
  return found !== undefined && Object.hasOwn(languages, found)
    ? languages[found as keyof typeof languages]
    : en;
}
