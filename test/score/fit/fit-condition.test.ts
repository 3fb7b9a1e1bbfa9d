// Traits as people write them, against conditions as a marketer writes them.

import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../schema/model/model.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import { compileFitWhere } from '../../../worker/score/fit/fit-condition.ts';
import { knownTraits } from '../../../worker/score/fit/trait-reading.ts';

const holds = (name: string, condition: Condition, value: TraitValue) =>
  compileFitWhere({ [name]: condition })(knownTraits({ [name]: { value } }));

describe('a range', () => {
  test.each<[Condition, TraitValue, boolean]>([
    // The low end is what there is for certain, the high end what there may be.
    [{ gte: 1000 }, '1,000+', true],
    [{ gte: 1000 }, '999+', false],
    [{ gte: 1001 }, '1,000+', false],
    [{ gte: 10 }, '10-50', true],
    [{ gte: 11 }, '10-50', false],
    [{ gt: 9 }, '10-50', true],
    [{ gt: 10 }, '10-50', false],
    [{ lte: 50 }, '10-50', true],
    [{ lte: 49 }, '10-50', false],
    [{ lt: 51 }, '10-50', true],
    [{ lt: 50 }, '10-50', false],
    [{ gte: 10, lte: 50 }, '10-50', true],
    [{ gte: 10, lt: 50 }, '10-50', false],
    [{ lte: 1_000_000 }, '1,000+', false],
    [{ lt: 10 }, '<10', true],
    [{ lt: 9.99 }, '<10', false],
    [{ lt: 10 }, 'up to 10', false],
    [{ lte: 10 }, 'up to 10', true],
    [{ gte: 0 }, '<10', true],
    [{ gt: 0 }, '<10', false],
    [{ gt: 50 }, '>50', true],
    [{ gte: 51 }, '>50', false],
    [{ gt: 50 }, '50+', false],
    [{ gte: 2_000_000 }, '€2m', true],
    [{ gt: 2_000_000 }, '€2m', false],
    [{ gte: 100 }, 99, false],
    [{ gte: 100 }, 100, true],
    [{ gte: 0 }, 'many', false],
    [{ gte: 0 }, '', false],
    [{ gte: 0 }, true, false],
  ])('%j says of %j: %s', (condition, value, isMatch) => {
    expect(holds('employees', condition, value)).toBe(isMatch);
  });
});

describe('a title', () => {
  test.each<[Condition, string, boolean]>([
    [{ words: 'cto' }, 'Chief Technology Officer', true],
    [{ words: 'sales' }, 'VP-Sales', true],
    [{ words: 'sale' }, 'VP Sales', false],
    ['c?o', 'CTO', true],
    ['c?o', 'C.T.O.', true],
    ['c?o', 'Chief Technology Officer', true],
    ['c?o', 'chief  technology  officer', true],
    ['c?o', 'CTO & Co-Founder', true],
    ['c?o', 'Founder/CEO', true],
    ['c?o', 'Co-founder, Chief Executive', true],
    ['c?o', 'CISO', false],
    ['c*o', 'Chief Information Security Officer', true],
    ['c?o', 'Assistant to the CEO', false],
    ['c?o', 'Chief of Staff', false],
    ['c?o', 'Coordinator', false],
    ['*chief*', 'CTO', true],
    ['*chief*', 'chief executive', true],
    ['*chief*', 'Kerchief maker', true],
    ['chief marketing officer', 'CMO', true],
    ['cmo', 'Chief Marketing Officer (EMEA)', true],
    ['*vp*', 'Vice President, Sales', true],
    ['*vp*', 'Vice-President of Sales', true],
    ['*vp*', 'V.P. Sales', true],
    ['vp*', 'Vice President, Sales', true],
    ['*vp*', 'SVP Sales', true],
    ['*vp*', 'Senior Vice President', true],
    ['*vp*', 'President', false],
    ['*vice president*', 'VP Sales', true],
    ['*vice-president*', 'VP Sales', true],
    ['*vice president*', 'EVP, Global Sales', true],
    ['*director*', 'Dir. of Sales', true],
    ['*director*', 'Managing Director', true],
    ['md', 'Managing Director', true],
    ['*managing director*', 'MD', false],
    ['head of *', 'Head of R&D', true],
    ['head of r&d', 'head of R and D', true],
    ['head of *', 'Head Chef', false],
    ['*human resources*', 'HR Manager', true],
    ['*hr *', 'Human Resources Manager', true],
    ['*geschäftsführer*', 'GESCHÄFTSFÜHRER', true],
    ['*geschäftsführer*', 'Geschaeftsfuehrer', true],
    ['*geschaeftsfuehrer*', 'Geschäftsführer', true],
    ['*geschaftsfuhrer*', 'Geschäftsführer', true],
    ['directeur général', 'Directeur general', true],
    ['directeur general', 'Directeur Ge\u0301ne\u0301ral', true],
    [['c?o', '*vp*'], 'Vice President', true],
    [['c?o', '*vp*'], 'Manager', false],
    [{ not: 'c?o' }, 'CTO', false],
    [{ not: 'c?o' }, 'Chief Technology Officer', false],
    [{ not: ['*intern*', '*student*'] }, 'Chief Technology Officer', true],
    [{ not: ['*intern*', '*student*'] }, 'Intern, Marketing', false],
    ['-', '-', true],
    ['-', '!!', false],
    [['-', 'x'], '-', true],
    ['svp *', 'Senior Vice President, Sales', true],
    ['evp', 'Executive Vice President', true],
    ['it *', 'Information Technology Manager', true],
    ['c?o', 'CEO and Founder', true],
    ['c?o', 'Gründer und CEO', true],
    ['c?o', 'Fondateur et CEO', true],
    ['c?o', 'Fundador y CEO', true],
    ['manager', 'Brand Manager', false],
    ['*', '!!', true],
    ['x', '!!', false],
  ])('%j says of %j: %s', (condition, value, isMatch) => {
    for (const name of ['title', 'jobTitle', 'job_title', 'Position', 'role']) {
      expect(holds(name, condition, value)).toBe(isMatch);
    }
  });
});

