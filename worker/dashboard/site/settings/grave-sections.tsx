// The two sections of the settings that cannot be undone: the identity secret, and deleting the site.

import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Marked } from '../../words/marked.tsx';
import { Copyable } from '../copyable.tsx';
import { Field, SettingsForm, Tick } from '../form.tsx';
import { Section, type SettingsPageProps, stateOf } from './section.tsx';

/** Makes or replaces the secret that signs identities. */
export function SecretSection(props: SettingsPageProps) {
  const { site, done } = props;
  const texts = useTexts().siteSettings.secret;
  const form = stateOf(props, 'secret');
  const hasSecret = site.identitySecret !== null;
  return (
    <Section name="secret" done={done}>
      <p>
        <Marked text={texts.about} />
      </p>
      <p>{hasSecret ? texts.some : texts.none}</p>
      <SettingsForm
        name="secret"
        form={form}
        action={siteHref(site, '/settings')}
        send={hasSecret ? texts.replace : texts.make}
        danger={hasSecret}
      >
        {hasSecret && <Tick form={form} name="sure" label={texts.sure} />}
      </SettingsForm>
    </Section>
  );
}

/** Deletes the site, with its name typed. */
export function DeleteSection(props: SettingsPageProps) {
  const { site, done } = props;
  const texts = useTexts().siteSettings.delete;
  const form = stateOf(props, 'delete');
  return (
    <Section name="delete" done={done}>
      <p>{texts.about}</p>
      <p>{texts.type(site.name)}</p>
      <SettingsForm name="delete" form={form} action={siteHref(site, '/settings')} send={texts.send} danger>
        <Field form={form} name="confirm" label={texts.field}>
          {{ required: true }}
        </Field>
      </SettingsForm>
    </Section>
  );
}

/** The answer that shows the secret, the only one that ever does. */
export function SecretPage({
  where,
  site,
  secret,
}: {
  where: Whereabouts;
  site: SiteConfig;
  secret: string;
}) {
  const { secret: texts, sections } = useTexts().siteSettings;
  return (
    <Layout title={`${sections.secret} · ${site.name}`} where={where} of={{ site, page: '/install' }}>
      <h1>{sections.secret}</h1>
      <section class="card">
        <p role="status">{texts.shown}</p>
        <Copyable id="secret" text={secret} button={texts.copy} />
        <p>
          <a href={siteHref(site, '/settings')}>{texts.back}</a>
        </p>
      </section>
    </Layout>
  );
}
