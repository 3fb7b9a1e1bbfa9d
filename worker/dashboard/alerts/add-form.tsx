// The fields of an alert, in steps: where messages go, what they tell, about whom. The fourth step is a test, once it is added.

import { messageTypes } from '../../../schema/api/alerts/message.ts';
import { webhookFormats, webhookLimits } from '../../../schema/api/alerts/webhook.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from '../frame/site-href.ts';
import { Choice, Field, type FormState } from '../site/form.tsx';
import { useTexts } from '../texts/texts.ts';
import { Complaint, describedBy } from '../words/field-notes.tsx';

/** A segment to choose. */
export interface SegmentChoice {
  id: string;
  name: string;
}

interface FieldsProps {
  form: FormState;
  segments: readonly SegmentChoice[];
  hasEmail: boolean;
}

/** The form of a new alert. */
export function AddForm({ site, ...props }: FieldsProps & { site: SiteConfig }) {
  const texts = useTexts().alerts.add;
  return (
    <section class="card" aria-labelledby="add">
      <h2 id="add">{texts.title}</h2>
      <form method="post" action={`${siteHref(site, '/alerts')}#add`} class="settings" novalidate>
        <AlertFields {...props} />
        <button type="submit">{texts.send}</button>
      </form>
    </section>
  );
}

/** Where, what and whom, from the values `format`, `url`, `label`, `events` (one a line) and `segment`. */
export function AlertFields(props: FieldsProps) {
  const { form, hasEmail } = props;
  const { add: texts, formats } = useTexts().alerts;
  const offered = webhookFormats.filter(
    (format) => hasEmail || format !== 'email' || form.values.format === 'email',
  );
  return (
    <>
      <Choice
        form={form}
        name="format"
        label={texts.where}
        choices={Object.fromEntries(offered.map((format) => [format, formats[format]]))}
      />
      {!hasEmail && <p class="hint">{texts.noEmail}</p>}
      <Field form={form} name="url" label={texts.url} hint={texts.urlHint}>
        {{ maxlength: webhookLimits.maxUrlChars, required: true, inputmode: 'url', autocapitalize: 'none' }}
      </Field>
      <Types {...props} />
      <Whom {...props} />
      <Field form={form} name="label" label={texts.name} hint={texts.nameHint}>
        {{ maxlength: webhookLimits.maxLabelChars }}
      </Field>
    </>
  );
}

function Types({ form }: FieldsProps) {
  const { add: texts, types } = useTexts().alerts;
  const chosen = (form.values.events ?? '').split('\n');
  return (
    <fieldset class="choice" aria-describedby={form.errors.events ? 'events-error' : undefined}>
      <legend>{texts.what}</legend>
      {messageTypes.map((type) => (
        <label>
          <input type="checkbox" name="events" value={type} checked={chosen.includes(type)} />
          <span>{types[type]}</span>
        </label>
      ))}
      <Complaint id="events-error" text={form.errors.events} />
    </fieldset>
  );
}

function Whom({ form, segments }: FieldsProps) {
  const { add: texts, everybody } = useTexts().alerts;
  const error = form.errors.segment;
  return (
    <div class="field">
      <label for="segment">{texts.whom}</label>
      <select id="segment" name="segment" {...describedBy('segment', { error, hint: texts.whomHint })}>
        <option value="">{everybody}</option>
        {segments.map(({ id, name }) => (
          <option value={id} selected={form.values.segment === id}>
            {name}
          </option>
        ))}
      </select>
      <Complaint id="segment-error" text={error} />
      <p class="hint" id="segment-hint">
        {texts.whomHint}
      </p>
    </div>
  );
}
