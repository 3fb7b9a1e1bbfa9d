// Assigns visitor ids to people. Ids survive resolutions wherever possible.

import type { Ownership, Person, Stint } from '../../score/identity/claim.ts';
import type { IdentityGraph } from '../../store/identity/identity-graph.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { identifiedVisitor } from '../common/visitor-id.ts';

/** Gives each person a visitor id: the current one, or the anonymous id of the first device, or a new one. */
export async function nameVisitors(
  site: SiteConfig,
  {
    graph,
    ownership,
    anonymous,
  }: { graph: IdentityGraph; ownership: Ownership; anonymous: Map<string, string> },
): Promise<Map<Person, string>> {
  const held = new Map(graph.identifiers.map(({ kind, value, visitor }) => [`${kind}\n${value}`, visitor]));
  const ids = new Map<Person, string>();
  // A device without identified people belongs to its anonymous visitor again.
  const owned = new Set(ownership.stints.map(({ device }) => device));
  const used = new Set([...anonymous].flatMap(([device, id]) => (owned.has(device) ? [] : [id])));
  const name = (person: Person, id: string | null | undefined) => {
    if (!id || used.has(id) || ids.has(person)) return;
    ids.set(person, id);
    used.add(id);
  };
  for (const person of ownership.people) {
    name(person, person.moved);
    if (person.local) continue;
    name(person, person.userId && held.get(`userId\n${person.userId}`));
    name(person, person.email && held.get(`email\n${person.email}`));
  }
  const first = new Map<Person, Stint>();
  for (const stint of ownership.stints) if (!first.has(stint.person)) first.set(stint.person, stint);
  for (const person of ownership.people) {
    const stint = first.get(person);
    if (stint?.startedAt === 0) name(person, anonymous.get(stint.device));
    // The id may already belong to somebody else, who started here according to earlier facts. Then use another one.
    for (let salt = 0; !ids.has(person); salt++) {
      const { device, event } = person.first;
      name(person, await identifiedVisitor(site.visitorKey, device, salt === 0 ? event : `${event}#${salt}`));
    }
  }
  return ids;
}
