// Traits that no prediction may use: what law protects people from being judged by, in English and German. Pure.

/** Words that make a trait protected wherever they stand in its name. */
const words = new Set(
  (
    'age gender sex sexuality dob born pronoun pronouns salutation religion confession ethnicity ethnic race nationality ' +
    'citizenship disability pregnant pregnancy marital political ' +
    'alter anrede sexualitaet sexualität religionszugehörigkeit religionszugehoerigkeit konfession ethnie ethnisch hautfarbe rasse ' +
    'nationalität nationalitaet staatsangehörigkeit staatsangehoerigkeit behinderung familienstand schwanger'
  ).split(' '),
);

/** Beginnings of words, for compounds such as `birthday`, `geburtsdatum` and `altersgruppe`. */
const beginnings = ['birth', 'geburt', 'geboren', 'geschlecht', 'gender', 'alters', 'agegroup', 'agerange'];

/** Whether a prediction must not use the trait, by its name: `age`, `customerAge`, `Age Group`, `geburts_datum`, `Geschlecht`. */
export function isProtected(name: string): boolean {
  return name
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => words.has(word) || beginnings.some((start) => word.startsWith(start)));
}
