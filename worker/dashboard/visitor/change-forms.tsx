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
        {error && (
          <p class="complaint" id="outcome-result-error" role="alert">
            {error}
          </p>
        )}
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

type ChangeFormProps = PropsWithChildren<ChangeFormsProps & { form: FormName; title: string; send: string }>;

/** A form that unfolds. It is open where it was sent and not accepted. */
function ChangeForm({ forms: { sent, newId }, action, form, title, send, children }: ChangeFormProps) {
  const own = sent?.form === form ? sent : null;
  const error = own?.errors[''];
  const id = own && !own.isIdUsed ? (own.fields.get('id') ?? newId) : newId;
  return (
    <details name="change" open={own !== null}>
      <summary>{title}</summary>
      <form method="post" action={action}>
        {error && (
          <p class="complaint" role="alert">
            {error}
          </p>
        )}
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
      {error && (
        <p class="complaint" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
