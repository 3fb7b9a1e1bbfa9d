// Signs that a page without error marks holds a form back: it writes text after a field, or moves the focus back into a field.
// Both also happen with submitted forms, so they count only if no request follows.

import { isShown, success } from './refusal.ts';
import { shownFields } from './step.ts';

/** How a form looks at one moment. */
export interface Look {
  /** The names of the visible fields. */
  fields: string[];
  /** The texts after each field, up to the next field or button. */
  hints: string[];
  /** The element in focus. */
  focus: Element | null;
  /** The value of each field. */
  values: Map<unknown, string>;
}

const controls = 'button,input,select,textarea';
const buttons = 'button,[type=submit],[type=button],[type=image]';

/** Texts that pages wrote after fields when they held a form back. They may still be there at the next try. */
const objections = new Set<string>();

/** Reads how a form looks. Text before its first field or after its last button is about the whole form, so it is no hint. */
export function look(form: Element): Look {
  const hints = [''];
  let last: Element | undefined;
  const values: Look['values'] = new Map();
  const walker = document.createTreeWalker(form, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text & HTMLInputElement;
    const { parentElement } = node;
    if (node.data === undefined) {
      if (!Element.prototype.matches.call(node, controls)) continue;
      hints.push('');
      last = node;
      values.set(node, node.value);
    } else if (
      parentElement &&
      !Element.prototype.closest.call(parentElement, controls) &&
      isShown(parentElement)
    )
      hints.push(hints.pop() + node.data.trim());
  }
  if (last?.matches(buttons)) hints.pop();
  return { fields: shownFields(form), hints: hints.slice(1), focus: focusIn(form), values };
}

/** The element in focus in the form's document or shadow root. */
export function focusIn(form: Element): Element | null {
  return (Node.prototype.getRootNode.call(form) as Document).activeElement;
}

/** Whether the page seems to hold the form back, compared with how the form looked when it was submitted. */
export function isObjectedTo(form: Element, before: Look): boolean {
  const { hints, focus } = look(form);
  const added = hints.filter(
    (hint, place) =>
      hint &&
      hints.length === before.hints.length &&
      (hint !== before.hints[place] || objections.has(hint)) &&
      !success.test(hint),
  );
  for (const hint of added) objections.add(hint);
  // If the page has emptied the field, the form was submitted.
  const isPutBack =
    focus !== before.focus && before.values.get(focus) === (focus as HTMLInputElement | null)?.value;
  return added.length > 0 || (isPutBack && before.values.has(focus) && !focus?.matches(buttons));
}
