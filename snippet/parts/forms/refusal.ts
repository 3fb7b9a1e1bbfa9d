// Whether a page shows that it rejected a submitted form.

/** Selectors of rejected fields and of messages about them. */
const marks =
  '[aria-invalid=true],[data-user-invalid],[role=alert],[class*=error i],[class*=invalid i],[class*=danger i],[class*=text-red]';

/** An alert may also report success. */
export const success = /succe|thank|\bsent|dank|merci|gracias|grazie|obrigad|tack|dzięk|ありがとう/i;

/** Forms that the visitor has used. */
const met = new WeakSet<Element>();

/** Marks from before the first attempt, for example the star of a required field. */
const decoration = new WeakSet<Element>();

/** Whether an element is visible. Browsers without the method (before Safari 17.4) see no element, so no rejection. */
export function isShown(element: Element): boolean | undefined {
  return Element.prototype.checkVisibility?.call(element, { visibilityProperty: true });
}

/** Visible marks in and around a form, except decoration and marks of other forms. */
function shownMarks(form: Element): Element[] {
  const around: ParentNode = Reflect.get(Node.prototype, 'parentNode', form) ?? document;
  return [...around.querySelectorAll(marks)].filter((mark) => {
    const text = mark.textContent as string;
    return (
      !decoration.has(mark) &&
      isShown(mark) &&
      // A container for errors may be empty.
      ('value' in mark || text.trim()) &&
      (Element.prototype.closest.call(mark, 'form') ?? form) === form &&
      !success.test(mark.getAttribute('class') + text)
    );
  });
}

/** Records a form's initial look. A field that is marked once the visitor `isAtIt` is not decoration. */
export function meet(form: Element, isAtIt: boolean): void {
  if (met.has(form)) return;
  met.add(form);
  for (const mark of shownMarks(form)) if (!isAtIt || !('value' in mark)) decoration.add(mark);
}

/** The look of a mark, to recognise decoration in a form that replaced another. */
const lookOf = ({ className, textContent }: Element): string => className + textContent;

/** Whether the page shows an error about the submission, in the form or in the one that replaced it (`was`). */
export function isRefused(form: Element, was = form): boolean {
  const marked = shownMarks(form);
  if (form === was) return marked.length > 0;
  const known = [...Element.prototype.querySelectorAll.call(was, marks)].filter((mark) =>
    decoration.has(mark),
  );
  return marked.some((mark) => !known.some((other) => lookOf(other) === lookOf(mark)));
}
