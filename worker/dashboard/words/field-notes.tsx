// What stands beside the field of a form: what is wrong with it, and a hint. Readers who cannot see it hear both with the field.

import type { Child } from 'hono/jsx';

interface Notes {
  error?: string | undefined;
  hint?: Child;
}

/** The attributes that tie a field to its notes. `id`: the field's. */
export function describedBy(id: string, { error, hint }: Notes) {
  const notes = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return {
    'aria-describedby': notes === '' ? undefined : notes,
    'aria-invalid': error ? ('true' as const) : undefined,
  };
}

/** The notes of the field with this id. */
export function FieldNotes({ id, error, hint }: Notes & { id: string }) {
  return (
    <>
      <Complaint id={`${id}-error`} text={error} />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}

/** An error, if there is one. */
export function Complaint({ id, text }: { id?: string; text: string | undefined }) {
  return text ? (
    <p class="complaint" id={id} role="alert">
      {text}
    </p>
  ) : null;
}
