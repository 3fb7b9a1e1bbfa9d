// What the sections of the settings share: their data, their card, and what their forms hold.

import type { PropsWithChildren } from 'hono/jsx';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import type { Whereabouts } from '../../frame/layout.tsx';
import { useTexts } from '../../texts/texts.ts';
import type { FormState } from '../form.tsx';
import { type SectionName, storedValues } from './sections.ts';

/** The forms of the page: those of its sections, and three with a button each. */
export type SettingsFormName = SectionName | 'leave-out' | 'secret' | 'delete';

export interface SettingsPageProps {
  where: Whereabouts;
  site: SiteConfig;
  mayChange: boolean;
  /** Whether this token may make further sites. */
  mayMake: boolean;
  /** A form that was not accepted: what was typed, and what is wrong. */
  sent: ({ name: SettingsFormName } & FormState) | null;
  /** What was just done, and by which form. */
  done: { name: SettingsFormName; text: string } | null;
  /** The reader's own address, as a range; null: unknown. */
  ownRange: string | null;
}

/** What its form holds: what was sent, or what is stored. */
export function stateOf({ site, sent }: SettingsPageProps, name: SettingsFormName): FormState {
  return sent?.name === name ? sent : { values: storedValues(site), errors: {} };
}

/** A section's card: its heading, and what its form has just done. */
export function Section({
  name,
  done,
  children,
}: PropsWithChildren<{ name: SettingsFormName; done: SettingsPageProps['done'] }>) {
  return (
    <section class="card" id={name}>
      <h2>{useTexts().siteSettings.sections[name]}</h2>
      {done?.name === name && (
        <p class="done" role="status">
          {done.text}
        </p>
      )}
      {children}
    </section>
  );
}
