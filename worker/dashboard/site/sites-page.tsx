// The choice of a site, for tokens that cover all sites, and the form that makes one.

import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { useTexts } from '../texts/texts.ts';
import { Complaint } from '../words/field-notes.tsx';
import type { FormState } from './form.tsx';
import { ConsentFields, NameFields, TimeZoneField } from './site-fields.tsx';

interface SitesPageProps {
  where: Whereabouts;
  /** There are sites that are not listed. */
  more: boolean;
  /** The Worker's origin. */
  base: string;
  /** The form that makes a site; null: this token may not. */
  form: FormState | null;
}

/** The page. Where there is no site yet, the form is what it is about. */
export function SitesPage(props: SitesPageProps) {
  const { where, more, base, form } = props;
  const { list: texts, make } = useTexts().site;
  const { sites } = where;
  if (sites.length === 0) return <FirstSite {...props} />;
  return (
    <Layout title={texts.title} where={where}>
      <h1>{texts.title}</h1>
      <ul class="site-list">
        {sites.map(({ id, name }) => (
          <li>
            <a class="card" href={`/s/${id}`}>
              <b>{name}</b>
              <span class="also">{id}</span>
            </a>
          </li>
        ))}
      </ul>
      {more && (
        <p class="note">
          {texts.more(sites.length)} <code>{base}/s/</code> {texts.andItsId}
        </p>
      )}
      {form && (
        <details class="card below" open={Object.keys(form.errors).length > 0}>
          <summary>{texts.make}</summary>
          <h2>{make.title}</h2>
          <NewSiteForm form={form} />
        </details>
      )}
    </Layout>
  );
}

function FirstSite({ where, form }: SitesPageProps) {
  const { first: texts, make } = useTexts().site;
  return (
    <Layout title={texts.title} where={where}>
      <h1>{texts.title}</h1>
      {form ? (
        <section class="card narrow">
          <p>{texts.lead}</p>
          <h2>1. {make.title}</h2>
          <NewSiteForm form={form} />
        </section>
      ) : (
        <p class="empty">{texts.none}</p>
      )}
      <p class="foot">
        {texts.api} <a href="/docs">/docs</a>.
      </p>
    </Layout>
  );
}

/** The id is made with the form, so that a form that is sent twice makes one site. */
function NewSiteForm({ form }: { form: FormState }) {
  const { make } = useTexts().site;
  return (
    <form method="post" action="/" class="settings" novalidate>
      <Complaint id="make-error" text={form.errors['']} />
      <input type="hidden" name="id" value={form.values.id} />
      <NameFields form={form} />
      <ConsentFields form={form} />
      <TimeZoneField form={form} />
      <button type="submit">{make.send}</button>
    </form>
  );
}
