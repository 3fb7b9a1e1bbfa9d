// The page of one alert: whether it works, what can be done with it, and what it has sent.

import type { Delivery, DeliveryState } from '../../../schema/api/alerts/delivery.ts';
import type { WebhookTest } from '../../../schema/api/alerts/webhook.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { siteHref } from '../frame/site-href.ts';
import { Copyable } from '../site/copyable.tsx';
import type { FormState } from '../site/form.tsx';
import { useTexts } from '../texts/texts.ts';
import type { Clock } from '../words/clock.tsx';
import { Complaint } from '../words/field-notes.tsx';
import { AlertFields, type SegmentChoice } from './add-form.tsx';
import { About, alertHref, type ListedAlert, State } from './alerts-page.tsx';
import { Deliveries } from './deliveries.tsx';

/** The page's data. */
export interface AlertPageProps {
  where: Whereabouts;
  site: SiteConfig;
  alert: ListedAlert;
  segments: readonly SegmentChoice[];
  hasEmail: boolean;
  deliveries: readonly Delivery[];
  nextCursor: string | null;
  isFirst: boolean;
  /** Only deliveries in this state; null: all. */
  state: DeliveryState | null;
  /** The fields to change it, with what was refused; null for who may only read. */
  form: FormState | null;
  /** What was done just now. */
  done: string | null;
  /** The answer to a test that was sent just now. */
  test: WebhookTest | null;
  /** A secret that was made just now: shown in this answer only. */
  secret: string | null;
  clock: Clock;
}

/** The page. */
export function AlertPage(props: AlertPageProps) {
  const { where, site, alert, segments, form, done, test, secret } = props;
  const { webhook } = alert;
  const texts = useTexts().alerts;
  const said = Object.entries(texts.done).find(([name]) => name === done)?.[1];
  return (
    <Layout title={`${webhook.label} · ${site.name}`} where={where} of={{ site, page: '/alerts' }}>
      <p class="back">
        <a href={siteHref(site, '/alerts')}>{texts.title}</a>
      </p>
      <h1>
        <bdi>{webhook.label}</bdi>
      </h1>
      {said && (
        <p class="done" role="status">
          {said}
        </p>
      )}
      <Complaint text={form?.errors['']} />
      {secret !== null && <Secret secret={secret} hasOld={webhook.oldSecretUntil !== null} />}
      {test && <TestResult test={test} />}
      <section class="card" aria-label={webhook.label}>
        <dl class="alert">
          <dt>{texts.columns.to}</dt>
          <dd>
            {texts.formats[webhook.format].title}: <bdi>{webhook.url}</bdi>
          </dd>
          <dt>{texts.columns.tells}</dt>
          <dd>{webhook.events.map((type) => texts.types[type]).join(', ')}</dd>
          <dt>{texts.columns.about}</dt>
          <dd>
            <About segment={webhook.segment} segments={segments} />
          </dd>
          <dt>{texts.columns.state}</dt>
          <dd>
            <State {...alert} />
          </dd>
        </dl>
      </section>
      {form && <Actions {...props} form={form} />}
      <Deliveries {...props} mayReplay={form !== null && webhook.enabled} />
    </Layout>
  );
}

function Secret({ secret, hasOld }: { secret: string; hasOld: boolean }) {
  const texts = useTexts().alerts.secret;
  return (
    <section class="card" aria-labelledby="secret-title">
      <h2 id="secret-title">{texts.title}</h2>
      <p>
        {texts.detail} {hasOld && texts.before}
      </p>
      <Copyable id="secret" text={secret} button={texts.copy} />
    </section>
  );
}

function TestResult({ test }: { test: WebhookTest }) {
  const texts = useTexts().alerts.test;
  const { delivered, status, answer, milliseconds } = test;
  return (
    <section class="card" role="status" aria-labelledby="test-title">
      <h2 id="test-title" class={delivered ? 'verdict works' : 'verdict quiet'}>
        {delivered ? texts.arrived : texts.refused}
      </h2>
      <p>{status === null ? texts.noAnswer(milliseconds) : texts.answered(status, milliseconds)}</p>
      {answer !== '' && <pre>{answer}</pre>}
      <details>
        <summary>{texts.sent}</summary>
        <pre>{JSON.stringify(test.payload, null, 2)}</pre>
      </details>
    </section>
  );
}

function Actions({ site, alert, segments, hasEmail, form }: AlertPageProps & { form: FormState }) {
  const texts = useTexts().alerts.actions;
  const { webhook } = alert;
  const action = alertHref(site, webhook.id);
  const isRefused = Object.keys(form.errors).length > 0;
  return (
    <div class="alert-actions">
      <Press action={action} name="test" text={texts.test} />
      {webhook.enabled ? (
        <Press action={action} name="pause" text={texts.pause} isQuiet />
      ) : (
        <Press action={action} name="resume" text={texts.resume} isQuiet />
      )}
      {webhook.format === 'standard' && <Press action={action} name="secret" text={texts.secret} isQuiet />}
      <details class="card" open={isRefused}>
        <summary>{texts.change}</summary>
        <form method="post" action={action} class="settings" novalidate>
          <input type="hidden" name="form" value="change" />
          <AlertFields {...{ form, segments, hasEmail }} />
          <button type="submit">{texts.save}</button>
        </form>
      </details>
      <details class="card">
        <summary>{texts.delete}</summary>
        <p>{texts.sure}</p>
        <Press action={action} name="delete" text={texts.delete} isDanger />
      </details>
    </div>
  );
}

interface PressProps {
  action: string;
  name: string;
  text: string;
  isQuiet?: boolean;
  isDanger?: boolean;
}

function Press({ action, name, text, isQuiet = false, isDanger = false }: PressProps) {
  const kind = isQuiet ? 'quiet' : undefined;
  return (
    <form method="post" action={action}>
      <input type="hidden" name="form" value={name} />
      <button type="submit" class={isDanger ? 'danger' : kind}>
        {text}
      </button>
    </form>
  );
}
