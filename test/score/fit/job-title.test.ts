// Abbreviations in titles are read in full and back, and each of the jobs in a title by itself.

import { describe, expect, it } from 'vitest';
import { titleReadings } from '../../../worker/score/fit/title/job-title.ts';

describe('a title', () => {
  it.each([
    ['CEO', 'Chief Executive Officer'],
    ['CTO', 'Chief Technology Officer'],
    ['CFO', 'Chief Financial Officer'],
    ['COO', 'Chief Operating Officer'],
    ['CMO', 'Chief Marketing Officer'],
    ['CIO', 'Chief Information Officer'],
    ['CISO', 'Chief Information Security Officer'],
    ['CPO', 'Chief Product Officer'],
    ['CRO', 'Chief Revenue Officer'],
    ['CDO', 'Chief Data Officer'],
    ['CHRO', 'Chief Human Resources Officer'],
    ['VP', 'Vice President'],
    ['SVP', 'Senior Vice President'],
    ['EVP', 'Executive Vice President'],
    ['HR', 'Human Resources'],
    ['IT', 'Information Technology'],
  ])('%s is read as %s, and the other way round', (short, long) => {
    expect(titleReadings(short)).toContain(long.toLowerCase());
    expect(titleReadings(long)).toContain(short.toLowerCase());
  });

  it.each([
    ['AVP Sales', 'assistant vice president sales'],
    ['Pres. EMEA', 'president emea'],
    ['Dir. of Sales', 'director of sales'],
    ['Mgr', 'manager'],
    ['Sr. Mgr', 'senior manager'],
    ['Jr Developer', 'junior developer'],
    ['Asst. Editor', 'assistant editor'],
    ['Assoc. Partner', 'associate partner'],
  ])('%s is read as %s', (title, reading) => {
    expect(titleReadings(title)).toContain(reading);
  });

  it.each([
    ['MD', 'managing director'],
    ['CSO', 'chief security officer'],
    ['Chief of Staff', 'cso'],
    ['Chief of the Data Officer', 'cdo'],
    ['Item Manager', 'information technologyem manager'],
  ])('%s is not read as %s', (title, reading) => {
    expect(titleReadings(title)).not.toContain(reading);
  });

  it('is read for each of its jobs, as long as there are no more than six', () => {
    const jobs = (count: number) => ['CTO', ...Array(count - 1).fill('Fellow')].join(', ');
    expect(titleReadings(jobs(2))).toContain('chief technology officer');
    expect(titleReadings(jobs(6))).toContain('chief technology officer');
    expect(titleReadings(jobs(7))).not.toContain('chief technology officer');
  });

  it('has no reading of nothing', () => {
    for (const title of ['CTO,', ', CTO', '(CTO)', '--']) expect(titleReadings(title)).not.toContain('');
  });
});
