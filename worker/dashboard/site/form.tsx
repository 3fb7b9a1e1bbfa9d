// The fields of the forms that set up a site. They work without a script: what is wrong is said beside its field, and what was
// typed stays.

import type { PropsWithChildren } from 'hono/jsx';
import { Complaint, describedBy, FieldNotes } from '../words/field-notes.tsx';
import { Marked } from '../words/marked.tsx';

/** What the fields of a form hold. `errors` by the field's name; '' is the form as a whole. */
export interface FormState {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

interface FieldProps {
  form: FormState;
  name: string;
  label: string;
  hint?: string;
}

type Attributes = Record<string, string | number | boolean>;

/** The attributes that every kind of field shares. */
function shared({ form, name, hint }: Omit<FieldProps, 'label'>) {
  const error = form.errors[name];
  return {
    id: name,
    name,
    autocomplete: 'off',
    ...describedBy(name, { error, hint }),
    autofocus: error !== undefined && Object.keys(form.errors)[0] === name,
  };
}

/** What is wrong with a field, and the hint. */
function Notes({ form, name, hint }: Omit<FieldProps, 'label'>) {
  return <FieldNotes id={name} error={form.errors[name]} hint={hint && <Marked text={hint} />} />;
}

/** A field for one line. `children`: further attributes of the input. */
export function Field({ children = {}, ...props }: FieldProps & { children?: Attributes }) {
  return (
    <div class="field">
      <label for={props.name}>{props.label}</label>
      <input {...shared(props)} value={props.form.values[props.name] ?? ''} {...children} />
      <Notes {...props} />
    </div>
  );
}

/** A field for a list, one entry a line. */
export function Lines({ children = {}, ...props }: FieldProps & { children?: Attributes }) {
  const value = props.form.values[props.name] ?? '';
  const rows = Math.min(12, Math.max(3, value.split('\n').length + 1));
  return (
    <div class="field">
      <label for={props.name}>{props.label}</label>
      <textarea {...shared(props)} rows={rows} spellcheck={false} autocapitalize="none" {...children}>
        {/* A browser removes one newline after the tag. */}
        {`\n${value}`}
      </textarea>
      <Notes {...props} />
    </div>
  );
}

/** A choice of one; `choices` by value. */
export function Choice({
  choices,
  ...props
}: FieldProps & { choices: Readonly<Record<string, { title: string; detail: string }>> }) {
  const { form, name, label } = props;
  return (
    <fieldset class="choice" aria-describedby={form.errors[name] ? `${name}-error` : undefined}>
      <legend>{label}</legend>
      {Object.entries(choices).map(([value, { title, detail }]) => (
        <label>
          <input type="radio" name={name} value={value} checked={form.values[name] === value} required />
          <span>
            <b>{title}</b> <span class="also">{detail}</span>
          </span>
        </label>
      ))}
      <Notes {...props} />
    </fieldset>
  );
}

/** A tick that a form needs. */
export function Tick({ form, name, label }: FieldProps) {
  const error = form.errors[name];
  return (
    <div class="field">
      <label class="tick">
        <input type="checkbox" name={name} value="yes" required {...describedBy(name, { error })} />
        {label}
      </label>
      <Complaint id={`${name}-error`} text={error} />
    </div>
  );
}

/** Names of time zones to choose from; any other name of the IANA database can be typed. */
export function TimeZones({ id }: { id: string }) {
  return (
    <datalist id={id}>
      {['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
        <option value={zone} />
      ))}
    </datalist>
  );
}

/** A form of the settings. `name` tells which one it is. */
export function SettingsForm({
  name,
  form,
  action,
  send,
  danger = false,
  children,
}: PropsWithChildren<{ name: string; form: FormState; action: string; send: string; danger?: boolean }>) {
  return (
    <form method="post" action={`${action}#${name}`} class="settings" novalidate>
      <Complaint id={`${name}-form-error`} text={form.errors['']} />
      <input type="hidden" name="form" value={name} />
      {children}
      <button type="submit" class={danger ? 'danger' : undefined}>
        {send}
      </button>
    </form>
  );
}
