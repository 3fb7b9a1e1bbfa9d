// How the page is listened to.

/** What the page wants left out: a link, a field, a form, and all inside. */
export const ignored = '[data-leadlight-ignore]';

/** The handler of each type of event. */
export type Listeners = Record<string, (event: never) => void>;

/** Has them hear before the page does, which may stop an event. Adding them again changes nothing. */
export function listen(listeners: Listeners, target: EventTarget = window): void {
  for (const type of Object.keys(listeners))
    target.addEventListener(type, listeners[type] as EventListener, true);
}

/** The innermost element on the way of an event that matches. The way leads out of open shadow roots, while it is heard. */
export function crossed(event: Event, selector: string): HTMLElement | undefined {
  const way = event.composedPath();
  if (way.length === 0)
    for (let node = event.target as Node | null; node; node = node.parentNode) way.push(node);
  return way.find((node) => node instanceof Element && Element.prototype.matches.call(node, selector)) as
    | HTMLElement
    | undefined;
}
