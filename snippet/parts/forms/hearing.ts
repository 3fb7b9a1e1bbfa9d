// How forms are heard: by `submit`, form.submit(), jQuery's own submit, and clicks that are followed by a request. And what was
// sent: forms that the page or its server refuses were not, nor were steps on the way.

import { crossed, type Listeners, listen } from '../../events/listen.ts';
import { type Attempt, type Attempts, isHeldBack } from './attempt.ts';
import { changed } from './content.ts';
import { focusIn, isObjectedTo, type Look, look } from './hint.ts';
import { isRefused, isShown, meet } from './refusal.ts';
import { watchRequests } from './request.ts';
import { safely } from './safely.ts';
import { isStep, shownFields } from './step.ts';

/** What people press to send a form. A link that leads elsewhere is none. */
const buttons =
  'button:not([type=reset]),[type=button],[type=submit],[type=image],[role=button],a:not([href]),a[href^="#"],a[href^=javascript]';

/** These send a form unless the page prevents it. */
const submitButtons = 'button:not([type=button],[type=reset]),[type=submit],[type=image]';

/** So long a page and its server have to refuse a form, and a click to be followed by an answered request. */
const patienceMs = 3_000;
/** So long a page takes to check a form by itself. */
const objectionMs = 1_000;
const requestMs = 10_000;

const intervalMs = 200;

/** What jQuery offers to hear of `$(form).submit()`: https://learn.jquery.com/events/event-extensions/ */
declare global {
  interface Window {
    jQuery?: { event?: { special?: Record<string, { trigger?: (this: HTMLFormElement) => void }> } };
  }
}

