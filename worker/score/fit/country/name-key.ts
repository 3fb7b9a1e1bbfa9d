// Names of countries reduced to what all ways to write one have in common: "the Netherlands", "Les Pays-Bas", "Korea, North".

/** Articles and the small words between the others, in the seven languages. */
const small = new Set(
  (
    'the of and der die das des den und von l la le les du de d et en el los las del y il lo gli i dello della dell dei degli ' +
    'delle di e het van o os a as do da dos das og'
  ).split(' '),
);

/** How lists cut words short. */
const inFull: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  rep: 'republic',
  dem: 'democratic',
  fed: 'federal',
  is: 'islands',
  isl: 'islands',
};

/** The words that make the difference, in their order. Takes a text in words (conditions/plain-text.ts). */
export function tellingWords(words: string): string[] {
  return words
    .split(' ')
    .filter((word) => !small.has(word))
    .map((word) => (Object.hasOwn(inFull, word) ? (inFull[word] as string) : word));
}

/** Shorter ones are codes and initials, which only mean something as they are. */
const minChars = 4;

/** The words as one, and in the order of the alphabet: "South Korea" is "Southkorea" and "Korea, South". Empty for initials. */
export function nameKeys(words: readonly string[]): string[] {
  const joined = words.join('');
  return joined.length < minChars ? [] : [joined, `${words.toSorted().join(' ')} `];
}

/** What words that name the form of a state begin with: "Republik Moldau" is Moldau. */
const formStems = (
  'republi repubbli bundesrepubli volksrepubli konigreich koenigreich democrati demokrati feder foder foeder islami arabisch ' +
  'popula popolar volks sociali soziali staat principal principau principad principat furstentum fuerstentum vorstendom prinsdom ' +
  'grossher groother granduca sultana confedera konfoder konfoeder eidgenoss plurina bolivari cooperat kooperat hashem haschem ' +
  'hachem hascem hasjem ascem independ indipend unabhang unabhaeng onafhank souve sobera soverei sovran oriental ostlich ' +
  'oestlich verein verenigd commonwealth territor collectivi colectivi colletti coletivi bailiwick bailliage vogtei baliato bailia ' +
  'baljuw seren gebiet grondgebied gemenebest'
).split(' ');

/** The rest of them, which no other word begins with. */
const formWords = new Set(
  (
    'kingdom royaume reino regno koninkrijk arab arabe araba arabic people peoples s mancomunidad comunidade state states estado ' +
    'estados stato stati etat etats grand gran grao duchy duche ducado ducato union unie unione uniao unite unies unido unida ' +
    'unidos unidas unita uniti united co operative'
  ).split(' '),
);

/** The words without those that name the form of state. */
export function withoutFormOfState(words: readonly string[]): string[] {
  return words.filter((word) => !formWords.has(word) && !formStems.some((stem) => word.startsWith(stem)));
}
