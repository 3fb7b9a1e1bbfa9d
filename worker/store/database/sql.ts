// The tag of SQL that is text: editors colour a template by its tag, and none of the values can be missing.

/**
 * The text of a statement or of a part of one. Values are parts of SQL, written in our sources: what comes from outside is
 * bound. drizzle's tag of the same name makes parts of its queries; where both are needed, it is imported as `fragment`.
 */
export function sql(texts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return texts.map((text, place) => `${text}${values[place] ?? ''}`).join('');
}