/** Listens for forms; `early` are the events that came before. Our own beacons go to `api`. */
export function hearForms(attempts: Attempts, { api, early }: { api: string; early: Event[] }): void {
  /** The form that is being sent, and its button, while the page hears of it. */
  let acting: { form: HTMLFormElement; button: Element | null | undefined } | undefined;
  /** A button outside of all forms, while it is pressed. */
  let pressed: Element | undefined;
  /** What was put in at a step before. */
  let earlier: { form: HTMLFormElement; content: Attempt['content'] } | undefined;
  /** What a form looked like when it was sent. */
  const looks = new WeakMap<Attempt, Look>();
  let timer: ReturnType<typeof setTimeout>;

  /** Lets go of an attempt that only led to another step, and keeps what was put in. */
  function passStep(form: HTMLFormElement, { content }: Attempt): void {
    earlier = { form, content: addEarlier(form, content) };
    attempts.open.delete(form);
  }

  /** What was put in, with that of an earlier step. */
  function addEarlier(form: HTMLFormElement, content: Attempt['content']): Attempt['content'] {
    if (!content) return earlier?.form === form ? earlier.content : content;
    return { ...content, email: content.email || earlier?.content?.email || '' };
  }

  /** Looks at an attempt for the first time, while the page hears of it. */
  function inspect(form: HTMLFormElement, button?: Element | null): void {
    const found = attempts.open.get(form);
    if (!found) return;
    acting = { form, button };
    setTimeout(() => {
      acting = undefined;
    });
    meet(form, true);
    if (isStep(form, button)) {
      passStep(form, found);
      return;
    }
    found.content = addEarlier(form, found.content);
    if (!looks.has(found)) looks.set(found, look(form));
    clearTimeout(timer);
    timer = setTimeout(safely(judge), intervalMs);
  }

  /** Notes that something was pressed which may send a form: a request shows whether it did. */
  function suspect(form: HTMLFormElement, button: Element): void {
    // Of a form with a submit button no other sends it.
    if (!button.matches(submitButtons) && Element.prototype.querySelector.call(form, submitButtons)) return;
    const last = attempts.open.get(form);
    attempts.note(form, button);
    const found = attempts.open.get(form) as Attempt;
    const isSame = last?.content?.content === found.content?.content;
    found.isUnsure = !last || !isSame || !!last.isUnsure;
    inspect(form, button);
  }

  /** Decides on the attempts of which there are signs. */
  function judge(): void {
    for (const [form, found] of attempts.open) {
      const waitedMs = Date.now() - found.act.at;
      const before = looks.get(found);
      if (before && waitedMs < objectionMs) found.isDoubtful ||= isObjectedTo(form, before);
      if (before && shownFields(form).some((name) => !before.fields.includes(name))) passStep(form, found);
      else if (
        isRefused(form) ||
        (found.isUnsure && waitedMs > requestMs) ||
        (isHeldBack(found) && waitedMs > patienceMs)
      )
        attempts.open.delete(form);
      else if (!found.isUnsure && (waitedMs > patienceMs || isShown(form) === false)) attempts.conclude(form);
    }
    clearTimeout(timer);
    if (attempts.open.size) timer = setTimeout(safely(judge), intervalMs);
  }

  /** Notes a form that a script sends. */
  const sendByScript = safely(function (this: HTMLFormElement) {
    attempts.note(this);
    inspect(this);
  });

  function onUse(event: Event): void {
    if (event.type === 'input') changed.add((event.composedPath()[0] ?? event.target) as EventTarget);
    for (const node of event.composedPath())
      if ((node as ShadowRoot).mode === 'open') listen(listeners, node);
    const { special } = window.jQuery?.event ?? {};
    if (special)
      special.submit = {
        ...special.submit,
        trigger: sendByScript,
      };
    const field = crossed(event, 'button,input,select,textarea') as HTMLInputElement | undefined;
    const form = field?.form ?? (crossed(event, 'form') as HTMLFormElement | undefined);
    const isEnter = (event as KeyboardEvent).key === 'Enter';
    const button =
      event.type === 'click' || isEnter
        ? crossed(event, isEnter ? 'input:not([role=combobox])' : buttons)
        : undefined;
    if (form) {
      meet(form, attempts.open.has(form) || event.type === 'input');
      judge();
      const found = attempts.open.get(form);
      const before = found && looks.get(found);
      // From here on it is the visitor who goes to a field.
      if (before) before.focus = focusIn(form);
      // Who goes on typing has sent nothing.
      if (event.type === 'input' && found && (found.isUnsure || isHeldBack(found)))
        attempts.open.delete(form);
      if (button) suspect(form, button);
    } else {
      pressed = button;
      setTimeout(() => {
        pressed = undefined;
      });
    }
  }

  /** A script or the browser reads the form. Where nothing else is heard of it, that is a draft that the page saves. */
  function onFormData(event: FormDataEvent): void {
    const form = event.target as HTMLFormElement;
    attempts.complete(form, event.formData);
    const found = attempts.open.get(form);
    if (found) {
      // A press that reads the form sends it.
      if (acting?.form === form) found.isUnsure = false;
      inspect(form, acting?.form === form ? acting.button : undefined);
    } else if (pressed) suspect(form, pressed);
  }

  function onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    attempts.note(form, event.submitter);
    inspect(form, event.submitter);
    // Once the page has heard of it.
    setTimeout(() => event.defaultPrevented || attempts.conclude(form));
  }

  /** What a library says of the server's answer. */
  function onAnswer({
    target,
    detail,
  }: CustomEvent<{ success?: boolean; successful?: boolean } | null>): void {
    const form = target as HTMLFormElement;
    if (detail?.success || detail?.successful) attempts.conclude(form);
    else attempts.open.delete(form);
  }

  const handlers: Listeners = {
    submit: onSubmit,
    formdata: onFormData,
    reset: ({ target }: { target: HTMLFormElement }) => attempts.conclude(target),
    pagehide: () => attempts.concludeAll(),
    visibilitychange: () => attempts.concludeAll(),
    // The page has its fields checked.
    invalid: () => acting && attempts.open.delete(acting.form),
    keydown: onUse,
    input: onUse,
    click: onUse,
    'turbo:submit-end': onAnswer,
    'htmx:afterRequest': onAnswer,
    'htmx:response:error': onAnswer,
    wpcf7invalid: onAnswer,
    wpcf7spam: onAnswer,
    wpcf7unaccepted: onAnswer,
    wpcf7aborted: onAnswer,
  };
  const listeners: Listeners = {};
  for (const [type, handler] of Object.entries(handlers)) listeners[type] = safely(handler);

  watchRequests(attempts, api);

  // form.submit() into a frame or another tab leaves no sign: the method itself is listened to.
  const { prototype } = HTMLFormElement;
  const { submit } = prototype;
  prototype.submit = function () {
    sendByScript.call(this);
    submit.call(this);
    attempts.conclude(this);
  };

  listen(listeners);
  for (const event of early) listeners[event.type]?.(event as never);
}
