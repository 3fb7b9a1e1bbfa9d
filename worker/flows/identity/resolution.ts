// Resolves identity graphs: the people with their ids, what each of them owns, and the rows to write.
// Performs no I/O. shared-scores.ts computes the resulting scores.

import { visibleText } from '../../score/conditions/visible-text.ts';
import { companyKeyOf } from '../../score/fit/company.ts';
import { withDerivedTraits } from '../../score/fit/derived-trait.ts';
import { type EmailKinds, emailKinds } from '../../score/fit/email-kind.ts';
import type { Ownership, Person } from '../../score/identity/claim.ts';
import { resolveOwnership } from '../../score/identity/ownership.ts';
import { searchText } from '../../score/words/search-text.ts';
import type { IdentityChange, LeadRow } from '../../store/identity/identity.ts';
import type { IdentityGraph } from '../../store/identity/identity-graph.ts';
import { type IdentifierRow, refoldMark } from '../../store/identity/ties.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { anonymousVisitor } from '../common/visitor-id.ts';
import { nameVisitors } from './name-visitors.ts';
import { absorbedBy, affectedVisitors, type OwnerMap, ownerMap } from './owner-map.ts';

/** The result of a graph's claims, without the scores. */
export interface Resolution
  extends Omit<IdentityChange, 'refolded' | 'levels' | 'crossings' | 'moves' | 'marked' | 'at' | 'fits'> {
  graph: IdentityGraph;
  /** Visitors who own more or less than before. Their scores must be recomputed from the log. */
  affected: Set<string>;
  /** Visitors who are people. */
  named: Set<string>;
  ownerOf: OwnerMap['ownerOf'];
}

/** Resolves graphs and compares each with the stored state. */
export async function resolve(site: SiteConfig, graphs: readonly IdentityGraph[]): Promise<Resolution[]> {
  const kindOf = await emailKinds();
  return Promise.all(graphs.map((graph) => resolveOne(site, graph, kindOf)));
}

async function resolveOne(site: SiteConfig, graph: IdentityGraph, kindOf: EmailKinds): Promise<Resolution> {
  const ownership = ownershipOf(site, graph);
  const anonymous = await anonymousOf(site, graph.devices);
  const ids = await nameVisitors(site, { graph, ownership, anonymous });
  const idOf = (person: Person) => ids.get(person) as string;
  const stints = ownership.stints.map(({ person, ...stint }) => ({ ...stint, visitor: idOf(person) }));
  const owners = { before: ownerMap(graph.stints, anonymous), after: ownerMap(stints, anonymous) };
  const named = new Set(ids.values());
  const people = ownership.people.filter((person) => person.moved === null);
  const identifiers = people.flatMap((person) => identifiersOf(person, idOf(person)));
  const renamed = renamedBy({ before: graph.identifiers, after: identifiers }, owners.before, named);
  return {
    graph,
    stints,
    identifiers,
    leads: people.map((person) => leadOf(person, idOf(person), kindOf)),
    absorbed: [...absorbedBy(owners, named), ...renamed],
    conflicts: ownership.conflicts,
    affected: new Set([
      ...affectedVisitors(owners),
      ...renamed.map(({ visitor }) => visitor),
      ...graph.stints.filter(({ claimedAt }) => claimedAt === refoldMark).map(({ visitor }) => visitor),
    ]),
    named,
    ownerOf: owners.after.ownerOf,
  };
}

/** Resolves the claims. In a crowd, each device keeps its own identity, because nothing connects it reliably to others. */
function ownershipOf(site: SiteConfig, { claims, splits, isCrowd }: IdentityGraph): Ownership {
  if (!isCrowd) return resolveOwnership({ claims, splits, separate: site.settings.claimed === 'separate' });
  const claimed = claims.map((claim) => ({ ...claim, verified: false }));
  return resolveOwnership({ claims: claimed, splits, separate: true });
}

async function anonymousOf({ visitorKey }: SiteConfig, devices: string[]): Promise<Map<string, string>> {
  const ids = devices.map(async (device) => [device, await anonymousVisitor(visitorKey, device)] as const);
  return new Map(await Promise.all(ids));
}

/** Visitors who only had an identifier that now belongs to another visitor, mapped to that visitor. */
function renamedBy(
  { before, after }: Record<'before' | 'after', IdentifierRow[]>,
  owners: OwnerMap,
  named: Set<string>,
): IdentityChange['absorbed'] {
  const found = new Map<string, string>();
  for (const { kind, value, visitor } of before) {
    const holder = after.find((identifier) => identifier.kind === kind && identifier.value === value);
    if (holder && !named.has(visitor) && !owners.stretches.has(visitor)) found.set(visitor, holder.visitor);
  }
  return [...found].map(([visitor, survivor]) => ({ visitor, survivor }));
}

function identifiersOf(person: Person, visitor: string): IdentityChange['identifiers'] {
  if (person.local) return [];
  const rows: IdentityChange['identifiers'] = [];
  if (person.email !== null) rows.push({ kind: 'email', value: person.email, visitor });
  for (const value of person.formerEmails) rows.push({ kind: 'email', value, visitor });
  if (person.userId !== null) rows.push({ kind: 'userId', value: person.userId, visitor });
  return rows;
}

function leadOf(person: Person, visitor: string, kindOf: EmailKinds): LeadRow {
  const { email, userId, verified, namedAt } = person;
  const traits = withDerivedTraits(person, kindOf);
  // A claimed identifier does not name a person whom the site's server has named. It stays among their traits.
  const names = Object.entries(traits).filter(([, trait]) => trait.verified || !verified);
  const named = new Map(names.map(([key, { value }]) => [key, String(value)]));
  const text = (...keys: string[]) =>
    keys.map((key) => visibleText(named.get(key) ?? null)).find((value) => value !== null) ?? null;
  const parts = [text('firstName', 'first_name'), text('lastName', 'last_name')].filter(
    (part) => part !== null,
  );
  const name = text('name', 'fullName', 'full_name') ?? (parts.length > 0 ? parts.join(' ') : null);
  const company = text('company', 'organization');
  const search = searchText([name, email, userId, company]);
  const companyKey = companyKeyOf({ email, name: company }, kindOf);
  const companySearch = company === null ? null : searchText([company]);
  const found = { name, company, search, companyKey, companySearch };
  return { visitor, email, userId, verified, namedAt, traits, ...found };
}