describe('a country', () => {
  test.each<[Condition, string, boolean]>([
    ['UK', 'GB', true],
    ['GB', 'UK', true],
    ['gbr', 'Great Britain', true],
    ['United Kingdom', 'england', true],
    ['Great Britain', 'United Kingdom', true],
    ['Germany', 'DE', true],
    ['Germany', 'Deutschland', true],
    ['DEU', 'Allemagne', true],
    ['de', ' germany ', true],
    ['de', 'Denmark', false],
    ['US', 'U.S.A.', true],
    ['USA', 'United States of America', true],
    ['us', 'the United States', true],
    ['us', 'America', true],
    ['us', 'Russia', false],
    ['Netherlands', 'Holland', true],
    ['Austria', 'Oesterreich', true],
    ['Österreich', 'AT', true],
    ['Oesterreich', 'AT', true],
    ['AT', 'Australia', false],
    ["Côte d'Ivoire", 'Ivory Coast', true],
    ['ci', 'Cote d’Ivoire', true],
    ['Bosnia & Herzegovina', 'BA', true],
    ['Czechia', 'Česko', true],
    ['JP', '日本', true],
    ['de', 'Berlin, Germany', true],
    ['de', 'Germany (DE)', true],
    ['de', 'Germany, Berlin', true],
    ['gb', 'London, UK', true],
    ['us', 'Boston, US', true],
    ['in', 'Gary, IN', false],
    ['de', 'Berlin - Germany', true],
    ['gw', 'Guinea-Bissau', true],
    ['us', 'Atlanta, Georgia, USA', true],
    ['ge', 'Atlanta, Georgia, USA', false],
    ['ca', 'Los Angeles, CA', false],
    ['united*', 'UK', true],
    ['Die Schweiz', 'CH', true],
    ['the Czech Republic', 'Tschechien', true],
    ['Moldova, Republic of', 'Moldau', true],
    ['Atlanta, Georgia, USA', 'US', true],
    ['Congo', 'Republic of the Congo', false],
    ['Congo', 'congo', true],
    ['*', 'Atlantis', true],
    ['atlantis', 'ATLANTIS', true],
    [['DE', 'AT', 'CH'], 'Schweiz', true],
    [['DE', 'AT', 'CH'], 'France', false],
    [{ not: 'US' }, 'United States', false],
    [{ not: 'US' }, 'Deutschland', true],
    [{ not: ['US', 'UK'] }, 'Britain', false],
  ])('%j says of %j: %s', (condition, value, isMatch) => {
    for (const name of ['country', 'countryCode', 'company.country', 'Country/Region']) {
      expect(holds(name, condition, value)).toBe(isMatch);
    }
  });

  test('is one only in a trait of that name: a language of "de" is no Germany', () => {
    expect(holds('language', 'Germany', 'de')).toBe(false);
    expect(holds('industry', 'c?o', 'Chief Technology Officer')).toBe(false);
  });
});

describe('any other text', () => {
  test.each<[Condition, TraitValue, boolean]>([
    ['food & beverage', 'Food and Beverage', true],
    ['food and beverage', 'FOOD & BEVERAGE', true],
    ['food and beverage', 'Food&Beverage', true],
    ['*énergie*', 'energie', true],
    ['energie', 'Énergie', true],
    ['maschinenbau', 'Maschinen-Bau', false],
    ['mobel', 'Möbel', true],
    ['moebel', 'Möbel', true],
    ['möbel', 'Moebel', true],
    ['lodz', 'Łódź', true],
    ['real estate', ' Real  Estate ', true],
    ['*.acme.com', 'x-acme.com', false],
    ['*.acme.com', 'eu.acme.com', true],
    ['5', 5, true],
    ['true', true, true],
    [{ not: 'retail' }, 'Rétail', false],
    [{ not: 'retail' }, 'Retailing', true],
  ])('%j says of %j: %s', (condition, value, isMatch) => {
    expect(holds('industry', condition, value)).toBe(isMatch);
  });
});

test('a trait that is missing or blank matches nothing, not even `not`', () => {
  for (const condition of ['*', { not: 'x' }, { lt: 1 }] as Condition[]) {
    expect(compileFitWhere({ title: condition })(knownTraits({}))).toBe(false);
    expect(holds('title', condition, '')).toBe(false);
    expect(holds('title', condition, ' \n')).toBe(false);
    expect(compileFitWhere({ toString: condition })(knownTraits({}))).toBe(false);
  }
});

test('every condition of a rule must hold', () => {
  const both = compileFitWhere({ country: 'DE', employees: { gte: 100 } });
  const of = (country: string, employees: string) =>
    both(knownTraits({ country: { value: country }, employees: { value: employees } }));
  expect([of('Germany', '100+'), of('Germany', '99'), of('France', '100+')]).toEqual([true, false, false]);
});
