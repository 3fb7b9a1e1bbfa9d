// What a page shows of a form that was sent: whether it refuses it.

/** What pages mark refused fields with, and show the reason in. */
const marks =
  '[aria-invalid=true],[data-user-invalid],[role=alert],[class*=error i],[class*=invalid i],[class*=danger i],[class*=text-red]';

/** An alert may as well say that all went well. */
export const success = /succe|thank|\bsent|dank|merci|gracias|grazie|obrigad|tack|dzięk|ありがとう/i;

/** The forms that somebody has been at. */
const met = new WeakSet<Element>();

/** Marks that were shown before anything was sent: the star of a required field, for one. */
const decoration = new WeakSet<Element>();

/** Whether an element is seen. Browsers that cannot tell (before Safari 17.4) see none, and so no refusal. */
export function isShown(element: Element): boolean | undefined {
  return Element.prototype.checkVisibility?.call(element, { visibilityProperty: true });
}

/** The marks that are seen around a form and in it, but for decoration and those of other forms. */
function shownMarks(form: Element): Element[] {
  return [...((form.parentNode ?? document) as ParentNode).querySelectorAll(marks)].filter((mark) => {
    const text = mark.textContent as string;
    return (
      !decoration.has(mark) &&
      isShown(mark) &&
      // A place for errors may be empty.
      ('value' in mark || text.trim()) &&
      (Element.prototype.closest.call(mark, 'form') ?? form) === form &&
      !success.test(mark.getAttribute('class') + text)
    );
  });
}

/** Notes what a form looks like, the first time. A field that is marked once somebody `isAtIt` is no decoration. */
export function meet(form: Element, isAtIt: boolean): void {
  if (met.has(form)) return;
  met.add(form);
  for (const mark of shownMarks(form)) if (!isAtIt || !('value' in mark)) decoration.add(mark);
}

/** Whether the page says that something is wrong with what was sent. */
export function isRefused(form: Element): boolean {
  return shownMarks(form).length > 0;
}
