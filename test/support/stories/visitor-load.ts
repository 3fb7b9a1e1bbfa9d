// Simulates visitors while the server stops and restarts: each beacon is kept until it is acknowledged, as a browser does,
// and a ledger has the expected result of every visitor.

import type { Random } from '../../../demo/people/random.ts';
import type { Model } from '../../../schema/model/model.ts';

/**
 * Nothing fades and the order does not matter, so the expected score is a sum: a page 1, each file 10 once, the first form
 * 50.
 */
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

/** A person with two devices. A device on which they give no email belongs to another, anonymous visitor. */
interface Person {
  email: string | null;
  devices: [Device, Device];
}

/** The expected state of a visitor, from the ledger. */
export interface Expected {
  email: string | null;
  score: number;
  eventIds: string[];
}

/** Creates beacons, delivers them and keeps the ledger. */
export class VisitorLoad {
  readonly sent: Beacon[] = [];
  /** Beacons without a response yet. */
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

  /**
   * Sends beacons of one to four events, one after the other, until the server does not respond. Throws if one is rejected.
   */
  async visit(url: string): Promise<void> {
    while (await this.deliver(url, this.#beacon()));
  }

  /** Resolves when this many beacons have been sent in total. */
  async reaches(count: number): Promise<void> {
    while (this.sent.length < count) await new Promise((passed) => setTimeout(passed, 1));
  }

  /** Sends a beacon once. False: no response, and it stays in `unacknowledged`. Throws if it is rejected. */
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

  /** The expected state of every visitor, once everything is delivered. */
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
