// Whose email a field asks for: a form tells who sent it, and never whom it is about.

import { expect, test } from 'vitest';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

/** A field called so, with that written at it. */
const labelled = (label: string, attributes = 'name=field') =>
  `<label>${label} <input type=email ${attributes}></label>`;
const named = (name: string) => `<input type=email name="${name}">`;

/** Fields for the email of somebody else. */
const others: string[] = [
  ...[
    'recipient_email',
    'friendEmail',
    'colleague-email',
    'managerEmail',
    'boss_email',
    'supervisor[email]',
    'emergency_contact_email',
    'emergencyContact.email',
    'spouse_email',
    'partner-email',
    'parent_email',
    'guardian[email]',
    'child_email',
    'organizer_email',
    'organiser-email',
    'shipping_email',
    'shipping[email]',
    'order[shipping_address][email]',
    'delivery_recipient_email',
    'reference_1_email',
    'references[0][email]',
    'refereeEmail',
    'assistant_email',
    'cc',
    'cc_email',
    'bcc',
    'email_to',
    'mailto',
    'next_of_kin_email',
    'properties[Recipient email]',
  ].map(named),
  ...[
    'Your manager’s email',
    'Friend’s Email',
    'E-mail of your boss',
    'CC',
    'Send a copy to',
    'Parent/guardian email',
    'Your son’s email',
    'E-Mail Ihrer Vorgesetzten',
    'E-Mail des Kindes',
    'E-Mail der Erziehungsberechtigten',
    'Notfallkontakt: E-Mail',
    'E-Mail der Referenz',
    'E-mail de votre supérieur',
    'E-mail du conjoint',
    'Contact d’urgence (e-mail)',
    'E-mail de l’organisateur',
    'Correo de su jefe',
    'Correo de tu pareja',
    'Correo del contacto de emergencia',
    'Email del responsabile: il tuo capo',
    'Email del coniuge',
    'E-mail van uw leidinggevende',
    'E-mail van je kind',
    'E-mail do gestor',
    'E-mail do cônjuge',
    'E-mail przełożonego',
    'E-mail rodzica',
    'E-post till din chef',
    'Barnets e-post',
    'Målsmans e-post',
    '上司のメールアドレス',
    '保護者のメールアドレス',
    'お子様のメールアドレス',
    '緊急連絡先メールアドレス',
  ].map((label) => labelled(label)),
  '<input type=email name=e autocomplete="shipping email">',
  '<input type=email name=e placeholder="Your assistant’s email">',
  '<input type=email name=e aria-label="Organizer email">',
  '<p>Boss’s email<br><input type=email name=e></p>',
  '<table><tr><td>Spouse’s email</td><td><input type=email name=e></td></tr></table>',
  '<fieldset><legend>You</legend><input name=n></fieldset><fieldset><legend>Emergency contact</legend><input type=email name=e></fieldset>',
];

/** Fields for the visitor's own. */
const own: string[] = [
  ...[
    'billing_email',
    'your_email',
    'your-email',
    'customer[email]',
    'contact[email]',
    'contact_email',
    'organisation_email',
    'organization[email]',
    'company_email',
    'sender[email]',
    'from',
    'email_from',
    'EMAIL',
    'account_email',
    'form_fields[email]',
  ].map(named),
  ...[
    'Contact email',
    'Organisation email',
    'Your email, so that your friend knows who asks',
    'Your work email (we never tell your manager)',
    'Email, for reference',
    'Email (recommended)',
    'College email',
    'Ihre E-Mail (für Ihre Kollegen nicht sichtbar)',
    'Freundliche Grüße an: E-Mail',
    'Votre adresse e-mail',
    'Correo de la organización',
    'E-mail van uw organisatie',
    'Din e-postadress',
    'Tutorial updates by email',
    'あなたのメールアドレス',
  ].map((label) => labelled(label)),
  '<input type=email name=e placeholder="boss@example.com">',
  '<input type=email name=e class="child-field partner-form" data-parent=friend>',
  '<input type=email name=e autocomplete="billing email">',
  '<fieldset><legend>Tell a friend</legend><label>Email <input type=email name=e></label></fieldset>',
];

/** Opens a page with a form for each of these fields, and sends each. */
async function sendEach(fields: string[]): Promise<Map<unknown, unknown>> {
  const forms = fields.map(
    (field, index) =>
      `<form data-leadlight="f${index}" onsubmit="event.preventDefault(); this.reset()">${field}<button>Send</button></form>`,
  );
  site.page('/', { body: forms.join('') });
  await page.goto(site.url('/'));
  await expect.poll(() => site.requests.map(({ path }) => path)).toContain('/l.forms.js');
  await page.evaluate(sendAll);
  const fills = await site.arrived('form_fill', fields.length);
  return new Map(fills.map(({ form, email }) => [form, email]));
}

/** Fills in each form of this page as a person would, and sends it. */
async function sendAll(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const form of document.forms) {
    for (const field of form.querySelectorAll<HTMLInputElement>('[type=email]')) {
      field.value = 'ann@acme.com';
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }
    form.requestSubmit();
  }
}

/** Those of the fields whose email was taken, and not. */
async function sorted(fields: string[]): Promise<{ taken: string[]; left: string[] }> {
  const emails = await sendEach(fields);
  const isTaken = (_: string, index: number) => emails.get(`f${index}`) === 'ann@acme.com';
  return {
    taken: fields.filter(isTaken),
    left: fields.filter((field, index) => !isTaken(field, index)),
  };
}

test('an email that is somebody else’s is never taken', async () => {
  expect(await sorted(others)).toEqual({ taken: [], left: others });
});

test('the visitor’s own is, whatever else is said of it', async () => {
  expect(await sorted(own)).toEqual({ taken: own, left: [] });
});

test.for([
  ['left of the page', 'position: absolute; left: -5000px'],
  ['above the page', 'position: absolute; top: -9999px'],
  [
    'without a size in its corner',
    'position: absolute; top: 0; left: 0; width: 0; height: 0; border: 0; padding: 0',
  ],
])('nobody’s is what a browser fills into a trap for bots %s', async ([, style]) => {
  const trap = `<input type=email name=b_email id=trap tabindex=-1 style="${style}">`;
  site.page('/', {
    body: `<form action="/thanks">${trap}<input name=x1 id=x1 type=email><button>Send</button></form>`,
  });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate(
    "trap.value = 'trap@acme.com'; trap.dispatchEvent(new Event('input', { bubbles: true }))",
  );
  await page.fill('#x1', 'ann@acme.com');
  await page.click('button');
  expect(await site.arrived('form_fill')).toMatchObject([{ email: 'ann@acme.com' }]);
});
