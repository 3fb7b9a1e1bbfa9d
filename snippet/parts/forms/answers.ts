// What a platform says itself of a form that was sent: by events of the page, or by jQuery's, which only jQuery hears.

/** What jQuery offers to hear of what is triggered: https://learn.jquery.com/events/event-extensions/ */
type Special = Record<string, { trigger?: (this: never, ...args: never[]) => void } | undefined>;

declare global {
  interface Window {
    jQuery?: { event?: { special?: Special } };
  }
}

/** Events of forms that were sent, of Contact Form 7, WPForms, Elementor, Gravity Forms, Formidable, Fluent Forms and Forminator. */
const sentEvents = [
  'wpcf7mailsent',
  // Its own mail failed: the visitor has done their part.
  'wpcf7mailfailed',
  'wpformsAjaxSubmitSuccess',
  'submit_success',
  'gform_confirmation_loaded',
  'frmFormComplete',
  'fluentform_submission_success',
  'forminator:form:submit:success',
];

/** Those of forms that were refused. */
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

/** Ninja Forms': its response lists what is wrong. */
const eitherEvent = 'nfFormSubmitResponse';

/** Who is told that a form was sent or refused, with all that the event names. */
type Told = (isSent: boolean, sources: unknown[]) => void;

const platformEvents = [...sentEvents, ...refusedEvents, eitherEvent];

function answer(name: string, sources: unknown[], tell: Told): void {
  const ninja = sources.find((source) => (source as { response?: object } | null)?.response);
  const { errors } = (ninja as { response: { errors?: object } } | undefined)?.response ?? {};
  tell(name === eitherEvent ? Object.keys(errors ?? {}).length === 0 : sentEvents.includes(name), sources);
}

/** The listeners for these events of the page. */
export const answerListeners = (tell: Told): Record<string, (event: CustomEvent) => void> =>
  Object.fromEntries(
    platformEvents.map((name) => [
      name,
      ({ target, detail }: CustomEvent) => answer(name, [target, detail?.form], tell),
    ]),
  );

/** Hears the same of jQuery, where a page has it. */
export function hearJQueryAnswers(special: Special, tell: Told): void {
  for (const name of platformEvents)
    special[name] = {
      ...special[name],
      trigger(this: unknown, ...sources: unknown[]) {
        answer(name, [this, ...sources], tell);
      },
    };
}

/** Of these forms that of which an event speaks: it holds or is in what the event names, or has its number. Else the only one. */
export function spokenOf(forms: HTMLFormElement[], sources: unknown[]): HTMLFormElement | undefined {
  // jQuery's lists of elements come along, too.
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
