// The position in the log for facts recorded about a known visitor, so that they follow the visitor through merges.

import type { EventBody } from '../../score/event.ts';
import type { Identity } from '../../store/identity/visitor-identity.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { serverDevice } from '../common/visitor-id.ts';

/** A device of the visitor, a time when it belonged to them (UTC ms), and the identity for the event. */
export interface Anchor {
  device: string;
  ownedAt: number;
  identity: Pick<EventBody, 'email' | 'userId' | 'verified'>;
}

/** The anchor of a visitor. */
export async function anchorOf(site: SiteConfig, { lead, stints, device }: Identity): Promise<Anchor> {
  // A claimed device may turn out to belong to somebody else, so nothing about a verified person is recorded there.
  const first = lead?.verified ? stints.find(({ verified }) => verified) : stints[0];
  if (first) return { device: first.device, ownedAt: first.startedAt, identity: {} };
  if (device || !lead) return { device: device as string, ownedAt: 0, identity: {} };
  // An identified visitor without a device: a device derived from the identity replaces it.
  const kind = lead.userId ? 'userId' : 'email';
  const value = lead[kind] as string;
  const standIn = await serverDevice(site.visitorKey, kind, value);
  return { device: standIn, ownedAt: 0, identity: { [kind]: value, verified: true } };
}

/** The devices on which facts about the visitor can be recorded. */
export function devicesOf({ stints, device }: Identity): string[] {
  return [...stints.map((stint) => stint.device), ...(device ? [device] : [])];
}
