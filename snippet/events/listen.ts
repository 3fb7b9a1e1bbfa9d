// How the page is listened to.

/** The handler of each type of event. */
export type Listeners = Record<string, (event: never) => void>;

/** Has them hear before the page does, which may stop an event. Adding them again changes nothing. */
export function listen(listeners: Listeners, target: EventTarget = window): void {
  for (const type of Object.keys(listeners))
    target.addEventListener(type, listeners[type] as EventListener, true);
}
