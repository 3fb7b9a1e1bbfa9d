/** @module-tag slow */
// A field takes the place of its form's own property of the same name: no name keeps a form from being heard.

import { expect, test } from 'vitest';
import { engineName } from '../../engines/engine.ts';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

/** Longer than a page has to refuse a form. */
const waitMs = 3_600;

/** Fewer than the script keeps for later, and than one beacon holds. */
const formsAtATime = 40;

/** Names that are in fact given to fields, or that the script might rely on. */
const common =
  'elements name id submit closest matches method action target getAttribute parentNode length nodeName tagName'
    .concat(
      ' addEventListener contains querySelector querySelectorAll cloneNode dataset getRootNode remove reset',
    )
    .concat(' isConnected hidden title lang ownerDocument constructor __proto__')
    .split(' ');

/** Every name that a form answers to in this browser. */
const allNames = () =>
  page.evaluate<string[]>(() => {
    const names = new Set<string>();
    for (let one: object | null = document.createElement('form'); one; one = Object.getPrototypeOf(one))
      for (const name of Object.getOwnPropertyNames(one)) names.add(name);
    return [...names];
  });

type Markup = (name: string, address: string) => string;

const email = (address: string) => `<input type=email name=email class=email data-address="${address}">`;
const text = (name: string) => `<input name="${name}" class=text>`;

/** Without it a field named `reset` would say that the form is for a lost password. */
const message = '<textarea name=message class=text></textarea>';

/** Sends a form for each name, as a visitor does who types and presses its button, and expects each to be heard once. */
async function expectEachHeard(names: string[], form: Markup): Promise<void> {
  for (let from = 0; from < names.length; from += formsAtATime) {
    const some = names.slice(from, from + formsAtATime);
    const addresses = some.map((_, index) => `n${from + index}@acme.com`);
    const forms = some.map((name, index) => form(name, addresses[index] as string));
    site.page('/', {
      body: forms.map((one) => `<div>${one.replace('</form>', `${message}</form>`)}</div>`).join(''),
    });
    await page.goto(site.url('/'));
    await expect.poll(() => site.requests.map(({ path }) => path)).toContain('/l.forms.js');
    await page.waitForFunction("!/native/.test(HTMLFormElement.prototype.submit + '')");
    await page.evaluate(() => {
      const type = (field: HTMLInputElement, value: string) => {
        field.value = value;
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      };
      for (const field of document.querySelectorAll<HTMLInputElement>('.text')) type(field, 'Prices');
      for (const field of document.querySelectorAll<HTMLInputElement>('.email'))
        type(field, field.dataset.address as string);
      for (const button of document.querySelectorAll<HTMLElement>('.send')) button.click();
    });
    await page.waitForTimeout(waitMs);
    const heard = site.events('form_fill').map((fill) => fill.email);
    const nameOf = (address: unknown) => some[addresses.indexOf(address as string)] ?? address;
    expect(addresses.filter((address) => !heard.includes(address)).map(nameOf)).toEqual([]);
    expect(heard).toHaveLength(from + some.length);
  }
}

const stays = 'onsubmit="event.preventDefault()"';

test('a form with a field named like any property of a form is heard once', async () => {
  await page.goto(site.url('/'));
  await expectEachHeard(
    await allNames(),
    (name, address) => `<form ${stays}>${text(name)}${email(address)}<button class=send>Send</button></form>`,
  );
}, 120_000);

const markups: [what: string, form: Markup][] = [
  [
    'button',
    (name, address) =>
      `<form ${stays}>${email(address)}${text('topic')}<button name="${name}" class=send>Send</button></form>`,
  ],
  [
    'button that a script sends',
    (name, address) =>
      `<form target=frame action=/thanks>${email(address)}<button type=button name="${name}" class=send
        onclick="HTMLFormElement.prototype.submit.call(this.form)">Send</button></form>`,
  ],
  [
    'email',
    (name, address) =>
      `<form ${stays}>${email(address).replace('name=email', `name="${name}"`)}<button class=send>Send</button></form>`,
  ],
  [
    'id',
    (name, address) =>
      `<form ${stays}>${email(address)}<input id="${name}"><button class=send>Send</button></form>`,
  ],
  [
    'image',
    (name, address) =>
      `<form ${stays}>${email(address)}<img id="${name}" alt=""><button class=send>Send</button></form>`,
  ],
  [
    'fieldset',
    (name, address) =>
      `<form ${stays}><fieldset name="${name}">${email(address)}</fieldset><button class=send>Send</button></form>`,
  ],
];

// Where the names of a form's properties differ between engines, the test above tries them all.
test.for(engineName === 'chromium' ? markups : markups.slice(0, 1))(
  'so is one whose %s is named like a common one',
  async ([what, form]) => {
    // By its words, an email named `parentNode` is a parent's.
    await expectEachHeard(what === 'email' ? common.filter((name) => name !== 'parentNode') : common, form);
  },
);

test('so is one that is sent by the browser', async () => {
  const fields = common.map(text).join('');
  site.page('/', {
    body: `<form action=/thanks>${fields}${email('')}${message}<button id=send>Send</button></form>`,
  });
  await page.goto(site.url('/'));
  await page.waitForFunction("!/native/.test(HTMLFormElement.prototype.submit + '')");
  await page.evaluate(
    `document.querySelector('.email').value = 'ann@acme.com'; document.querySelector('#send').click()`,
  );
  await site.arrived('form_fill');
  await site.quiet();
  expect(site.events('form_fill').map((fill) => fill.email)).toEqual(['ann@acme.com']);
});
