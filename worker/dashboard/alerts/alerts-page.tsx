// The page of all alerts of a site: where messages go, what each tells, whether it works, and the form that adds one.

import type { Webhook } from '../../../schema/api/alerts/webhook.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { siteHref } from '../frame/site-href.ts';
import type { FormState } from '../site/form.tsx';
import { useTexts } from '../texts/texts.ts';
import { Complaint } from '../words/field-notes.tsx';
import { AddForm, type SegmentChoice } from './add-form.tsx';

/** An alert, and how many of its messages of the last day wait or have failed. */
export interface ListedAlert {
  webhook: Webhook;
  waiting: number;
  failed: number;
}

/** The page's data. `form` is null for who may only read. */
export interface AlertsPageProps {
  where: Whereabouts;
  site: SiteConfig;
  alerts: readonly ListedAlert[];
  segments: readonly SegmentChoice[];
  /** Whether this server sends emails. */
  hasEmail: boolean;
  form: FormState | null;
  /** An alert was deleted just now. */
  isDeleted: boolean;
}

/** The address of an alert's page. */
export function alertHref(site: SiteConfig, id: string, search?: URLSearchParams): string {
  return siteHref(site, `/alerts/${encodeURIComponent(id)}`, search);
}

/** The page. */
export function AlertsPage(props: AlertsPageProps) {
  const { where, site, alerts, form, isDeleted } = props;
  const { alerts: texts, segments } = useTexts();
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/alerts' }}>
      <h1>{texts.title}</h1>
      <p class="also">
        {texts.intro} <a href={siteHref(site, '/segments')}>{segments.all}</a>
      </p>
      {isDeleted && (
        <p class="done" role="status">
          {texts.deleted}
        </p>
      )}
      <Complaint text={form?.errors['']} />
      <section class="card access" aria-label={texts.title}>
        {alerts.length === 0 ? <p class="empty">{texts.none}</p> : <AlertTable {...props} />}
      </section>
      {form && <AddForm {...props} form={form} />}
    </Layout>
  );
}

function AlertTable({ site, alerts, segments }: AlertsPageProps) {
  const texts = useTexts().alerts;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{texts.columns.name}</th>
          <th scope="col">{texts.columns.tells}</th>
          <th scope="col">{texts.columns.about}</th>
          <th scope="col">{texts.columns.state}</th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <tr>
            <th scope="row">
              <a href={alertHref(site, alert.webhook.id)}>
                <bdi>{alert.webhook.label}</bdi>
              </a>
              <span class="also line">{texts.formats[alert.webhook.format].title}</span>
            </th>
            <td data-name={texts.columns.tells}>
              {alert.webhook.events.map((type) => texts.types[type]).join(', ')}
            </td>
            <td data-name={texts.columns.about}>
              <About segment={alert.webhook.segment} segments={segments} />
            </td>
            <td data-name={texts.columns.state}>
              <State {...alert} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whom an alert is about. */
export function About({ segment, segments }: { segment: string | null; segments: readonly SegmentChoice[] }) {
  const texts = useTexts().alerts;
  if (segment === null) return <>{texts.everybody}</>;
  return <bdi>{segments.find(({ id }) => id === segment)?.name ?? segment}</bdi>;
}

/** Whether an alert sends, and what did not arrive. */
export function State({ webhook, waiting, failed }: ListedAlert) {
  const texts = useTexts().alerts;
  const { disabledReason } = webhook;
  return (
    <>
      {disabledReason ? texts.states[disabledReason] : texts.states.active}
      {waiting > 0 && <span class="also line">{texts.waiting(waiting)}</span>}
      {failed > 0 && <span class="complaint line">{texts.failed(failed)}</span>}
    </>
  );
}
