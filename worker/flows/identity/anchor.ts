// Where in the log something stands that is recorded about a known visitor, so that it follows the visitor through merges.

import type { EventBody } from '../../score/event.ts';
import type { Identity } from '../../store/identity/visitor-identity.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { serverDevice } from '../visitor-id.ts';

/** A device of the visitor, a moment at which it was theirs (UTC ms), and what the event says about who they are. */
export interface Anchor {
  device: string;
  ownedAt: number;
  identity: Pick<EventBody, 'email' | 'userId' | 'verified'>;
}

/** The anchor of a visitor. */
export async function anchorOf(site: SiteConfig, { lead, stints, device }: Identity): Promise<Anchor> {
  // A claimed device may turn out to be somebody else's: nothing of a verified person's is recorded there.
  const first = lead?.verified ? stints.find(({ verified }) => verified) : stints[0];
  if (first) return { device: first.device, ownedAt: first.startedAt, identity: {} };
  if (device || !lead) return { device: device as string, ownedAt: 0, identity: {} };
  // An identified visitor without a device of their own: the identity itself stands for one.
  const kind = lead.userId ? 'userId' : 'email';
  const value = lead[kind] as string;
  const standIn = await serverDevice(site.visitorKey, kind, value);
  return { device: standIn, ownedAt: 0, identity: { [kind]: value, verified: true } };
}

/** The devices on which anything recorded about the visitor may stand. */
export function devicesOf({ stints, device }: Identity): string[] {
  return [...stints.map((stint) => stint.device), ...(device ? [device] : [])];
}
