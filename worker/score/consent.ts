// What the tag knew of consent when an event happened: a small number beside each event, and the history made of these.
// It is the browser's word, like all that a beacon says.

/** What a tag may ask for, as places in this list; whatever else it asks for works as `required`. */
const modes = ['granted', 'required', 'anonymous', 'google'] as const;

/** What the tag knew. */
export interface Consent {
  /** What the tag asks for. `granted`: the visitor is not asked. */
  mode: (typeof modes)[number];
  /** Whether the tag had consent to store an id: its own `granted`, or the visitor's. Under an honoured GPC it stores none all the same. */
  isGranted: boolean;
  /** Whether the browser sent Global Privacy Control, honoured by the site or not. */
  isGpc: boolean;
}

/** Bits beside the mode's two. The commonest, `granted` and `required` once given, are 0 and 1: SQLite keeps them in no byte. */
const notGrantedBit = 4;
const gpcBit = 8;

/** Made of a beacon's fields, of whatever type they are, and the request's `Sec-GPC`. Null: the beacon has no consent mode. */
export function consentCode(
  { mode, consent, gpc }: { mode?: unknown; consent?: unknown; gpc?: unknown },
  hasGpcHeader: boolean,
): number | null {
  if (typeof mode !== 'string') return null;
  const place = (modes as readonly string[]).indexOf(mode);
  return (
    (place < 0 ? modes.indexOf('required') : place) |
    (consent === 'granted' ? 0 : notGrantedBit) |
    (gpc === true || hasGpcHeader ? gpcBit : 0)
  );
}

/** What a code says. */
export function consentFrom(code: number): Consent {
  const mode = modes[code % modes.length] as Consent['mode'];
  return { mode, isGranted: (code & notGrantedBit) === 0, isGpc: (code & gpcBit) !== 0 };
}

/** Events on one device, one after another, for which the tag knew the same. Times are UTC ms. */
export interface ConsentSpan extends Consent {
  device: string;
  /** When the first and the last of them occurred. */
  from: number;
  to: number;
  events: number;
}

/** An event as the log has it: as much of it as is needed. `consent` null: no tag sent it. */
export interface ConsentedEvent {
  device: string;
  occurredAt: number;
  consent: number | null;
}

/**
 * What was known of consent when a visitor's events happened, by device and in order of time. Events that did not come from a tag (from
 * the site's server, by hand, from an old script) are left out. A withdrawal leaves no event: after it the tag sends nothing,
 * and once consent is given anew it is a new device.
 */
export function consentHistory(events: readonly ConsentedEvent[]): ConsentSpan[] {
  const spans: ConsentSpan[] = [];
  for (const [device, own] of Map.groupBy(events, (event) => event.device)) {
    let last: number | null = null;
    for (const { occurredAt, consent } of own.toSorted((a, b) => a.occurredAt - b.occurredAt)) {
      if (consent === null) continue;
      const span = spans.at(-1);
      if (span && consent === last) {
        span.to = occurredAt;
        span.events++;
      } else spans.push({ device, from: occurredAt, to: occurredAt, events: 1, ...consentFrom(consent) });
      last = consent;
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}
