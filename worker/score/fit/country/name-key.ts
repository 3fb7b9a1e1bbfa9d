// Reduces names of countries to what all spellings have in common: "the Netherlands", "Les Pays-Bas", "Korea, North".

/** Articles, prepositions and conjunctions, in the seven languages. */
const small = new Set(
  (
    'the of and der die das des den und von l la le les du de d et en el los las del y il lo gli i dello della dell dei degli ' +
    'delle di e het van o os a as do da dos das og'
  ).split(' '),
);

/** Abbreviations in lists. */
const inFull: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  rep: 'republic',
  dem: 'democratic',
  fed: 'federal',
  is: 'islands',
  isl: 'islands',
};

/** The words that distinguish a name, in their order. Expects a text reduced to words (conditions/plain-text.ts). */
export function tellingWords(words: string): string[] {
  return words
    .split(' ')
    .filter((word) => !small.has(word))
    .map((word) => (Object.hasOwn(inFull, word) ? (inFull[word] as string) : word));
}

/** Shorter names are codes and initials, which must match exactly. */
const minChars = 4;

/** The words joined, and in alphabetical order: "South Korea" equals "Southkorea" and "Korea, South". Empty for initials. */
export function nameKeys(words: readonly string[]): string[] {
  const joined = words.join('');
  return joined.length < minChars ? [] : [joined, `${words.toSorted().join(' ')} `];
}

/** Stems of words for the form of a state: "Republik Moldau" is Moldau. */
const formStems = (
  'republi repubbli bundesrepubli volksrepubli konigreich koenigreich democrati demokrati feder foder foeder islami arabisch ' +
  'popula popolar volks sociali soziali staat principal principau principad principat furstentum fuerstentum vorstendom prinsdom ' +
  'grossher groother granduca sultana confedera konfoder konfoeder eidgenoss plurina bolivari cooperat kooperat hashem haschem ' +
  'hachem hascem hasjem ascem independ indipend unabhang unabhaeng onafhank souve sobera soverei sovran oriental ostlich ' +
  'oestlich verein verenigd commonwealth territor collectivi colectivi colletti coletivi bailiwick bailliage vogtei baliato bailia ' +
  'baljuw seren gebiet grondgebied gemenebest'
).split(' ');

/** Other such words, which are no stem of another word. */
const formWords = new Set(
  (
    'kingdom royaume reino regno koninkrijk arab arabe araba arabic people peoples s mancomunidad comunidade state states estado ' +
    'estados stato stati etat etats grand gran grao duchy duche ducado ducato union unie unione uniao unite unies unido unida ' +
    'unidos unidas unita uniti united co operative'
  ).split(' '),
);

/** The words without those for the form of state. */
export function withoutFormOfState(words: readonly string[]): string[] {
  return words.filter((word) => !formWords.has(word) && !formStems.some((stem) => word.startsWith(stem)));
}
