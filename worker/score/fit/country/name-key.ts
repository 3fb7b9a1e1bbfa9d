// Reduces names of countries to what all spellings have in common: "the Netherlands", "Les Pays-Bas", "Korea, North".

/** Articles, prepositions and conjunctions, in the seven languages. */
const small = new Set(
  (
    'the of and der die das des den und von l la le les du de d et en el los las del y il lo gli i dello della dell dei degli ' +
    'delle di e het van o os a as do da dos das og'
  ).split(' '),
);

/** Stands for "island" and "islands" in all languages. */
const island = 'isl';

/** Abbreviations in lists. */
const inFull: Readonly<Record<string, string>> = {
  gt: 'great',
  st: 'saint',
  ste: 'sainte',
  rep: 'republic',
  dem: 'democratic',
  fed: 'federal',
};

/** One word for each of these in all languages: "Kongo (Dem. Rep.)" is the "Demokratische Republik Kongo". */
const alike: readonly (readonly [RegExp, string])[] = [
  [/^(?:republi|repubbli)/, 'republic'],
  [/^(?:democrati|demokrati)/, 'democratic'],
  [/^(?:is|isl|islands?|isles?|iles?|islas?|isol[ae]|ilhas?|inseln?|eiland(?:en|s)?)$/, island],
];

/** "Kokosinseln", "Norfolkeiland". */
const islandEnding = /(?<=.{4})(?:insel|inseln|eiland|eilanden|eilands)$/;

/** The words that distinguish a name, in their order. Expects a text reduced to words (conditions/plain-text.ts). */
export function tellingWords(words: string): string[] {
  const telling = words.replace(/[^ ]+/g, (word) => word.replace(islandEnding, ` ${island}`)).split(' ');
  // "Island" alone is Iceland.
  if (telling.length === 1) return telling;
  return telling.filter((word) => !small.has(word)).map((word) => alikeOf(inFullOf(word)));
}

function inFullOf(word: string): string {
  return Object.hasOwn(inFull, word) ? (inFull[word] as string) : word;
}

function alikeOf(word: string): string {
  return alike.find(([form]) => form.test(word))?.[1] ?? word;
}

/** "Réunion Island" and "Turks and Caicos" name what "Réunion" and "Turks and Caicos Islands" do; null where that is not sure. */
export function withoutIslands(words: readonly string[]): string[] | null {
  const others = words.filter((word) => word !== island);
  return others.length === words.length || others.length === 0 ? null : others;
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
  'oestlich verein verenigd commonwealth territor territoi soever collectivi colectivi colletti coletivi bailiwick bailliage vogtei baliato bailia ' +
  'baljuw seren gebiet grondgebied gemenebest nacion nazion freista asocia associa gemeenschap'
).split(' ');

/** Other such words, which are no stem of another word. */
const formWords = new Set(
  (
    'kingdom royaume reino regno koninkrijk arab arabe araba arabic people peoples s mancomunidad comunidade state states estado ' +
    'estados stato stati etat etats grand gran grao duchy duche ducado ducato union unie unione uniao unite unies unido unida ' +
    'unidos unidas unita uniti united co operative nation natie nacao country land pais paese department departement departamento ' +
    'dipartimento afdeling ubersee uebersee libre livre libero free most meest staten'
  ).split(' '),
);

/** The words without those for the form of state. */
export function withoutFormOfState(words: readonly string[]): string[] {
  return words.filter((word) => !formWords.has(word) && !formStems.some((stem) => word.startsWith(stem)));
}
