// The sections of the settings: the fields of each, as stored and as sent.

import type * as z from 'zod';
import { siteChange } from '../../../../schema/api/sites/site.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { linesOf, originsOf, wholeNumberOf } from '../read-form.ts';

/** The sections that change settings, and their fields, which are on no other section. */
export const sectionFields = {
  site: ['name', 'origins', 'timeZone'],
  recording: ['consent', 'gpc', 'collectFields', 'keepQuery'],
  exclude: ['paths', 'emailDomains', 'ips'],
  people: ['claimed', 'anonymous', 'identified'],
} as const;

export type SectionName = keyof typeof sectionFields;
export type SettingName = (typeof sectionFields)[SectionName][number];

/** The section with this name; null: there is none. */
export function sectionNamed(name: string | null): SectionName | null {
  const names = Object.keys(sectionFields) as SectionName[];
  return names.find((section) => section === name) ?? null;
}

/** All fields as the forms show them. */
export function storedValues({ name, origins, settings }: SiteConfig): Record<SettingName, string> {
  const { consent, gpc, collectFields, keepQuery, exclude, claimed, retentionDays, timeZone } = settings;
  return {
    ...{ name, origins: origins.join('\n'), timeZone },
    ...{ consent, gpc, collectFields: collectFields.join('\n'), keepQuery: keepQuery.join('\n') },
    paths: exclude.paths.join('\n'),
    emailDomains: exclude.emailDomains.join('\n'),
    ips: exclude.ips.join('\n'),
    claimed,
    anonymous: String(retentionDays.anonymous),
    identified: String(retentionDays.identified),
  };
}

const bodies: Readonly<Record<SectionName, (fields: URLSearchParams) => unknown>> = {
  site: (fields) => ({
    name: fields.get('name') ?? '',
    origins: originsOf(fields.get('origins')),
    settings: { timeZone: fields.get('timeZone') ?? '' },
  }),
  recording: (fields) => ({
    settings: {
      consent: fields.get('consent'),
      gpc: fields.get('gpc'),
      collectFields: linesOf(fields.get('collectFields')),
      keepQuery: linesOf(fields.get('keepQuery')),
    },
  }),
  exclude: (fields) => ({
    settings: {
      exclude: {
        paths: linesOf(fields.get('paths')),
        emailDomains: linesOf(fields.get('emailDomains')),
        ips: linesOf(fields.get('ips')),
      },
    },
  }),
  people: (fields) => ({
    settings: {
      claimed: fields.get('claimed'),
      retentionDays: {
        anonymous: wholeNumberOf(fields.get('anonymous')),
        identified: wholeNumberOf(fields.get('identified')),
      },
    },
  }),
};

type SiteChange = z.infer<typeof siteChange>;

/** A section as the API would take it: the change, or what the schema refuses, and what was given. */
export function readSection(section: SectionName, fields: URLSearchParams) {
  const given = bodies[section](fields);
  return { given, asked: siteChange.safeParse(given) };
}

/** Only what differs from the site as it is, so that the audit has what was changed, and the names of those fields. */
export function differenceOf(
  site: SiteConfig,
  asked: SiteChange,
): { change: SiteChange; changed: SettingName[] } {
  const changed: SettingName[] = [];
  const keep = <Part extends object>(part: Part, stored: object): Partial<Part> =>
    Object.fromEntries(
      Object.entries(part).filter(([field, value]) => {
        const isSame = JSON.stringify(value) === JSON.stringify(Reflect.get(stored, field));
        if (!isSame) changed.push(field as SettingName);
        return !isSame;
      }),
    ) as Partial<Part>;
  const { settings: { exclude, retentionDays, ...flat } = {}, ...top } = asked;
  const named = keep(top, site);
  const settings = {
    ...keep(flat, site.settings),
    ...kept('exclude', keep(exclude ?? {}, site.settings.exclude)),
    ...kept('retentionDays', keep(retentionDays ?? {}, site.settings.retentionDays)),
  };
  return { change: { ...named, ...kept('settings', settings) }, changed };
}

/** The part under its name; nothing where it is empty. */
function kept<Name extends string, Part extends object>(name: Name, part: Part): { [key in Name]?: Part } {
  return Object.keys(part).length === 0 ? {} : ({ [name]: part } as { [key in Name]: Part });
}
