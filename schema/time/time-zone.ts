// The time zone of a site: a current name of the IANA database.

import * as z from 'zod';
import { text } from '../text.ts';

/** Old names that Intl still returns, and the current ones: https://data.iana.org/time-zones/tzdb/backward */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Names looked up before: settings are read with every site, and an Intl lookup takes a millisecond. */
const known = new Map<string, string>([['UTC', 'UTC']]);
const maxKnown = 1_000;

/** `Europe/Berlin` for `europe/berlin`, `America/New_York` for `US/Eastern`; null: no zone has this name. */
function canonical(name: string): string | null {
  const found = known.get(name) ?? lookUp(name);
  if (found === null) return null;
  if (known.size >= maxKnown) known.clear();
  known.set(name, found);
  return found;
}

function lookUp(name: string): string | null {
  // A fixed offset, such as +01:00, has no name and no summer time.
  if (!/^[a-z]/i.test(name)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return renamed[timeZone] ?? timeZone;
  } catch {
    return null;
  }
}

/** A time zone in an input: any name in the IANA database, in any case. Becomes its canonical name. */
export const timeZone = text()
  .max(64)
  .transform((given, ctx) => {
    const name = canonical(given.trim());
    if (name !== null) return name;
    const message = `unknown time zone ${JSON.stringify(given)}; give an IANA name such as "Europe/Berlin", "America/New_York" or "UTC"`;
    ctx.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
