// Names of countries: from ISO 3166-1, from CLDR, and names that neither has. Others maintain all lists except
// other-names.ts. Does not use the engine's Intl, although it has CLDR: the same log must give the same numbers on a newer
// engine.

import cldrDe from 'cldr-localenames-full/main/de/territories.json' with { type: 'json' };
import cldrEn from 'cldr-localenames-full/main/en/territories.json' with { type: 'json' };
import cldrEs from 'cldr-localenames-full/main/es/territories.json' with { type: 'json' };
import cldrFr from 'cldr-localenames-full/main/fr/territories.json' with { type: 'json' };
import cldrIt from 'cldr-localenames-full/main/it/territories.json' with { type: 'json' };
import cldrNl from 'cldr-localenames-full/main/nl/territories.json' with { type: 'json' };
import cldrPt from 'cldr-localenames-full/main/pt/territories.json' with { type: 'json' };
import cldrPtPt from 'cldr-localenames-full/main/pt-PT/territories.json' with { type: 'json' };
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' };
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' };
import nl from 'i18n-iso-countries/langs/nl.json' with { type: 'json' };
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' };
import { otherNames } from './other-names.ts';

const cldr: readonly Readonly<Record<string, string>>[] = [
  cldrEn.main.en,
  cldrDe.main.de,
  cldrFr.main.fr,
  cldrEs.main.es,
  cldrIt.main.it,
  cldrNl.main.nl,
  cldrPt.main.pt,
  cldrPtPt.main['pt-PT'],
].map(({ localeDisplayNames: { territories } }) => territories);

/**
 * Every code with all names of the country, without repeats: the two codes first, then our own names, then those of the
 * lists.
 */
export function countryNames(): Map<string, string[]> {
  const names = new Map<string, Set<string>>();
  for (const [code = '', long = ''] of codes) names.set(code, new Set([code, long]));
  const decided = new Map<string, string[]>();
  for (const [code, called] of Object.entries(otherNames)) {
    for (const name of called.split('|')) {
      names.get(code)?.add(name);
      decided.set(name, [...(decided.get(name) ?? []), code]);
    }
  }
  const add = (code: string, name: string) => {
    if (decided.get(name)?.includes(code) ?? true) names.get(code)?.add(name);
  };
  for (const { countries } of [en, de, fr, es, it, nl, pt]) {
    for (const [code, called] of Object.entries(countries)) {
      for (const name of [called].flat()) add(code, name);
    }
  }
  // "CI-alt-variant" is Ivory Coast, "001" the world.
  for (const territories of cldr) {
    for (const [key, name] of Object.entries(territories)) add(key.replace(/-alt-.*/, ''), name);
  }
  return new Map([...names].map(([code, called]) => [code, [...called]]));
}
