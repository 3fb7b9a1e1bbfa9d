// Plural forms, which each language counts in its own way (CLDR): English has two, Polish four.

/** The forms of a word. A language needs those that its `Intl.PluralRules` select; `other` stands for those left out. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** Selects the form for a count in one language. */
export function pluralIn(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
