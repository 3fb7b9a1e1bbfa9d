// The fields of the forms for a model's parts: each with its label, what was typed, and what is wrong with it.

import { windows } from '../../../../schema/model/model.ts';
import { useTexts } from '../../texts/texts.ts';
import { Complaint, describedBy, FieldNotes } from '../../words/field-notes.tsx';
import type { Faults } from '../draft/model-faults.ts';
import { operators, rowPlaces } from './condition-rows.ts';

/** The state of a form. `values`: of its fields. `faults`: by field. */
export interface FormState {
  values: URLSearchParams;
  faults: Faults;
}

interface FieldProps {
  form: FormState;
  name: string;
  label: string;
  hint?: string | undefined;
  /** The id of a list of suggestions. */
  list?: string;
  inputmode?: 'decimal' | 'numeric';
  isRequired?: boolean;
}

/** A line of text or a number. */
export function Field({ form, name, label, hint, list, inputmode, isRequired = false }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        {...common(form, name, hint)}
        value={form.values.get(name) ?? ''}
        autocomplete="off"
        list={list}
        inputmode={inputmode}
        required={isRequired}
      />
      <Notes form={form} name={name} hint={hint} />
    </div>
  );
}

interface ChoiceProps {
  form: FormState;
  name: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
}

/** One of several options. */
export function Choice({ form, name, label, options }: ChoiceProps) {
  const chosen = form.values.get(name) ?? '';
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select {...common(form, name)}>
        {options.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
      <Notes form={form} name={name} />
    </div>
  );
}

/** A calendar window. */
export function WindowChoice({
  form,
  name,
  isOptional = false,
}: {
  form: FormState;
  name: string;
  isOptional?: boolean;
}) {
  const texts = useTexts().modelForms;
  const options = windows.map((window) => [window, texts.windows[window]] as const);
  return (
    <Choice
      form={form}
      name={name}
      label={texts.per}
      options={isOptional ? [['', texts.none], ...options] : options}
    />
  );
}

/** A box to tick. */
export function Tick({
  form,
  name,
  value,
  label,
}: {
  form: FormState;
  name: string;
  value: string;
  label: string;
}) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value={value} checked={form.values.getAll(name).includes(value)} />{' '}
      <span>{label}</span>
    </label>
  );
}

/** The rows of conditions, with an empty one at the end. `keys`: the id of the list of suggested keys. */
export function Conditions({ form, base, keys }: { form: FormState; base: string; keys: string }) {
  const texts = useTexts().modelForms;
  return (
    <>
      <Complaint text={form.faults[base]} />
      <p class="hint">{texts.conditionsHint}</p>
      {rowPlaces(form.values, base).map((place) => {
        const name = `${base}.${place}`;
        return (
          <fieldset class="condition">
            <legend>{texts.condition(place + 1)}</legend>
            <Field form={form} name={`${name}.key`} label={texts.key} list={keys} />
            <Choice
              form={form}
              name={`${name}.operator`}
              label={texts.operator}
              options={operators.map((operator) => [operator, texts.operators[operator] ?? operator])}
            />
            <div class="field">
              <label for={`${name}.values`}>{texts.values}</label>
              <textarea {...common(form, `${name}.values`)} rows={linesOf(form, `${name}.values`)}>
                {`\n${form.values.get(`${name}.values`) ?? ''}`}
              </textarea>
              <Notes form={form} name={`${name}.values`} />
            </div>
          </fieldset>
        );
      })}
    </>
  );
}

function linesOf({ values }: FormState, name: string): number {
  return Math.min(12, Math.max(2, (values.get(name) ?? '').split('\n').length));
}

function common({ faults }: FormState, name: string, hint?: string) {
  return { id: name, name, ...describedBy(name, { error: faults[name], hint }) };
}

function Notes({ form, name, hint }: { form: FormState; name: string; hint?: string | undefined }) {
  return <FieldNotes id={name} error={form.faults[name]} hint={hint} />;
}
