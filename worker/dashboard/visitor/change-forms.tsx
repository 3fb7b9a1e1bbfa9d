// The forms that change a visitor. They work without a script: what is wrong is said beside its field, and what was typed stays.

import type { PropsWithChildren } from 'hono/jsx';
import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import { modelLimits } from '../../../schema/model/model.ts';
import type { Done, FormName, SentForm } from './sent-form.ts';

/** The state of the page's forms. `newId`: for forms that were not sent yet, so that one that is sent twice counts once. */
export interface FormsState {
  sent: SentForm | null;
  done: Done | null;
  newId: string;
}

/** What the forms need. `action`: where they are sent. */
export interface ChangeFormsProps {
  visitor: VisitorDetail;
  forms: FormsState;
  action: string;
}

/** All forms, each closed until it is needed. */
export function ChangeForms(props: ChangeFormsProps) {
  return (
    <>
      <OutcomeForm {...props} />
      <PointsForm {...props} />
      <SplitForm {...props} />
    </>
  );
}

function PointsForm(props: ChangeFormsProps) {
  const { maxPoints } = modelLimits;
  return (
    <ChangeForm {...props} form="points" title="Add points" send="Save points">
      <Field {...props} form="points" name="points" label="Points" hint="Below zero takes points away.">
        {{ type: 'number', step: 'any', min: -maxPoints, max: maxPoints, required: true }}
      </Field>
      <Field
        {...props}
        form="points"
        name="reason"
        label="Reason"
        hint="Shown with the points, to your colleagues."
      >
        {{ type: 'text', maxlength: 200, required: true }}
      </Field>
    </ChangeForm>
  );
}

function OutcomeForm(props: ChangeFormsProps) {
  const own = props.forms.sent?.form === 'outcome' ? props.forms.sent : null;
  const error = own?.errors.result;
  return (
    <ChangeForm {...props} form="outcome" title="Won or lost" send="Save result">
      <fieldset class="wide" aria-describedby={error ? 'outcome-result-error' : undefined}>
        <legend>Result</legend>
        {(['won', 'lost'] as const).map((result) => (
          <label>
            <input
              type="radio"
              name="result"
              value={result}
              required
              checked={own?.fields.get('result') === result}
            />{' '}
            {result === 'won' ? 'Won' : 'Lost'}
          </label>
        ))}
        {error && <Complaint id="outcome-result-error">{error}</Complaint>}
      </fieldset>
      <Field {...props} form="outcome" name="value" label="Value (optional)">
        {{ type: 'number', step: 'any', min: 0, max: 1e12 }}
      </Field>
      <Field
        {...props}
        form="outcome"
        name="currency"
        label="Currency (optional)"
        hint="Three letters, such as EUR."
      >
        {{ type: 'text', maxlength: 3, pattern: '[A-Za-z]{3}', autocapitalize: 'characters' }}
      </Field>
      <p class="hint">Once won, this person stays a customer.</p>
    </ChangeForm>
  );
}

/** For who has several devices, or has only claimed the identity: others have nothing that could be somebody else's. */
function SplitForm(props: ChangeFormsProps) {
  const { visitor, forms } = props;
  const own = forms.sent?.form === 'split' ? forms.sent : null;
  const { device: wrongDevice, sure: unsure } = own?.errors ?? {};
  const devices = visitor.devices
    .map((device, index) => ({ device, name: `Device ${index + 1} (${device.slice(0, 8)})` }))
    .filter(({ device }) => !device.startsWith('server:'));
  const isOffered = visitor.identified && (visitor.devices.length > 1 || !visitor.verified);
  if (!own && (!isOffered || devices.length === 0)) return null;
  return (
    <ChangeForm {...props} form="split" title="Split off a device" send="Split off">
      <p class="hint">
        If somebody else used one of the devices: what this person did on it moves to a new anonymous visitor.
        The timeline says which device was used.
      </p>
      <div class="field wide">
        <label for="split-device">Device</label>
        <select id="split-device" name="device" required>
          {devices.map(({ device, name }) => (
            <option value={device} selected={own?.fields.get('device') === device}>
              {name}
            </option>
          ))}
        </select>
        {wrongDevice && <Complaint id="split-device-error">{wrongDevice}</Complaint>}
      </div>
      <div class="wide">
        <label class="tick">
          <input
            type="checkbox"
            name="sure"
            value="yes"
            required
            aria-describedby={unsure ? 'split-sure-error' : undefined}
            aria-invalid={unsure ? 'true' : undefined}
          />{' '}
          Split it off for good. This cannot be undone.
        </label>
        {unsure && <Complaint id="split-sure-error">{unsure}</Complaint>}
      </div>
    </ChangeForm>
  );
}

function Complaint({ id, children }: PropsWithChildren<{ id: string }>) {
  return (
    <p class="complaint" id={id} role="alert">
      {children}
    </p>
  );
}

type ChangeFormProps = PropsWithChildren<ChangeFormsProps & { form: FormName; title: string; send: string }>;

/** A form that unfolds. It is open where it was sent and not accepted. */
function ChangeForm({ forms: { sent, newId }, action, form, title, send, children }: ChangeFormProps) {
  const own = sent?.form === form ? sent : null;
  const error = own?.errors[''];
  const id = own && !own.isIdUsed ? (own.fields.get('id') ?? newId) : newId;
  return (
    <details open={own !== null}>
      <summary>{title}</summary>
      <form method="post" action={action}>
        {error && <Complaint id={`${form}-error`}>{error}</Complaint>}
        <input type="hidden" name="form" value={form} />
        <input type="hidden" name="id" value={id} />
        {children}
        <button type="submit">{send}</button>
      </form>
    </details>
  );
}

interface FieldProps {
  forms: FormsState;
  form: FormName;
  name: string;
  label: string;
  hint?: string;
  /** The attributes of the input. */
  children: Record<string, string | number | boolean>;
}

/** A field with its label, what was typed, and what is wrong with it. */
function Field({ forms: { sent }, form, name, label, hint, children }: FieldProps) {
  const own = sent?.form === form ? sent : null;
  const error = own?.errors[name];
  const id = `${form}-${name}`;
  const notes = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        value={own?.fields.get(name) ?? ''}
        autocomplete="off"
        aria-describedby={notes === '' ? undefined : notes}
        aria-invalid={error ? 'true' : undefined}
        autofocus={error !== undefined && Object.keys(own?.errors ?? {})[0] === name}
        {...children}
      />
      {error && <Complaint id={`${id}-error`}>{error}</Complaint>}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
