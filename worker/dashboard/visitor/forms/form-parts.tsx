// The parts of the forms that change a visitor. They work without a script: what is wrong is said beside its field, and what was typed
// stays.

import type { PropsWithChildren } from 'hono/jsx';
import type { VisitorDetail } from '../../../../schema/api/visitor.ts';
import { Complaint, describedBy, FieldNotes } from '../../words/field-notes.tsx';
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

/** What was sent by this form and not accepted. */
export function sentBy({ sent }: FormsState, form: FormName): SentForm | null {
  return sent?.form === form ? sent : null;
}

/** What each form sends of itself, and what is wrong with it as a whole. */
export function FormHead({ forms, form }: { forms: FormsState; form: FormName }) {
  const own = sentBy(forms, form);
  const error = own?.errors[''];
  const newId = `${form}-${forms.newId}`;
  const id = own && !own.isIdUsed ? (own.fields.get('id') ?? newId) : newId;
  return (
    <>
      <Complaint id={`${form}-error`} text={error} />
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="id" value={id} />
    </>
  );
}

type UnfoldingProps = PropsWithChildren<ChangeFormsProps & { form: FormName; title: string; send: string }>;

/** A form that unfolds. It is open where it was sent and not accepted. */
export function Unfolding({ forms, action, form, title, send, children }: UnfoldingProps) {
  return (
    <details open={sentBy(forms, form) !== null}>
      <summary>{title}</summary>
      <form method="post" action={action}>
        <FormHead forms={forms} form={form} />
        {children}
        <button type="submit">{send}</button>
      </form>
    </details>
  );
}

/** What a field needs. `value`: what it holds until something was typed. */
export interface FieldProps {
  forms: FormsState;
  form: FormName;
  name: string;
  label: string;
  hint?: string;
  value?: string;
  /** The attributes of the input. With `rows` it is a text of several lines. */
  children: Record<string, string | number | boolean>;
}

/** A field with its label, what was typed, and what is wrong with it. */
export function Field({ forms, form, name, label, hint, value = '', children }: FieldProps) {
  const own = sentBy(forms, form);
  const error = own?.errors[name];
  const id = `${form}-${name}`;
  const typed = own?.fields.get(name) ?? value;
  const common = {
    autocomplete: 'off',
    ...describedBy(id, { error, hint }),
    autofocus: error !== undefined && Object.keys(own?.errors ?? {})[0] === name,
  };
  return (
    <div class={`field ${name}`}>
      <label for={id}>{label}</label>
      {'rows' in children ? (
        <textarea id={id} name={name} {...common} {...children}>
          {typed}
        </textarea>
      ) : (
        <input id={id} name={name} value={typed} {...common} {...children} />
      )}
      <FieldNotes id={id} error={error} hint={hint} />
    </div>
  );
}

/** A button that undoes an event. `what`: the event in words, for who cannot see where the button is. */
export function UndoButton({
  action,
  event,
  text,
  what,
}: {
  action: string;
  event: string;
  text: string;
  what: string;
}) {
  return (
    <form class="undo" method="post" action={action}>
      <input type="hidden" name="form" value="undo" />
      <input type="hidden" name="event" value={event} />
      <button type="submit" class="quiet" aria-label={`${text}: ${what}`}>
        {text}
      </button>
    </form>
  );
}
