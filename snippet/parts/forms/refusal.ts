// What a page shows of a form that was sent: whether it refuses it.

/** What pages mark refused fields with, and show the reason in. */
const marks =
  '[aria-invalid=true],[data-user-invalid],[role=alert],[class*=error i],[class*=invalid i],[class*=danger i]';

/** An alert may as well say that all went well. */
const success = /succe|thank|\bsent|dank|merci|gracias|grazie|obrigad|tack|dzięk|ありがとう/i;

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

/** What a mark looks like, to find decoration again in a form that took the place of another. */
const lookOf = ({ className, textContent }: Element): string => className + textContent;

/** Whether the page says that something is wrong with what was sent, in a form or in that which `was` there before. */
export function isRefused(form: Element, was = form): boolean {
  const marked = shownMarks(form);
  if (form === was) return marked.length > 0;
  const known = [...Element.prototype.querySelectorAll.call(was, marks)].filter((mark) =>
    decoration.has(mark),
  );
  return marked.some((mark) => !known.some((other) => lookOf(other) === lookOf(mark)));
}
