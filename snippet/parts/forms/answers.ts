// Events by which platforms report whether a form was submitted: DOM events, or jQuery events, which only jQuery receives.

/** jQuery's hooks for triggered events: https://learn.jquery.com/events/event-extensions/ */
type Special = Record<string, { trigger?: (this: never, ...args: never[]) => void } | undefined>;

declare global {
  interface Window {
    jQuery?: { event?: { special?: Special } };
  }
}

/** Events for submitted forms, of Contact Form 7, WPForms, Elementor, Gravity Forms, Formidable, Fluent Forms and Forminator. */
const sentEvents = [
  'wpcf7mailsent',
  // The platform's own mail failed, but the visitor submitted the form.
  'wpcf7mailfailed',
  'wpformsAjaxSubmitSuccess',
  'submit_success',
  'gform_confirmation_loaded',
  'frmFormComplete',
  'fluentform_submission_success',
  'forminator:form:submit:success',
];

/** Events for rejected forms. */
const refusedEvents = [
  'wpcf7invalid',
  'wpcf7spam',
  'wpcf7unaccepted',
  'wpcf7aborted',
  'wpformsAjaxSubmitFailed',
  'wpformsAjaxSubmitError',
  'frmFormErrors',
  'fluentform_submission_failed',
  'forminator:form:submit:failed',
];

/** The event of Ninja Forms, whose response lists the errors. */
const eitherEvent = 'nfFormSubmitResponse';

/** Called for each submitted or rejected form, with everything that the event names. */
type Told = (isSent: boolean, sources: unknown[]) => void;

const platformEvents = [...sentEvents, ...refusedEvents, eitherEvent];

function answer(name: string, sources: unknown[], tell: Told): void {
  const ninja = sources.find((source) => (source as { response?: object } | null)?.response);
  const { errors } = (ninja as { response: { errors?: object } } | undefined)?.response ?? {};
  tell(name === eitherEvent ? Object.keys(errors ?? {}).length === 0 : sentEvents.includes(name), sources);
}

/** Listeners for the DOM events. */
export const answerListeners = (tell: Told): Record<string, (event: CustomEvent) => void> =>
  Object.fromEntries(
    platformEvents.map((name) => [
      name,
      ({ target, detail }: CustomEvent) => answer(name, [target, detail?.form], tell),
    ]),
  );

/** Listens for the same events of jQuery, if the page has it. */
export function hearJQueryAnswers(special: Special, tell: Told): void {
  for (const name of platformEvents)
    special[name] = {
      ...special[name],
      trigger(this: unknown, ...sources: unknown[]) {
        answer(name, [this, ...sources], tell);
      },
    };
}

/** The form that an event is about: it contains, or is in, an element that the event names. If the event names none, the only form. */
export function spokenOf(forms: HTMLFormElement[], sources: unknown[]): HTMLFormElement | undefined {
  // Some sources are jQuery's lists of elements.
  const named = sources.map((source) =>
    source instanceof Node ? source : (source as ArrayLike<unknown> | null)?.[0],
  );
  const elements = named.filter((node) => node instanceof Element);
  const found = forms.find((form) =>
    elements.some(
      (element) => Node.prototype.contains.call(element, form) || Node.prototype.contains.call(form, element),
    ),
  );
  return found ?? (elements.length === 0 && forms.length === 1 ? forms[0] : undefined);
}
