// The consent that the tag had when an event happened: stored as a small number with each event, and shown as a history.
// It is what the browser claims, like everything in a beacon.

/** The consent modes of a tag; the code stores the index. An unknown mode works like `required`. */
const modes = ['granted', 'required', 'anonymous', 'google'] as const;

/** The consent state of the tag. */
export interface Consent {
  /** The tag's consent mode. `granted`: the visitor is not asked. */
  mode: (typeof modes)[number];
  /** Whether the tag may store an id: the mode is `granted`, or the visitor consented. If GPC is honoured, it stores none anyway. */
  isGranted: boolean;
  /** Whether the browser sent Global Privacy Control, honoured by the site or not. */
  isGpc: boolean;
}

/** The bits after the mode's two. The most common codes are 0 (`granted`) and 1 (`required`, given), which SQLite stores without a byte. */
const notGrantedBit = 4;
const gpcBit = 8;

/** Encodes a beacon's unchecked fields and the request's `Sec-GPC`. Null if the beacon has no consent mode. */
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

/** Decodes a code. */
export function consentFrom(code: number): Consent {
  const mode = modes[code % modes.length] as Consent['mode'];
  return { mode, isGranted: (code & notGrantedBit) === 0, isGpc: (code & gpcBit) !== 0 };
}

/** Consecutive events on one device with the same consent state. Times are UTC ms. */
export interface ConsentSpan extends Consent {
  device: string;
  /** Times of the first and the last event. */
  from: number;
  to: number;
  events: number;
}

/** The fields of a logged event that are needed here. `consent` is null if no tag sent it. */
export interface ConsentedEvent {
  device: string;
  occurredAt: number;
  consent: number | null;
}

/**
 * The consent history of a visitor, by device and in order of time. Events that no tag sent (from the site's server, by hand, or
 * from an old script) are left out. A withdrawal leaves no event, because the tag sends nothing after it; consent that is given
 * again starts a new device.
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
