// What countries are called: by ISO 3166-1, in seven languages and their own, and by names that no standard has.
// The lists are those of i18n-iso-countries, not of the engine's Intl: a log must give the same numbers on the next engine.

import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' };
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' };
import nl from 'i18n-iso-countries/langs/nl.json' with { type: 'json' };
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' };

/** What the lists lack: names of their own, and names that are in use all the same. */
const others: Readonly<Record<string, readonly string[]>> = {
  AE: ['Emirates', 'U.A.E.'],
  AG: ['Antigua'],
  BA: ['Bosnia', 'Bosna i Hercegovina'],
  BG: ['България'],
  CD: ['DRC', 'DR Congo', 'Congo-Kinshasa'],
  CN: ['PRC', 'Mainland China', '中国', '中國'],
  CZ: ['Česko', 'Česká republika'],
  DE: ['BRD', 'Federal Republic of Germany'],
  DK: ['Danmark'],
  EE: ['Eesti'],
  FI: ['Suomi'],
  GB: ['Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland', 'U.K.'],
  GR: ['EL', 'Hellas', 'Ελλάδα'],
  HR: ['Hrvatska'],
  HU: ['Magyarország'],
  IE: ['Éire', 'Republic of Ireland'],
  IL: ['ישראל'],
  IN: ['Bharat', 'भारत'],
  JP: ['Nippon', '日本'],
  KR: ['Korea', 'ROK', '대한민국', '한국'],
  LT: ['Lietuva'],
  LV: ['Latvija'],
  MK: ['Macedonia'],
  NL: ['Holland'],
  NO: ['Norge', 'Noreg'],
  PL: ['Polska'],
  RS: ['Srbija'],
  RU: ['Россия'],
  SE: ['Sverige'],
  SI: ['Slovenija'],
  SK: ['Slovensko'],
  TL: ['East Timor'],
  TT: ['Trinidad'],
  TW: ['台灣', '臺灣'],
  UA: ['Україна'],
  US: ['America', 'The States'],
  VA: ['Vatican', 'Holy See'],
  VN: ['Viet Nam'],
};

/** Every code with all that it is called, the code itself first, in the order in which a name of two is decided. */
export function countryNames(): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [code = '', long = ''] of codes) names.set(code, [code, long]);
  for (const { countries } of [en, de, fr, es, it, nl, pt]) {
    for (const [code, called] of Object.entries(countries)) names.get(code)?.push(...[called].flat());
  }
  for (const [code, called] of Object.entries(others)) names.get(code)?.push(...called);
  return names;
}
