// The settings of a site, in forms.

import type { PropsWithChildren } from 'hono/jsx';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Marked } from '../../words/marked.tsx';
import { Choice, Field, Lines, SettingsForm } from '../form.tsx';
import { ConsentFields, NameFields, TimeZoneField } from '../site-fields.tsx';
import { SiteTabs } from '../site-tabs.tsx';
import { DeleteSection, SecretSection } from './grave-sections.tsx';
import { lacksOf } from './lacks.ts';
import { LeaveOut } from './leave-out.tsx';
import { Section, type SettingsPageProps, stateOf } from './section.tsx';
import type { SectionName } from './sections.ts';

/** The page. */
export function SettingsPage(props: SettingsPageProps) {
  const { where, site, mayChange } = props;
  const texts = useTexts().siteSettings;
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/install' }}>
      <h1>{texts.title}</h1>
      <SiteTabs site={site} where={where} here="settings" />
      {mayChange ? <Lacks site={site} /> : <p class="note">{texts.readOnly}</p>}
      <SiteSection {...props} />
      <RecordingSection {...props} />
      <ExcludeSection {...props} />
      <PeopleSection {...props} />
      {mayChange && <SecretSection {...props} />}
      {mayChange && <DeleteSection {...props} />}
      <p class="foot">
        {texts.changes} {props.mayMake && <a href="/?all">{useTexts().site.list.make}</a>}
      </p>
    </Layout>
  );
}

/** A section with fields. Who may not change them sees them without a button. */
function Fields(props: PropsWithChildren<SettingsPageProps & { name: SectionName }>) {
  const { name, site, mayChange, done, children } = props;
  const form = stateOf(props, name);
  const action = siteHref(site, '/settings');
  return (
    <Section name={name} done={done}>
      {mayChange ? (
        <SettingsForm name={name} form={form} action={action} send={useTexts().siteSettings.save}>
          {children}
        </SettingsForm>
      ) : (
        <fieldset class="settings" disabled>
          {children}
        </fieldset>
      )}
    </Section>
  );
}

function SiteSection(props: SettingsPageProps) {
  const form = stateOf(props, 'site');
  return (
    <Fields {...props} name="site">
      <NameFields form={form} />
      <TimeZoneField form={form} />
    </Fields>
  );
}

function RecordingSection(props: SettingsPageProps) {
  const form = stateOf(props, 'recording');
  const { fields } = useTexts().site;
  return (
    <Fields {...props} name="recording">
      <ConsentFields form={form} />
      <Lines form={form} name="collectFields" label={fields.collectFields} hint={fields.collectFieldsHint} />
      <Lines form={form} name="keepQuery" label={fields.keepQuery} hint={fields.keepQueryHint} />
    </Fields>
  );
}

function ExcludeSection(props: SettingsPageProps) {
  const form = stateOf(props, 'exclude');
  const { fields } = useTexts().site;
  return (
    <>
      <Fields {...props} name="exclude">
        <Lines form={form} name="paths" label={fields.paths} hint={fields.pathsHint} />
        <Lines form={form} name="emailDomains" label={fields.emailDomains} hint={fields.emailDomainsHint} />
        <Lines form={form} name="ips" label={fields.ips} hint={fields.ipsHint} />
      </Fields>
      <LeaveOut {...props} />
    </>
  );
}

function PeopleSection(props: SettingsPageProps) {
  const form = stateOf(props, 'people');
  const { fields, claimed } = useTexts().site;
  const days = { inputmode: 'numeric', required: true };
  return (
    <Fields {...props} name="people">
      <Choice form={form} name="claimed" label={fields.claimed} choices={claimed} />
      <Field form={form} name="anonymous" label={fields.anonymous} hint={fields.daysHint}>
        {days}
      </Field>
      <Field form={form} name="identified" label={fields.identified} hint={fields.daysHint}>
        {days}
      </Field>
    </Fields>
  );
}

/** What the site lacks, each with a link to where it is set. */
function Lacks({ site }: { site: SiteConfig }) {
  const { lacks: texts, sections } = useTexts().siteSettings;
  const lacks = lacksOf(site);
  if (lacks.length === 0) return null;
  return (
    <section class="card lacks">
      <h2>{texts.title}</h2>
      <ul>
        {lacks.map(({ what, origin, section }) => (
          <li>
            <Marked text={what === 'www' ? texts.www(origin) : texts[what]} />{' '}
            <a href={`#${section}`}>{sections[section]}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
