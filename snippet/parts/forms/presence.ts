// Where a form is once it was sent: still there, replaced by the server's answer, or in a frame whose answer leaves the page as it is.

const attribute = (element: Element, name: string) => Element.prototype.getAttribute.call(element, name);

/** What tells a form from others, also once another element has taken its place: its id or name, else the element itself. */
export function nameOf(form: Element): unknown {
  return attribute(form, 'id') || attribute(form, 'name') || form;
}

/** The form that is in the page now, in the place of one that was. */
export function presentForm(form: HTMLFormElement): Element {
  const isThere =
    (Reflect.get(Node.prototype, 'isConnected', form) as boolean) || typeof nameOf(form) !== 'string';
  return isThere ? form : ([...document.forms].find((other) => nameOf(other) === nameOf(form)) ?? form);
}

/** Whether a form is sent into a frame of the page, which stays and may yet say what is wrong. */
export function inFrame(form: HTMLFormElement, button?: Element | null): boolean {
  const target = (button && attribute(button, 'formtarget')) || attribute(form, 'target');
  return (
    !!target && [...document.getElementsByName(target)].some((frame) => frame instanceof HTMLIFrameElement)
  );
}
