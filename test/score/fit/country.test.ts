// Names of countries: any of them finds all, and each is what somebody would type.

import { describe, expect, it } from 'vitest';
import { countryReadings, indexOf } from '../../../worker/score/fit/country/country.ts';
import { countryNames } from '../../../worker/score/fit/country/country-names.ts';

describe('an index of countries', () => {
  const index = indexOf([
    ['DE', 'DEU', 'Germany', 'Österreich-Nachbar', 'Both'],
    ['NL', 'NLD', 'The Netherlands', 'Both', 'DE', 'NL'],
  ]);

  it('finds all names of a country, in words, each once, by any of them', () => {
    const names = ['nl', 'nld', 'the netherlands'];
    expect(index.get('nl')).toEqual(names);
    expect(index.get('the netherlands')).toEqual(names);
  });

  it('knows a name with an umlaut by both spellings', () => {
    expect(index.get('osterreich nachbar')).toBe(index.get('de'));
    expect(index.get('oesterreich nachbar')).toBe(index.get('de'));
  });

  it('has no country by a name that two share, unless it is the code of one', () => {
    expect([index.get('both'), index.get('de')?.[0]]).toEqual([null, 'de']);
  });

  it('has nothing by any other text', () => {
    expect([index.get(''), index.get('netherlands'), index.size]).toEqual([undefined, undefined, 9]);
  });
});

describe('a country', () => {
  it('has, of every code, its long code and its names in seven languages', () => {
    const names = countryNames();
    expect(names.size).toBe(250);
    expect(names.get('DE')?.slice(0, 2)).toEqual(['DE', 'DEU']);
    for (const name of [
      'Germany',
      'Deutschland',
      'Allemagne',
      'Alemania',
      'Germania',
      'Duitsland',
      'Alemanha',
    ]) {
      expect(names.get('DE')).toContain(name);
    }
  });

  // What people call their own country, or somebody else's, besides: all of it must name just this one.
  it.each([
    ['AE', ['Emirates', 'UAE', 'U.A.E.']],
    ['AG', ['Antigua']],
    ['BA', ['Bosnia', 'Bosna i Hercegovina']],
    ['BG', ['България']],
    ['CD', ['DRC', 'DR Congo', 'Congo-Kinshasa']],
    ['CG', ['Congo-Brazzaville']],
    ['CN', ['PRC', 'Mainland China', '中国', '中國']],
    ['CZ', ['Česko', 'Česká republika', 'Czechia']],
    ['DE', ['BRD', 'Federal Republic of Germany']],
    ['DK', ['Danmark']],
    ['EE', ['Eesti']],
    ['FI', ['Suomi']],
    ['GB', ['Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland', 'U.K.']],
    ['GR', ['EL', 'Hellas', 'Ελλάδα']],
    ['HR', ['Hrvatska']],
    ['HU', ['Magyarország']],
    ['IE', ['Éire', 'Republic of Ireland']],
    ['IL', ['ישראל']],
    ['IN', ['Bharat', 'भारत']],
    ['IS', ['Ísland']],
    ['JP', ['Nippon', '日本']],
    ['KR', ['Korea', 'ROK', '대한민국', '한국', 'South Korea']],
    ['LT', ['Lietuva']],
    ['LV', ['Latvija']],
    ['MK', ['Macedonia']],
    ['NL', ['Holland', 'The Netherlands']],
    ['NO', ['Norge', 'Noreg']],
    ['PL', ['Polska']],
    ['RO', ['România']],
    ['RS', ['Srbija']],
    ['RU', ['Россия', 'Russia']],
    ['SE', ['Sverige']],
    ['SI', ['Slovenija']],
    ['SK', ['Slovensko']],
    ['TL', ['East Timor']],
    ['TT', ['Trinidad']],
    ['TW', ['台灣', '臺灣']],
    ['UA', ['Україна']],
    ['US', ['America', 'The States', 'USA', 'U.S.']],
    ['VA', ['Vatican', 'Holy See']],
    ['VN', ['Viet Nam']],
  ])('%s is known by %j', (code, called) => {
    const [, long = ''] = countryNames().get(code) ?? [];
    for (const name of called) {
      expect(countryReadings(name).slice(0, 2)).toEqual([code.toLowerCase(), long.toLowerCase()]);
    }
  });

  it('is none where the text names none', () => {
    for (const text of ['', 'Atlantis', 'Los Angeles, CA', 'the', ','])
      expect(countryReadings(text)).toEqual([]);
  });
});
