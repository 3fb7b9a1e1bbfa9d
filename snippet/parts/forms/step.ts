// Multi-step forms: which submissions only lead to the next step, and which fields a step shows.

import { isShown } from './refusal.ts';

/** Texts and markup of buttons that lead to a next step. */
const step =
  /=(next|previous|weiter|zurück|suivant|siguiente|avanti|próximo|volgende|dalej|nästa|次).{0,7}=|[^a-z](next|prev|previous|preview)[^a-z]/i;

/** Whether a form's button leads to another step or to a preview. */
export function isStep(form: Element, button?: Element | null): boolean {
  const { id, className, name, value, textContent, parentElement } = (button ?? {}) as HTMLButtonElement;
  const around = parentElement?.className ?? '';
  const target = Element.prototype.querySelector.call(form, '[name^=gform_target_page]');
  return (
    // Gravity Forms: 0 means none.
    Number((target as HTMLInputElement | null)?.value) > 0 ||
    // TYPO3 calls its last button "next submit".
    step.test(
      ` ${[id, className, name, /submit/.test(around) ? '' : around]} =${(textContent || value || '').trim()}=`,
    )
  );
}

/** The names of the fields that a form shows. */
export function shownFields(form: Element): string[] {
  return [...Element.prototype.querySelectorAll.call(form, 'input,select,textarea')]
    .filter(isShown)
    .map((field) => (field as HTMLInputElement).name || field.id);
}
