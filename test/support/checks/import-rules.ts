// The import rules: the floors of CONTRIBUTING.md as a table, and a parser of import statements.

import { posix } from 'node:path';

/** An import statement: its specifier, and whether it is removed with the types. */
export interface Import {
  specifier: string;
  isType: boolean;
}

interface Area {
  /** A file belongs to the first area whose prefix matches. */
  prefix: string;
  /** Areas of our code that it may import, in addition to itself. */
  areas: readonly string[];
  /** Packages that it may import; a name stands for everything that starts with it. */
  packages: readonly string[];
  /** Whether its files must not import one another. */
  isClosed?: true;
}

const below = ['worker/flows/', 'worker/score/', 'worker/store/', 'schema/'] as const;
const http = ['hono', '@hono/zod-openapi', 'zod', 'jose', 'isbot'];
/** Data, no code. */
const lists = [
  'cldr-localenames-full/main',
  'i18n-iso-countries/codes.json',
  'i18n-iso-countries/langs',
  'email-providers/all.json',
  'disposable-email-domains-js/dist/dict',
];

/** Tools that only run on developers' machines: they may import anything. */
const tools = [
  'snippet/build/build.ts',
  'snippet/build/build-package.ts',
  'snippet/build/minified-cache.ts',
  'snippet/build/published.ts',
  'snippet/build/release.ts',
  'snippet/build/write-whole.ts',
  'worker/deploy.ts',
  'worker/deploy/',
  'worker/command/',
  'demo/',
  'bench/',
  'test/',
  'vitest.config.ts',
  'drizzle.config.ts',
];

const areas: readonly Area[] = [
  // The example models, which the pages offer to begin with.
  { prefix: 'docs/models/', areas: [], packages: [] },
  { prefix: 'schema/', areas: [], packages: ['zod', 'drizzle-orm'] },
  { prefix: 'snippet/', areas: ['schema/'], packages: [] },
  { prefix: 'worker/score/', areas: ['schema/'], packages: lists },
  { prefix: 'worker/store/', areas: ['schema/'], packages: ['drizzle-orm'] },
  { prefix: 'worker/flows/', areas: ['worker/score/', 'worker/store/', 'schema/'], packages: [] },
  { prefix: 'worker/http/', areas: below, packages: http },
  { prefix: 'worker/intake/', areas: [...below, 'worker/http/'], packages: http },
  { prefix: 'worker/docs/', areas: ['worker/http/', 'schema/'], packages: http },
  {
    prefix: 'worker/routes/',
    areas: [...below, 'worker/http/', 'worker/intake/', 'worker/docs/'],
    packages: http,
    isClosed: true,
  },
  {
    prefix: 'worker/dashboard/',
    areas: [...below, 'worker/http/', 'worker/docs/', 'docs/models/'],
    packages: [...http, 'd3-scale', 'd3-shape'],
  },
  { prefix: 'worker/jobs/', areas: [...below, 'worker/http/'], packages: [] },
  {
    prefix: 'worker/app.ts',
    areas: ['worker/routes/', 'worker/dashboard/', 'worker/http/', 'worker/docs/'],
    packages: http,
  },
  {
    prefix: 'worker/index.ts',
    areas: ['worker/app.ts', 'worker/jobs/', 'worker/http/', 'worker/flows/'],
    packages: http,
  },
];

/** The import and re-export statements of a TypeScript source, including dynamic ones. */
export function importsOf(source: string): Import[] {
  const statement = /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g;
  return [
    ...[...source.matchAll(statement)].map(([, type, specifier = '']) => ({
      specifier,
      isType: Boolean(type),
    })),
    ...[...source.matchAll(dynamic)].map(([, specifier = '']) => ({ specifier, isType: false })),
  ];
}

/** Why this file (a path from the root) must not have this import, in one sentence; null if it may. */
export function complaint(file: string, { specifier, isType }: Import): string | null {
  if (tools.some((tool) => file.startsWith(tool))) return null;
  const from = areaOf(file);
  if (!from) return `${file} is in none of the areas of test/support/checks/import-rules.ts`;
  if (!specifier.startsWith('.')) {
    const isAllowed = from.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    return isAllowed ? null : `${file} may not import the package "${specifier}"`;
  }
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  if (tools.some((tool) => target.startsWith(tool))) return `${file} may not import ${target}: it is a tool`;
  // /healthz responds with its version.
  if (target === 'package.json' && file.startsWith('worker/routes/')) return null;
  const to = areaOf(target);
  if (from.prefix === 'snippet/' && to?.prefix === 'schema/' && !isType && target !== 'schema/event.ts') {
    return `${file} may take values from schema/event.ts only: use "import type" for ${target}`;
  }
  if (to === from)
    return from.isClosed ? `${file} may not import ${target}: routes do not import each other` : null;
  if (to && from.areas.includes(to.prefix)) return null;
  const down = from.areas.length > 0 ? `${from.areas.join(', ')} and its own` : 'its own files';
  return `${file} may not import ${target}: ${from.prefix} imports only from ${down}`;
}

function areaOf(file: string): Area | undefined {
  return areas.find(({ prefix }) => file.startsWith(prefix));
}
