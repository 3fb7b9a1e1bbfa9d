// Detects submissions of forms: through `submit`, form.submit(), jQuery's own submit, and clicks followed by a request. Forms that
// the page or its server rejects do not count, nor do steps of a longer form.

import { crossed, type Listeners, listen } from '../../events/listen.ts';
import { answerListeners, hearJQueryAnswers, spokenOf } from './answers.ts';
import { type Attempt, type Attempts, isHeldBack } from './attempt.ts';
import { noteChange } from './content.ts';
import { focusIn, isObjectedTo, type Look, look } from './hint.ts';
import { inFrame, nameOf, presentForm } from './presence.ts';
import { isRefused, isShown, meet } from './refusal.ts';
import { watchRequests } from './request.ts';
import { safely } from './safely.ts';
import { isStep, shownFields } from './step.ts';

/** Elements that people press to submit a form, except links to other pages. */
const buttons =
  'button:not([type=reset]),[type=button],[type=submit],[type=image],[role=button],a:not([href]),a[href^="#"],a[href^=javascript]';

/** These submit a form unless the page prevents it. */
const submitButtons = 'button:not([type=button],[type=reset]),[type=submit],[type=image]';

/** How long a page and its server have to reject a form, and a click to be followed by a response. */
const patienceMs = 3_000;
/** How long a page takes to check a form itself. */
const objectionMs = 1_000;
const requestMs = 10_000;

const intervalMs = 200;

/** Listens for forms; `early` are events from before the part loaded. Our own beacons go to `api`. */
export function hearForms(attempts: Attempts, { api, early }: { api: string; early: Event[] }): void {
  /** The form that is being submitted and its button, while the page handles the event. */
  let acting: { form: HTMLFormElement; button: Element | null | undefined } | undefined;
  /** A pressed button outside of all forms. */
  let pressed: Element | undefined;
  /** Values from an earlier step. */
  let earlier: { form: unknown; content: Attempt['content'] } | undefined;
  /** How a form looked when it was submitted. */
  const looks = new WeakMap<Attempt, Look>();
  let timer: ReturnType<typeof setTimeout>;

  /** Drops an attempt that only led to another step, and keeps its values. */
  function passStep(form: HTMLFormElement, { content }: Attempt): void {
    earlier = { form: nameOf(form), content: addEarlier(form, content) };
    attempts.open.delete(form);
  }

  /** The values, including those of an earlier step. */
  function addEarlier(form: HTMLFormElement, content: Attempt['content']): Attempt['content'] {
    if (!content) return earlier && earlier.form === nameOf(form) ? earlier.content : content;
    return { ...content, email: content.email || earlier?.content?.email || '' };
  }

  /** Checks an attempt for the first time, while the page handles the event. */
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

  /** Records a press that may submit a form; a request shows whether it did. */
  function suspect(form: HTMLFormElement, button: Element): void {
    // If a form has a submit button, no other button submits it.
    if (!button.matches(submitButtons) && Element.prototype.querySelector.call(form, submitButtons)) return;
    const last = attempts.open.get(form);
    attempts.note(form, button);
    const found = attempts.open.get(form) as Attempt;
    const isSame = last?.content?.content === found.content?.content;
    found.isUnsure = !last || !isSame || !!last.isUnsure;
    inspect(form, button);
  }

  /** Decides on attempts that have a result. */
  function judge(): void {
    for (const [form, found] of attempts.open) {
      const waitedMs = Date.now() - found.act.at;
      const before = looks.get(found);
      // Some pages replace the form with the server's response: the next step, or the same form with errors.
      const now = presentForm(form);
      if (before && now === form && waitedMs < objectionMs) found.isDoubtful ||= isObjectedTo(form, before);
      if (before && shownFields(now).some((name) => !before.fields.includes(name))) passStep(form, found);
      else if (
        isRefused(now, form) ||
        (found.isUnsure && waitedMs > requestMs) ||
        (isHeldBack(found) && waitedMs > patienceMs)
      )
        attempts.drop(form);
      else if (!found.isUnsure && (waitedMs > patienceMs || isShown(now) === false)) attempts.conclude(form);
    }
    clearTimeout(timer);
    if (attempts.open.size) timer = setTimeout(safely(judge), intervalMs);
  }

  /** Records a form that a script submits. */
  const sendByScript = safely(function (this: HTMLFormElement) {
    attempts.note(this);
    inspect(this);
  });

  function onUse(event: Event): void {
    if (event.type === 'input') noteChange((event.composedPath()[0] ?? event.target) as Element);
    for (const node of event.composedPath())
      if ((node as ShadowRoot).mode === 'open') listen(listeners, node);
    const { special } = window.jQuery?.event ?? {};
    if (special) {
      special.submit = { ...special.submit, trigger: sendByScript };
      hearJQueryAnswers(special, onPlatform);
    }
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
      // From here on the visitor moves the focus, not the page.
      if (before) before.focus = focusIn(form);
      // A visitor who continues typing has not submitted.
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

  /** A script or the browser reads the form. Without other signs, the page is saving a draft. */
  function onFormData(event: FormDataEvent): void {
    const form = event.target as HTMLFormElement;
    attempts.complete(form, event.formData);
    const found = attempts.open.get(form);
    if (found) {
      // A press that reads the form submits it.
      if (acting?.form === form) found.isUnsure = false;
      inspect(form, acting?.form === form ? acting.button : undefined);
    } else if (pressed) suspect(form, pressed);
  }

  function onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    attempts.note(form, event.submitter);
    inspect(form, event.submitter);
    // After the page has handled the event.
    setTimeout(() => event.defaultPrevented || inFrame(form, event.submitter) || attempts.conclude(form));
  }

  /** A platform's own event about its form. It is more reliable than marks, which may be left from the last try. */
  const onPlatform = safely((isSent: boolean, sources: unknown[]) => {
    const form = spokenOf([...new Set([...attempts.open.keys(), ...attempts.dropped.keys()])], sources);
    if (form && isSent) attempts.believe(form);
    else if (form) attempts.drop(form);
  });

  /** A library's event for the server's response. */
  function onAnswer({
    target,
    detail,
  }: CustomEvent<{ success?: boolean; successful?: boolean } | null>): void {
    const form = target as HTMLFormElement;
    if (detail?.success || detail?.successful) attempts.conclude(form);
    else attempts.drop(form);
  }

  const handlers: Listeners = {
    submit: onSubmit,
    formdata: onFormData,
    reset: ({ target }: { target: HTMLFormElement }) => attempts.conclude(target),
    pagehide: () => attempts.concludeAll(),
    visibilitychange: () => attempts.concludeAll(),
    // The page runs the browser's validation.
    invalid: () => acting && attempts.drop(acting.form),
    keydown: onUse,
    input: onUse,
    click: onUse,
    'turbo:submit-end': onAnswer,
    'htmx:afterRequest': onAnswer,
    'htmx:response:error': onAnswer,
    ...answerListeners(onPlatform),
  };
  const listeners: Listeners = {};
  for (const [type, handler] of Object.entries(handlers)) listeners[type] = safely(handler);

  watchRequests(attempts, api);

  // form.submit() into a frame or another tab leaves no sign, so the method itself is wrapped.
  const { prototype } = HTMLFormElement;
  const { submit } = prototype;
  prototype.submit = function () {
    sendByScript.call(this);
    submit.call(this);
    if (!inFrame(this)) attempts.conclude(this);
  };

  listen(listeners);
  for (const event of early) listeners[event.type]?.(event as never);
}
