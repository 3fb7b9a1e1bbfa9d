// What the address of the settings says was just saved, in words. Anybody can write an address, so only known names are shown.

import type { Texts } from '../../texts/en/en.ts';
import { ownRange } from './own-address.ts';
import type { SettingsPageProps } from './section.tsx';
import { sectionFields, sectionNamed } from './sections.ts';

/** Reads `?saved=SECTION&what=FIELDS`. */
export function readDone(search: URLSearchParams, { site, siteSettings }: Texts): SettingsPageProps['done'] {
  const what = search.get('what') ?? '';
  const section = sectionNamed(search.get('saved'));
  if (section) {
    const named = what.split(',');
    const changed = sectionFields[section].filter((field) => named.includes(field));
    if (changed.length === 0) return what === '' ? { name: section, text: siteSettings.unchanged } : null;
    const text = [
      siteSettings.saved(changed.map((field) => site.fields[field])),
      ...(named.includes('timeZone') ? [siteSettings.rescoring] : []),
      ...(named.includes('consent') || named.includes('gpc') ? [siteSettings.newTag] : []),
    ].join(' ');
    return { name: section, text };
  }
  // Exactly what `leaveOut` writes: the zone of an IPv6 address could be any text.
  const isRange = ownRange(what.replace(/\/64$/, '')) === what;
  if (search.get('saved') !== 'leave-out' || !isRange) return null;
  return { name: 'leave-out', text: siteSettings.leaveOut.done(what) };
}
