// The content of a submitted form, and whether it is a lead form. Of all values, only the email and the fields named in the tag are
// sent. A field can shadow a property of the form with the same name, so such properties are not used.

import { ignored } from '../../events/listen.ts';
import { isForOthers, isNamedForOthers } from './whose.ts';

/** A form's data when it is submitted. */
export interface FormContent {
  /** `identify`: a form such as a login identifies somebody, but is not a lead form. Only its email is recorded. */
  kind: 'form_fill' | 'identify';
  form: string;
  /** The form's accessible name, or else the text of its submit button. */
  label: string;
  /** Empty if there is none. */
  email: string;
  fields: Record<string, string | undefined>;
  /** The values of its fields as one text, to compare submissions. */
  content: string;
  /** Values that only `formdata` has, as one text. */
  added: string;
}

/** Fields that are never read, even if the tag names them. By type and autocomplete. */
const secret = /password|hidden|file|cc-|one-time/i;

/** The first of several addresses. */
const emailShape = /^[^\s@]+@[^\s@,]+\.[^\s@,]+/;

/** A field that makes a form a lead form even without an email. */
const personal = /<textarea|\btel|phone|mobil|company|firma|"(your.|first.?|last.?)?name"/i;

/** Not a lead form, even with an email: carts, and unsubscribing from a newsletter. */
const refused = /\bcart|quantity|unsubscr/i;

/** Not a lead form, unless it has an email. */
const search = /search|"[qs]"/i;

/** Lead forms that look like account forms. */
const wanted = /trial|newsletter|subscr/i;

/** Only identifies somebody. */
const account = /e="pass|checkout/i;
const login = /(sign|log).?in\b/i;

/** Forms that ask for nothing but an email: a lost password, a new account, an order. */
const recovery = /pass|forgot|reset|remind|recover|senha|auth|order[^:]|user.?name|create.?a/i;

/** Fields that the visitor changed. React makes each such value the default value. */
const changed = new WeakSet<EventTarget>();

/** Whether a field is on the page, not left of it or above it, where forms put their traps for bots. Undefined: it is not shown. */
function isOnPage(field: Element): boolean | undefined {
  const [place] = field.getClientRects();
  return place && place.right + scrollX > 0 && place.bottom + scrollY > 0;
}

/** Notes that the visitor changed a field. A browser that fills in a form by itself also fills in the traps. */
export function noteChange(field: Element): void {
  if (isOnPage(field) !== false) changed.add(field);
}

/** Whether the visitor, not the page, filled in a text field, and it is not a hidden trap for bots. */
const isFilled = (field: HTMLInputElement, kind: string): unknown =>
  /^(te|em|pa|un)/.test(kind) &&
  field.value &&
  (changed.has(field) || (field.value !== field.defaultValue && isOnPage(field)));

/** An element's markup, which shows its purpose, without handlers and style. */
function described(element: Element): string {
  const about = element.cloneNode() as Element;
  for (const { name } of [...about.attributes])
    if (/^(on|style|value)/.test(name)) about.removeAttribute(name);
  return about.outerHTML;
}

/** The text of a button. */
const wordsOf = (button: HTMLInputElement): string =>
  button.ariaLabel || button.textContent?.trim() || button.value || button.alt;

/** The titles that WordPress's form plugins show above a form, or hide in it. */
const titles = '.gform_title,.nf-form-title,.wpforms-title,.frm_form_title,legend.frm_screen_reader';

/** Names that Elementor and Webflow give to unnamed forms. */
const defaultTitle = /^\s*(new|email) form( \d+)?\s*$/i;

/** The platform's title of a form. */
function titleOf(form: Element): string | null | undefined {
  const around = Element.prototype.closest.call(form, '.nf-form-cont,.gform_wrapper') ?? form;
  return Element.prototype.querySelector.call(around, titles)?.textContent;
}

const isCustom = (element: Element): boolean => element.localName.includes('-');

/** Custom elements with a name that the browser does not list among the form's fields. */
function customFields(form: HTMLFormElement): Element[] {
  const all: NodeListOf<Element> = Element.prototype.querySelectorAll.call(form, '[name]');
  return [...all].filter(
    (element) => isCustom(element) && !(element.constructor as { formAssociated?: boolean }).formAssociated,
  );
}

/** Options for reading a form. */
export interface Reading {
  submitter?: Element | null | undefined;
  formData?: FormData;
  /** What to send of a field, besides the email. */
  keep(name: string, value: string): string | undefined;
}

/** Reads a form when it is submitted. Undefined if it is not a lead form. */
export function readForm(
  form: HTMLFormElement,
  { submitter, formData, keep }: Reading,
): FormContent | undefined {
  // A copy without fields, which would shadow the form's properties with the same names.
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
  const see = (value: string, words: string, isSomebodyElses: boolean) => {
    about += words;
    isPersonal ||= personal.test(words);
    if (!isSomebodyElses) email ||= emailShape.exec(value.trim())?.[0] ?? '';
  };
  const read = new Set<string>();
  for (const field of [...elements, ...customFields(form)] as HTMLInputElement[]) {
    const { name, type, value } = field;
    const kind = type + field.getAttribute('autocomplete');
    if (/submit|image/.test(type)) button ??= field;
    if (refused.test(name)) about += name;
    if ((/radio|checkbox/.test(type) && !field.checked) || field.closest(ignored)) continue;
    if (isFilled(field, kind))
      see(value, described(field) + field.labels?.[0]?.textContent, isForOthers(field, form));
    // A fieldset has no value, and some custom elements do not expose theirs.
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
    // An input that was skipped above, or an ignored or secret element.
    if (field && (!isCustom(field) || field.closest(ignored) || secret.test(kind))) return;
    see(value, field ? described(field) : name, field ? isForOthers(field, form) : isNamedForOthers(name));
    added += value;
    if (!emailShape.test(value)) fields[name] = keep(name, value);
  });
  const named = [
    form.ariaLabelledByElements?.[0]?.textContent,
    bare.ariaLabel,
    title,
    bare.title,
    titleOf(form),
  ];
  const label = (
    named.find((text) => text && !defaultTitle.test(text)) ||
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
