// Registers the event listeners of the page.

/** Marks what the page excludes: a link, a field, a form, and everything inside. */
export const ignored = '[data-leadlight-ignore]';

/** The handler of each type of event. */
export type Listeners = Record<string, (event: never) => void>;

/** Adds the listeners in the capture phase, before the page can stop an event. Adding them again changes nothing. */
export function listen(listeners: Listeners, target: EventTarget = window): void {
  for (const type of Object.keys(listeners))
    target.addEventListener(type, listeners[type] as EventListener, true);
}

/**
 * Whether this is an element that matches. Names in the page can shadow `matches`: of a form by its fields, also of the document
 * and the window. Elements from other frames are not instances of our `Element`.
 */
export const matches = (node: EventTarget, selector: string): boolean =>
  'outerHTML' in node && Element.prototype.matches.call(node as Element, selector);

/** The innermost matching element on an event's path. While the event is handled, the path includes open shadow roots. */
export function crossed(event: Event, selector: string): HTMLElement | undefined {
  const way = event.composedPath();
  if (way.length === 0)
    for (let node = event.target as Node | null; node; node = node.parentNode) way.push(node);
  return way.find((node) => matches(node, selector)) as HTMLElement | undefined;
}
