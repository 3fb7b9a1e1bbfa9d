// Signs by which a page that marks nothing holds a form back: it writes something after a field, or puts the visitor back into
// one. Both also happen to forms that are sent, so they count only where no request follows.

import { isShown, success } from './refusal.ts';
import { shownFields } from './step.ts';

/** What a form looks like at one moment. */
export interface Look {
  /** The names of the fields that it shows. */
  fields: string[];
  /** The texts after each field, up to the next field or button. */
  hints: string[];
  /** The element in focus. */
  focus: Element | null;
  /** What is in each field. */
  values: Map<unknown, string>;
}

const controls = 'button,input,select,textarea';
const buttons = 'button,[type=submit],[type=button],[type=image]';

/** What pages have said after fields of forms that they held back: it may still be there at the next try. */
const objections = new Set<string>();

/** Looks at a form. What is said before its first field and after its last button is about all of it, and no hint. */
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

/** The element in focus, where a form is. */
export function focusIn(form: Element): Element | null {
  return (Node.prototype.getRootNode.call(form) as Document).activeElement;
}

/** Whether a form looks as if the page held it back, beside how it looked when it was sent. */
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
  // A field that the page has emptied was sent.
  const isPutBack =
    focus !== before.focus && before.values.get(focus) === (focus as HTMLInputElement | null)?.value;
  return added.length > 0 || (isPutBack && before.values.has(focus) && !focus?.matches(buttons));
}
