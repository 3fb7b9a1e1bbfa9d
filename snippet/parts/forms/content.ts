// What is in a form that was sent, and whether it is a lead's. Of what was typed only the email leaves the page, and the fields
// that the tag names. A field takes the place of the form's own property whose name it has, so those that it might take are not relied on.

import { ignored } from '../../events/listen.ts';

/** What a form says when it is sent. */
export interface FormContent {
  /** `identify`: a form such as a log-in says who someone is, and is no lead's. Only its email is recorded then. */
  kind: 'form_fill' | 'identify';
  form: string;
  /** What the form is called on the page, else the words of its submit button. */
  label: string;
  /** Empty where there is none. */
  email: string;
  fields: Record<string, string | undefined>;
  /** All that its fields hold, as one text, to tell one submission from another. */
  content: string;
  /** What only the browser's own list of its values has, as one text. */
  added: string;
}

/** Never read, whatever the tag names. By type and autocomplete. */
const secret = /password|hidden|file|cc-|one-time/i;

/** Of what may be several addresses, the first. */
const emailShape = /^[^\s@]+@[^\s@,]+\.[^\s@,]+/;

/** A field for an address that is somebody else's. */
const others =
  /recipient|friend|gift|guest|invite|colleague|[_"l]to"|referral|cc"|destin|empf|freund|kolleg|\bami|ontv|vriend|odbi|mott|受信/i;

/** A field that makes a lead also where there is no email. */
const personal = /<textarea|\btel|phone|mobil|company|firma|"(your.|first.?|last.?)?name"/i;

/** Not a lead's, even with an email: a cart, and the end of a newsletter. */
const refused = /\bcart|quantity|unsubscr/i;

/** Not a lead's, unless it has an email. */
const search = /search|"[qs]"/i;

/** What is a lead's although it looks like an account's. */
const wanted = /trial|newsletter|subscr/i;

/** Says who somebody is, and no more. */
const account = /e="pass|checkout/i;
const login = /(sign|log).?in\b/i;

/** Where no more than an email is asked for: a lost password, a new account, an order. */
const recovery = /pass|forgot|reset|remind|recover|senha|auth|order[^:]|user.?name|create.?a/i;

/** Fields in which the visitor changed something. React makes each such value the default one. */
export const changed = new WeakSet<EventTarget>();

/** Whether the visitor gave a text field its value, and not the page: no trap for robots, which nobody sees. */
const isFilled = (field: HTMLInputElement, kind: string): unknown =>
  /^(te|em|pa|un)/.test(kind) &&
  field.value &&
  (changed.has(field) ||
    (field.value !== field.defaultValue && (field.getClientRects()[0] as DOMRect)?.right > 0));

/** An element as its markup says what it is for, without its handlers and style. */
function described(element: Element): string {
  const about = element.cloneNode() as Element;
  for (const { name } of [...about.attributes])
    if (/^(on|style|value)/.test(name)) about.removeAttribute(name);
  return about.outerHTML;
}

/** The words on a button. */
const wordsOf = (button: HTMLInputElement): string =>
  button.ariaLabel || button.textContent?.trim() || button.value || button.alt;

const isCustom = (element: Element): boolean => element.localName.includes('-');

/** The custom elements of a form that say what they hold, where the browser does not list them among its fields. */
function customFields(form: HTMLFormElement): Element[] {
  const all: NodeListOf<Element> = Element.prototype.querySelectorAll.call(form, '[name]');
  return [...all].filter(
    (element) => isCustom(element) && !(element.constructor as { formAssociated?: boolean }).formAssociated,
  );
}

/** How a form is read. */
export interface Reading {
  submitter?: Element | null | undefined;
  formData?: FormData;
  /** What is sent of a field, besides the email. */
  keep(name: string, value: string): string | undefined;
}

/** What a form says when it is sent: nothing where it is no lead's. */
export function readForm(
  form: HTMLFormElement,
  { submitter, formData, keep }: Reading,
): FormContent | undefined {
  // Without fields, which take the places of those of its properties whose names they have.
  const bare = Node.prototype.cloneNode.call(form) as HTMLFormElement;
  const { leadlight, name: title } = bare.dataset;
  const elements: HTMLFormControlsCollection = Reflect.get(HTMLFormElement.prototype, 'elements', form);
  const fields: Record<string, string | undefined> = {};
  let about = described(bare);
  let email = '';
  let content = '';
  let added = '';
  let isPersonal = false;
  let button = submitter;
  const see = (value: string, words: string) => {
    about += words;
    isPersonal ||= personal.test(words);
    if (!others.test(words)) email ||= emailShape.exec(value.trim())?.[0] ?? '';
  };
  const read = new Set<string>();
  for (const field of [...elements, ...customFields(form)] as HTMLInputElement[]) {
    const { name, type, value } = field;
    const kind = type + field.getAttribute('autocomplete');
    if (/submit|image/.test(type)) button ??= field;
    if (refused.test(name)) about += name;
    if ((/radio|checkbox/.test(type) && !field.checked) || field.closest(ignored)) continue;
    if (isFilled(field, kind)) see(value, described(field) + field.labels?.[0]?.textContent);
    // A fieldset has no value, nor has a custom element that keeps it to itself.
    if (typeof value !== 'string') continue;
    read.add(name);
    if (secret.test(kind)) continue;
    content += value;
    if (!emailShape.test(value)) fields[name] = keep(name, value);
  }
  formData?.forEach((value, name) => {
    if (read.has(name) || typeof value !== 'string') return;
    const field = Element.prototype.querySelector.call(form, `[name="${CSS.escape(name)}"]`);
    const kind = `${field?.getAttribute('type')}${field?.getAttribute('autocomplete')}`;
    // An input that is left out, or not checked, is none of these.
    if (field && (!isCustom(field) || field.closest(ignored) || secret.test(kind))) return;
    see(value, field ? described(field) : name);
    added += value;
    if (!emailShape.test(value)) fields[name] = keep(name, value);
  });
  const label = (
    form.ariaLabelledByElements?.[0]?.textContent ||
    bare.ariaLabel ||
    title ||
    bare.title ||
    (button && wordsOf(button as HTMLInputElement)) ||
    ''
  )
    .replace(/\S+@\S+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 64);
  about += label;
  let kind: FormContent['kind'] = 'form_fill';
  if (leadlight == null) {
    if (refused.test(about) || (!email && (!isPersonal || search.test(about)))) return;
    if (!wanted.test(about)) {
      const isShort = !/<textarea/.test(about);
      if (account.test(about)) kind = 'identify';
      else if (isShort) {
        if (recovery.test(about)) return;
        if (login.test(about)) kind = 'identify';
      }
    }
    if (!email && kind !== 'form_fill') return;
  }
  return {
    kind,
    form:
      bare.getAttribute('name') ||
      bare.id ||
      leadlight ||
      Element.prototype.closest.call(form, '[id*=form],[id*=wpcf7]')?.id ||
      'form',
    label,
    email,
    fields,
    content,
    added,
  };
}
