// Texts that two people spell differently come to the same: letters, accents, points, spaces.

import { describe, expect, it } from 'vitest';
import { plainText, plainWords, spellings } from '../../../worker/score/conditions/plain-text.ts';

describe('a plain text', () => {
  it.each([
    ['Straße', 'strasse'],
    ['Ærø', 'aero'],
    ['Œuvre', 'oeuvre'],
    ['Smørrebrød', 'smorrebrod'],
    ['Łódź', 'lodz'],
    ['Đặng', 'dang'],
    ['Garðabær', 'gardabaer'],
    ['Þór', 'thor'],
    ['Ilgın', 'ilgin'],
    ['Énergie', 'energie'],
    ['e\u0301\u0302', 'e'],
    ['Ｆｕｌｌ', 'full'],
    ['a&b', 'a and b'],
    ['a  &\nb', 'a and b'],
    [' two \t words ', 'two words'],
    ['*.Pdf?', '*.pdf?'],
    ['v.p.', 'v.p.'],
    ['', ''],
  ])('of %j is %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
    expect(plainText(plain)).toBe(plain);
  });
});

describe('the words of a text', () => {
  it.each([
    ['Chief Officer 2', 'chief officer 2'],
    ['V.P.', 'vp'],
    ['v.p', 'vp'],
    ['V.P Sales', 'vp sales'],
    ['U.S.A.', 'usa'],
    ['U.S.', 'us'],
    ['v.president', 'v president'],
    ['Dir.Sales', 'dir sales'],
    ['v.2', 'v 2'],
    ['a.1b', 'a 1b'],
    ['Cote d’Ivoire', 'cote d ivoire'],
    ['a -- b', 'a b'],
    ['R&D', 'r and d'],
    ['(acting)', 'acting'],
    ['*chief*', '*chief*'],
    ['c?o', 'c?o'],
    ['É', 'e'],
    ['a É', 'a e'],
    ['日本', '日本'],
    ['--', ''],
  ])('%j are %j', (text, words) => {
    expect(plainWords(text)).toBe(words);
    expect(plainWords(words)).toBe(words);
  });
});

describe('the spellings of a text', () => {
  it.each([
    ['Ann', ['Ann']],
    ['Général', ['Général']],
    ['Ö', ['Ö', 'Oe']],
    ['Geschäftsführer', ['Geschäftsführer', 'Geschaeftsfuehrer']],
    ['MÜLLER', ['MÜLLER', 'MUeLLER']],
    // An o and a mark, as some keyboards send it.
    ['Mo\u0308bel', ['Mo\u0308bel', 'Moebel']],
    ['e\u0301', ['e\u0301']],
  ])('%j are %j', (text, spelled) => {
    expect(spellings(text)).toEqual(spelled);
  });
});
