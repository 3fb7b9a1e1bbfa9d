// How forms are heard: by `submit`, and form.submit(), which has no event. form-attempt.ts tells what was sent; part `answers`,
// which is loaded once somebody uses a form, hears the page's and the server's answer, and forms that a click sends.

import { loadAnswers } from '../parts/parts.ts';
import { attempt, complete, conclude, concludeAll } from './form-attempt.ts';
import { changed } from './form-content.ts';
import { type Listeners, listen } from './listen.ts';

function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  attempt(form, event.submitter);
  // Once the page has heard of it.
  setTimeout(() => event.defaultPrevented || conclude(form));
}

/** What is filled in within an open shadow root is sent there, and heard of nowhere else. */
function onUse(event: Event): void {
  if (event.type === 'input') changed.add(event.composedPath()[0] as EventTarget);
  for (const node of event.composedPath()) {
    if ((node as ShadowRoot).mode === 'open') listen(formListeners, node);
    if ((node as Element).localName === 'form') loadAnswers(event);
  }
}

/** Handlers of forms. */
const formListeners: Listeners = {
  submit: onSubmit,
  formdata: complete,
  reset: (event: { target: HTMLFormElement }) => conclude(event.target),
  keydown: onUse,
  input: onUse,
  click: onUse,
  pagehide: concludeAll,
  visibilitychange: concludeAll,
};

/** Listens for forms. `form.submit()` into a frame or another tab leaves no sign: the method itself is listened to. */
export function hearForms(): void {
  listen(formListeners);
  const { prototype } = HTMLFormElement;
  const { submit } = prototype;
  prototype.submit = function () {
    attempt(this);
    submit.call(this);
    conclude(this);
  };
}
