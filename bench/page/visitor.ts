// A visitor who fills in a form and sends it, as its labels ask and its buttons offer, in a real browser.

import type { ElementHandle, Page } from 'playwright-core';

/** What a visitor knows of a field before they type. */
interface Field {
  type: string;
  /** What the field says of itself. */
  own: string;
  /** The text before it. */
  before: string;
  isSeen: boolean;
}

const email =
  /e-?mail|\bmail|mail\b|correo|courriel|почт|メール|邮箱|郵件|posta\b|pa[sš]t|posti\b|e-?post\b|имейл/i;
const phone = /phone|\btel|mobil|handy|cell|fax|телефон|電話/i;
const newsletter = /newsletter|subscri|mailing|abonn|inscri|подпис|рассыл|nieuwsbrief|nyhedsbrev|hírlevél/i;
const user = /user|login|nick|account|benutzer|usuario|uzytkownik|brukar|логин/i;
const person = /name|nom\b|nombre|nome|naam|navn|namn|имя|фио|氏名/i;

const address = 'ann@acme.com';

/** What somebody puts into fields that take nothing but this. */
const byType: Record<string, string> = {
  email: address,
  password: 'Secret-123!',
  tel: '+49 30 1234567',
  url: 'https://acme.com',
  number: '3',
  date: '2026-12-01',
  time: '10:00',
  textarea: 'Could you send us an offer for twenty seats?',
};

/** What somebody puts into a field, by what it says of itself, else by the text before it. */
function answer({ type, own, before }: Field): string {
  const typed = byType[type];
  if (typed) return typed;
  for (const words of [own, before]) {
    if (email.test(words)) return address;
    if (phone.test(words)) return '+49 30 1234567';
    if (user.test(words)) return 'annsmith';
    if (person.test(words)) return 'Ann Smith';
  }
  return 'Acme';
}

/** Runs in the page: what a visitor sees of a field. */
function look(field: Element): Field {
  const { type, labels, form } = field as HTMLInputElement;
  const said = ['name', 'id', 'autocomplete', 'placeholder', 'title', 'aria-label', 'value'].map((name) =>
    field.getAttribute(name),
  );
  const range = document.createRange();
  range.setStart(form ?? document.body, 0);
  range.setEndBefore(field);
  return {
    type,
    own: [...said, ...[...(labels ?? [])].map((label) => label.textContent)].join(' '),
    before: range.toString().replace(/\s+/g, ' ').trim().slice(-40),
    isSeen: field.checkVisibility({ visibilityProperty: true }) && field.getBoundingClientRect().width > 1,
  };
}

const typeable = /^(text|textarea|email|password|tel|url|number|date|time|search)$/;

/** Fills in the page's form. */
export async function fillIn(page: Page): Promise<void> {
  const fields = await seen(page);
  const asked = await Promise.all(fields.map((field) => field.evaluate(look)));
  const texts = asked.filter(({ type }) => typeable.test(type));
  const isNewsletter = newsletter.test(await page.evaluate(() => document.forms[0]?.outerHTML ?? ''));
  for (const [index, field] of fields.entries()) {
    const about = asked[index] as Field;
    // The one field of a newsletter is for the address, whatever it is called.
    const value = isNewsletter && texts.length === 1 && about.type === 'text' ? address : answer(about);
    if (typeable.test(about.type)) await field.fill(value, { timeout: 1_000 }).catch(() => {});
    else await field.evaluate(choose);
  }
}

/** Runs in the page: chooses where something has to be chosen. */
function choose(field: Element): void {
  const { type, name, required, form } = field as HTMLInputElement;
  if (type === 'checkbox' && required) (field as HTMLInputElement).checked = true;
  if (type === 'radio' && !form?.querySelector(`[name="${CSS.escape(name)}"]:checked`))
    (field as HTMLInputElement).checked = true;
  if (field instanceof HTMLSelectElement && !field.value) {
    const option = [...field.options].find(({ value }) => value);
    if (option) field.value = option.value;
  }
}

/** The fields that can be filled in. Where there is none, the page first shows and enables them, as its script would. */
async function seen(page: Page): Promise<ElementHandle[]> {
  const visible = async () => {
    const all = await page.$$(
      'form :is(input:not([type=hidden],[type=submit],[type=image],[type=button]),textarea,select):enabled:not([readonly])',
    );
    const shown = await Promise.all(all.map((field) => field.evaluate(look)));
    return all.filter((_, index) => shown[index]?.isSeen);
  };
  const found = await visible();
  if (found.length > 0) return found;
  await page.addStyleTag({ content: '* { display: revert !important; visibility: visible !important }' });
  await page.evaluate(() => {
    for (const field of document.querySelectorAll('form :disabled')) field.removeAttribute('disabled');
  });
  return visible();
}

/** Presses what sends the form. What a script of the page would have done that is not there, is done in its place. */
export async function send(page: Page): Promise<void> {
  await page.evaluate(() => {
    const form = document.forms[0] as HTMLFormElement;
    const fields = [...form.querySelectorAll<HTMLInputElement>('input,select,textarea')];
    // What cannot be right in the eyes of the browser, the visitor would have put otherwise.
    if (fields.some(({ validity }) => !validity.valid)) form.setAttribute('novalidate', '');
    addEventListener('submit', () => form.setAttribute('data-was-sent', ''), true);
  });
  const pressed = await press(page);
  if (pressed && (await isSent(page))) return;
  await page
    .evaluate(() => HTMLFormElement.prototype.submit.call(document.forms[0]))
    .catch(() => {
      // The page is on its way elsewhere.
    });
}

const buttons = 'form :is(button:not([type=button],[type=reset]),input[type=submit],input[type=image])';

/** Presses the form's button, or Enter in its last field. */
async function press(page: Page): Promise<boolean> {
  for (const button of await page.$$(buttons))
    if (await button.isVisible())
      return button.click({ timeout: 1_500, noWaitAfter: true }).then(
        () => true,
        () => false,
      );
  const fields = await page.$$('form :is(input:not([type=hidden]),select)');
  const last = fields.at(-1);
  return (
    !!last &&
    last.press('Enter', { timeout: 1_000, noWaitAfter: true }).then(
      () => true,
      () => false,
    )
  );
}

/** Whether the form was sent, or the page left. */
async function isSent(page: Page): Promise<boolean> {
  await page.waitForTimeout(300);
  return page
    .evaluate(() => !document.forms[0] || document.forms[0].hasAttribute('data-was-sent'))
    .catch(() => true);
}
