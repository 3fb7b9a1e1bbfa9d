// Visitors who keep visiting while the server comes and goes: each beacon is kept until it is acknowledged, as a browser
// keeps it, and a ledger says what every one of them must come to.

import type { Random } from '../../../demo/people/random.ts';
import type { Model } from '../../../schema/model/model.ts';

/** Nothing fades and no order matters, so that what is expected is a sum: a page 1, each file 10 once, the first form 50. */
export const sumModel: Model = {
  halfLifeDays: null,
  rules: [
    { id: 'page', label: 'Page', on: 'page_view', points: 1 },
    { id: 'file', label: 'File', on: 'download', points: 10, cap: { times: 1, per: 'ever', by: 'file' } },
    { id: 'form', label: 'Form', on: 'form_fill', points: 50, cap: { times: 1, per: 'ever' } },
  ],
  levels: [
    { name: 'hot', at: 45, keep: 36 },
    { name: 'warm', at: 20, keep: 16 },
    { name: 'cool', at: 5, keep: 4 },
    { name: 'cold' },
  ],
};

const origin = 'https://acme.example';

interface SentEvent {
  id: string;
  kind: string;
  at: number;
  [field: string]: unknown;
}

interface Beacon {
  device: string;
  session: string;
  events: SentEvent[];
}

interface Device {
  device: string;
  session: string;
  events: SentEvent[];
}

/** Someone with two devices. On a device where they give no email, they are someone else to us, and anonymous. */
interface Person {
  email: string | null;
  devices: [Device, Device];
}

/** What the ledger says of a visitor. */
export interface Expected {
  email: string | null;
  score: number;
  eventIds: string[];
}

/** Makes beacons, delivers them and keeps the ledger. */
export class VisitorLoad {
  readonly sent: Beacon[] = [];
  /** Beacons without an answer yet. */
  readonly unacknowledged = new Set<Beacon>();
  readonly #people: Person[];
  readonly #random: Random;
  readonly #site: string;

  constructor(site: string, size: number, random: Random) {
    this.#site = site;
    this.#random = random;
    const device = (): Device => ({ device: random.uuid(), session: random.uuid(), events: [] });
    this.#people = Array.from({ length: size }, (_, n) => {
      const email = n % 5 === 0 ? null : `person-${n}@example.com`;
      return { email, devices: [device(), device()] };
    });
  }

  /** One beacon of one to four events after another, until the server does not answer. Throws where it refuses. */
  async visit(url: string): Promise<void> {
    while (await this.deliver(url, this.#beacon()));
  }

  /** Resolves when so many beacons have been sent in all. */
  async reaches(count: number): Promise<void> {
    while (this.sent.length < count) await new Promise((passed) => setTimeout(passed, 1));
  }

  /** Sends a beacon once. False: no answer came, and it stays in `unacknowledged`. Throws where it is refused. */
  async deliver(url: string, beacon: Beacon): Promise<boolean> {
    const answer = await fetch(`${url}/e`, {
      method: 'POST',
      headers: { origin, 'user-agent': 'Mozilla/5.0 Firefox/153.0', 'content-type': 'text/plain' },
      body: JSON.stringify({ site: this.#site, sentAt: Date.now(), ...beacon }),
    })
      .then(async (response) => `${response.status} ${await response.text()}`)
      .catch(() => null);
    if (answer === null) return false;
    if (answer !== `202 {"accepted":${beacon.events.length},"rejected":[]}`) throw new Error(answer);
    this.unacknowledged.delete(beacon);
    return true;
  }

  /** What every visitor must come to, once everything is delivered. */
  expected(): Expected[] {
    const isNaming = ({ email }: SentEvent) => email !== undefined;
    return this.#people.flatMap(({ email, devices }) => {
      const known = devices.filter(({ events }) => events.some(isNaming));
      const visitors = devices
        .filter((device) => device.events.length > 0 && !known.includes(device))
        .map(({ events }) => expectedOf(null, events));
      const claimed = known.flatMap(({ events }) => events);
      return known.length > 0 ? [...visitors, expectedOf(email, claimed)] : visitors;
    });
  }

  #beacon(): Beacon {
    const random = this.#random;
    const { email, devices } = random.pick(this.#people as [Person, ...Person[]]);
    const { device, session, events: all } = random.pick(devices);
    const events = Array.from({ length: random.between(1, 4) }, () => this.#event(email));
    all.push(...events);
    const beacon = { device, session, events };
    this.sent.push(beacon);
    this.unacknowledged.add(beacon);
    return beacon;
  }

  #event(email: string | null): SentEvent {
    const random = this.#random;
    const kind = random.pick(['page_view', 'page_view', 'page_view', 'download', 'form_fill', 'identify']);
    const event = { id: random.uuid(), at: Date.now(), url: `${origin}/${random.pick(['', 'pricing'])}` };
    if (kind === 'download') return { ...event, kind, file: `${origin}/${random.between(1, 3)}.pdf` };
    if (email !== null && kind === 'form_fill') return { ...event, kind, form: 'contact', email };
    if (email !== null && kind === 'identify') return { ...event, kind, email };
    return { ...event, kind: 'page_view' };
  }
}

function expectedOf(email: string | null, events: SentEvent[]): Expected {
  const files = new Set(events.flatMap(({ kind, file }) => (kind === 'download' ? [file] : [])));
  const pages = events.filter(({ kind }) => kind === 'page_view').length;
  const hasForm = events.some(({ kind }) => kind === 'form_fill');
  const eventIds = events.map(({ id }) => id).sort();
  return { email, score: pages + 10 * files.size + (hasForm ? 50 : 0), eventIds };
}
