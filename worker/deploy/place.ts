// Where D1 stores a new database. It cannot be changed later.

import { Stopped } from './stopped.ts';
import type { Terminal } from './terminal.ts';

/** Hints: the database is created near this region. The values of `wrangler d1 create --location`. */
export const locations = {
  weur: 'Western Europe',
  eeur: 'Eastern Europe',
  apac: 'Asia Pacific',
  oc: 'Oceania',
  wnam: 'Western North America',
  enam: 'Eastern North America',
} as const;

/** Guarantees: where the database runs and stores its data. The values of `wrangler d1 create --jurisdiction`. */
export const jurisdictions = {
  eu: 'the European Union',
  us: 'the United States',
  fedramp: 'FedRAMP-compliant data centers',
} as const;

/** An option of `wrangler d1 create` and its value. */
export interface Place {
  option: 'location' | 'jurisdiction';
  value: string;
}

/** The place given on the command line, or null. Throws Stopped if Cloudflare has no such place. */
export function readPlace({ location, jurisdiction }: Record<string, string>): Place | null {
  if (location !== undefined && jurisdiction !== undefined) {
    throw new Stopped(
      'Stopped: use --location or --jurisdiction, not both. Cloudflare ignores the location of a database with a jurisdiction.',
    );
  }
  const value = location ?? jurisdiction;
  if (value === undefined) return null;
  const option = location !== undefined ? 'location' : 'jurisdiction';
  const choices = option === 'location' ? locations : jurisdictions;
  if (Object.hasOwn(choices, value)) return { option, value };
  throw new Stopped(
    `Stopped: --${option} must be one of ${Object.keys(choices).join(', ')}, not "${value}".`,
  );
}

/** Asks for the place if the terminal is interactive. Null: Cloudflare chooses. */
export async function choosePlace(given: Place | null, terminal: Terminal): Promise<Place | null> {
  if (given) return given;
  if (!terminal.isInteractive) {
    terminal.say(
      'Cloudflare chooses where to store the database, near this machine. This cannot be changed later. ' +
        'To choose yourself, use --location or --jurisdiction on the first deployment.',
    );
    return null;
  }
  terminal.say(question);
  for (;;) {
    const answer = (await terminal.ask('Your choice, or Enter to let Cloudflare choose: '))
      .trim()
      .toLowerCase();
    if (answer === '') return null;
    if (Object.hasOwn(locations, answer)) return { option: 'location', value: answer };
    if (Object.hasOwn(jurisdictions, answer)) return { option: 'jurisdiction', value: answer };
    terminal.say(`"${answer}" is not one of the names above.`);
  }
}

const question = [
  'Where should Cloudflare store the database? This cannot be changed later.',
  ...Object.entries(locations).map(([name, where]) => `  ${name.padEnd(9)}near ${where}`),
  ...Object.entries(jurisdictions).map(([name, where]) => `  ${name.padEnd(9)}only in ${where}`),
].join('\n');
