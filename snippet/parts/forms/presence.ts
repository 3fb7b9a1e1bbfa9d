// The place of a form after it was submitted: still there, replaced by the server's response, or submitted into a frame.

const attribute = (element: Element, name: string) => Element.prototype.getAttribute.call(element, name);

/** Identifies a form even after another element has replaced it: its id or name, or else the element. */
export function nameOf(form: Element): unknown {
  return attribute(form, 'id') || attribute(form, 'name') || form;
}

/** The form that is now in the page in place of this one. */
export function presentForm(form: HTMLFormElement): Element {
  const isThere =
    (Reflect.get(Node.prototype, 'isConnected', form) as boolean) || typeof nameOf(form) !== 'string';
  return isThere ? form : ([...document.forms].find((other) => nameOf(other) === nameOf(form)) ?? form);
}

/** Whether a form is submitted into a frame of the page. The page stays and may still show an error. */
export function inFrame(form: HTMLFormElement, button?: Element | null): boolean {
  const target = (button && attribute(button, 'formtarget')) || attribute(form, 'target');
  return (
    !!target && [...document.getElementsByName(target)].some((frame) => frame instanceof HTMLIFrameElement)
  );
}
