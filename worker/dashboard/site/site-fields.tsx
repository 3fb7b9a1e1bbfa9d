// The fields that both forms of a site have: the one that makes it, and its settings.

import { useTexts } from '../texts/texts.ts';
import { Choice, Field, type FormState, Lines, TimeZones } from './form.tsx';

interface FieldsProps {
  form: FormState;
}

/** What the site is called, and where it is. */
export function NameFields({ form }: FieldsProps) {
  const { fields } = useTexts().site;
  return (
    <>
      <Field form={form} name="name" label={fields.name} hint={fields.nameHint}>
        {{ required: true, maxlength: 120 }}
      </Field>
      <Lines form={form} name="origins" label={fields.origins} hint={fields.originsHint}>
        {{ required: true }}
      </Lines>
    </>
  );
}

/** Whom the tag records. */
export function ConsentFields({ form }: FieldsProps) {
  const { fields, consent, gpc } = useTexts().site;
  return (
    <>
      <Choice form={form} name="consent" label={fields.consent} choices={consent} />
      <Choice form={form} name="gpc" label={fields.gpc} choices={gpc} />
    </>
  );
}

/** The time zone, with names to choose from. */
export function TimeZoneField({ form }: FieldsProps) {
  const { fields } = useTexts().site;
  return (
    <>
      <Field form={form} name="timeZone" label={fields.timeZone} hint={fields.timeZoneHint}>
        {{ required: true, list: 'time-zones' }}
      </Field>
      <TimeZones id="time-zones" />
    </>
  );
}
