// Optional part `l.embeds.js`, for `data-embeds`: embedded forms of other services, which send the page a message when submitted.

import type { Part } from './parts.ts';

/** A submitted form, as its service's message describes it. */
interface Sent {
  service: string;
  /** The service's id of the form; none for calendars. */
  id?: string | undefined;
  email?: string | undefined;
}

/** Possible fields of a message, all unverified. */
interface Message {
  type?: unknown;
  eventName?: unknown;
  event?: unknown;
  originator?: unknown;
  id?: string;
  formId?: string;
  data?: { submissionValues?: { email?: string } };
}

/** Messages about submitted forms and their allowed origins: the service's own frame, or the page for HubSpot's old forms. */
const messages: { from: RegExp; read: (message: Message) => Sent | undefined | false }[] = [
  {
    // https://developers.hubspot.com/docs/cms/start-building/features/forms/legacy-forms: posted by the page to itself.
    from: new RegExp(`^${location.origin}$|^https://([\\w-]+\\.)?(hsforms|hubspot)\\.(com|net)$`),
    read: ({ type, eventName, id, data }) =>
      type === 'hsFormCallback' &&
      eventName === 'onFormSubmitted' && { service: 'hubspot', id, email: data?.submissionValues?.email },
  },
  {
    // https://www.typeform.com/developers/embed/
    from: /^https:\/\/([\w-]+\.)*typeform\.com$/,
    read: ({ type, formId }) => type === 'form-submit' && { service: 'typeform', id: formId },
  },
  {
    // https://developer.calendly.com/notifying-the-parent-window
    from: /^https:\/\/calendly\.com$/,
    read: ({ event }) => event === 'calendly.event_scheduled' && { service: 'calendly' },
  },
  {
    // https://cal.com/docs/developing/guides/embeds/embed-events; older calendars send the name without V2, newer ones send both.
    from: /^https:\/\/([\w-]+\.)?cal\.com$/,
    read: ({ originator, type }) =>
      originator === 'CAL' && /^bookingSuccessful(V2)?$/.test(`${type}`) && { service: 'cal' },
  },
];

/** HubSpot's new editor: https://developers.hubspot.com/docs/api-reference/global-form-events/guide */
const hubspotEvent = 'hs-form-event:on-submission:success';

interface HubspotForm {
  getFormFieldValues(): Promise<{ name: string; value: unknown }[]>;
}

declare global {
  interface Window {
    HubSpotFormsV4?: { getFormFromEvent(event: Event): HubspotForm | undefined };
  }
}

/** Two messages about one booking arrive together. */
const echoMs = 2_000;

let isRunning = false;

/** Listens for messages. Skips forms of the page itself, which are recorded already. */
const embeds: Part = (options, record) => {
  if (isRunning || options.embeds === undefined) return;
  isRunning = true;
  const native = new Set<Element>();
  const toldAt = new Map<string, number>();

  function tell({ service, id, email }: Sent): void {
    const form = id ? `${service}-${id}` : service;
    const isNative =
      id &&
      [...native].some((node) =>
        node.closest(`[data-form-id="${CSS.escape(id)}"],[id*="${CSS.escape(id)}"]`),
      );
    const now = performance.now();
    const isEcho = now - (toldAt.get(form) ?? -echoMs) < echoMs;
    toldAt.set(form, now);
    if (!isNative && !isEcho) record('form_fill', { form, email, fields: {} });
  }

  addEventListener('submit', ({ target }) => void native.add(target as Element), true);
  addEventListener('message', ({ data, origin }) => {
    for (const { from, read } of messages) {
      const sent = from.test(origin) && data && read(data);
      if (sent) tell(sent);
    }
  });
  addEventListener(hubspotEvent, async (event) => {
    const { formId: id } = (event as CustomEvent<{ formId?: string }>).detail ?? {};
    let email: string | undefined;
    try {
      const values = (await window.HubSpotFormsV4?.getFormFromEvent(event)?.getFormFieldValues()) ?? [];
      const field = values.find(({ name }) => /(^|\/)email$/.test(name));
      if (typeof field?.value === 'string') email = field.value;
    } catch {
      // The message has no email.
    }
    tell({ service: 'hubspot', id, email });
  });
};
export default embeds;
