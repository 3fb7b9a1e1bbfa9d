/** @module-tag slow */
// Forms as well-known libraries send and hold them back: the libraries themselves, on pages of ours.

import { describe, expect, test } from 'vitest';
import { bundled, library } from '../site/library.ts';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

/** Longer than a page has to refuse a form. */
const waitMs = 3_600;

const email = '<input name=email id=email>';
const company = '<input name=company id=company>';
const send = '<button id=send>Send</button>';

/** Opens a page with these scripts, fills in its email, and waits until the script is ready for forms. */
async function open(
  body: string,
  scripts: Record<string, string>,
  code = '',
  field = '#email',
  tag: Record<string, string> = {},
): Promise<void> {
  const tags = Object.keys(scripts).map((path) => `<script src="${path}"></script>`);
  for (const [path, text] of Object.entries(scripts))
    site.page(path, { text, headers: { 'content-type': 'text/javascript' } });
  site.page('/', { tag, head: tags.join(''), body: `${body}<script>${code}</script>` });
  site.page('/api', { text: '<p>Thanks</p>' });
  site.page('/refused', { text: '<p>No</p>', status: 422 });
  await page.goto(site.url('/'));
  await page.fill(field, 'ann@acme.com');
  await expect.poll(() => site.requests.map(({ path }) => path)).toContain('/l.forms.js');
  await page.waitForTimeout(200);
}

async function expectFills(...emails: string[]): Promise<void> {
  if (emails.length > 0) await site.arrived('form_fill', emails.length);
  await page.waitForTimeout(waitMs);
  expect(site.events('form_fill').map((fill) => fill.email)).toEqual(emails);
}

const jquery = { '/jquery.js': library('jquery') };

test('jQuery: a button that posts what it has serialized', async () => {
  await open(
    `<form id=f>${email}<button type=button id=send>Send</button></form>`,
    jquery,
    "$('#send').click(() => $.post('/api', $('#f').serialize()))",
  );
  await page.click('#send');
  await expectFills('ann@acme.com');
});

test('jQuery: submit() whose handler returns false', async () => {
  await open(
    `<form id=f>${email}</form>`,
    jquery,
    "$('#f').on('submit', () => { $.post('/api'); return false })",
  );
  await page.evaluate("void $('#f').submit()");
  await expectFills('ann@acme.com');
});

test('jQuery: submit() that nobody prevents', async () => {
  await open(`<form id=f action=/thanks>${email}</form>`, jquery);
  await page.evaluate("void $('#f').submit()");
  await expectFills('ann@acme.com');
});

test('jQuery Validation: a form that it holds back, and then sends', async () => {
  await open(
    // The button first: it would move away from under the pointer when the fault goes.
    `<form id=f>${send}${email}<input name=company id=company required></form>`,
    { ...jquery, '/validate.js': library('jquery-validation') },
    "$('#f').validate({ submitHandler: () => { $.post('/api', $('#f').serialize()) } })",
  );
  await page.click('#send');
  await expectFills();
  await page.click('#send');
  await expectFills();
  await page.fill('#company', 'Acme');
  await page.click('#send');
  await expectFills('ann@acme.com');
});

test('Turbo: a form that the server refuses', async () => {
  await open(`<form action=/refused method=post>${email}${send}</form>`, {
    '/turbo.js': await bundled("import '@hotwired/turbo'"),
  });
  await page.click('#send');
  await expectFills();
});

test('htmx: a form that the server refuses, and one that it takes', async () => {
  await open(`<form id=f hx-post=/refused hx-swap=none>${email}${company}${send}</form>`, {
    '/htmx.js': library('htmx.org'),
  });
  await page.click('#send');
  await expectFills();
  await open(`<form id=f hx-post=/api hx-swap=none>${email}${company}${send}</form>`, {
    '/htmx.js': library('htmx.org'),
  });
  await page.click('#send');
  await expectFills('ann@acme.com');
});

test('React with a router: a form that its action takes', async () => {
  await open(
    '<div id=root></div>',
    {},
    `addEventListener('load', () => {${await bundled(`
    import { createRoot } from 'react-dom/client';
    import { createMemoryRouter, Form, RouterProvider } from 'react-router';
    const element = <Form method="post"><input name="email" id="email" /><button id="send">Send</button></Form>;
    const router = createMemoryRouter([{ path: '/', element, action: () => fetch('/api').then(() => null) }]);
    createRoot(document.querySelector('#root')).render(<RouterProvider router={router} />);
  `)}})`,
  );
  await page.click('#send');
  await expectFills('ann@acme.com');
});

/** Code for a page that runs once it is there. */
const loaded = async (code: string) => `addEventListener('load', () => {${await bundled(code)}})`;

describe('Shoelace, whose elements have their values in formdata alone', () => {
  const form = (
    attributes: string,
  ) => `<form id=f ${attributes}><sl-input name=email id=email type=email></sl-input>
    <sl-input name=company id=company required></sl-input><sl-button type=submit id=send>Send</sl-button></form>`;
  const elements = loaded(
    ['input', 'button']
      .map((name) => `import '@shoelace-style/shoelace/dist/components/${name}/${name}.js'`)
      .join(';'),
  );

  test.for([
    ['by the browser', 'action=/thanks'],
    [
      'by a script that reads it',
      "onsubmit=\"event.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(this) })\"",
    ],
    [
      'by a script that asks the elements',
      "onsubmit=\"event.preventDefault(); fetch('/api', { method: 'POST', body: email.value })\"",
    ],
  ])('a form is held back, and then sent %s', async ([, attributes]) => {
    await open(form(attributes as string), {}, await elements, '#email input');
    await page.click('#send');
    await expectFills();
    await page.fill('#company input', 'Acme');
    await page.click('#send');
    await expectFills('ann@acme.com');
  });
});

describe('custom elements that keep their values to themselves', () => {
  const elements = `customElements.define('x-field', class extends HTMLElement {
    static formAssociated = true;
    #internals = this.attachInternals();
    connectedCallback() { this.put(this.getAttribute('holds')) }
    put(text) { this.#internals.setFormValue(text) }
  })`;
  const stays = 'onsubmit="event.preventDefault(); new FormData(this)"';

  test('a form that has its email in one', async () => {
    await open(
      `<form action=/thanks><x-field name=contact holds="bob@acme.com"></x-field><input id=email>${send}</form>`,
      {},
      elements,
    );
    await page.fill('#email', 'Prices');
    await page.click('#send');
    await expectFills('bob@acme.com');
  });

  test('another message in one is another fill, and the same is not', async () => {
    await open(
      `<form ${stays}>${email}<x-field name=message id=message holds="Prices?"></x-field>${send}</form>`,
      {},
      elements,
    );
    for (const text of ['Prices?', 'Terms?']) {
      await page.evaluate(`document.querySelector('#message').put('${text}')`);
      await page.click('#send');
      await page.click('#send');
      await page.waitForTimeout(waitMs);
    }
    await expectFills('ann@acme.com', 'ann@acme.com');
  });

  test('what is in one is sent where the tag names it, and no password', async () => {
    await open(
      `<form ${stays}>${email}<x-field name=company holds=Acme></x-field><x-field name=secret type=password holds=hunter2></x-field>
        <x-field name=note holds=private></x-field>${send}</form>`,
      {},
      elements,
      '#email',
      { 'data-forms': 'company,secret' },
    );
    await page.click('#send');
    const [fill] = await site.arrived('form_fill');
    expect(fill?.fields).toEqual({ company: 'Acme' });
  });
});

/** Sends a form without its company, which is required, and then with it. */
async function expectHeldBackThenSent(): Promise<void> {
  await page.click('#send');
  await expectFills();
  await page.click('#send');
  await expectFills();
  await page.fill('#company', 'Acme');
  await page.click('#send');
  await expectFills('ann@acme.com');
}

/** The button first: it would move away from under the pointer when a fault comes or goes. */
const fields = `${send}${email}<input name=company id=company required>`;

test('Parsley: a form that it holds back, and then lets go', async () => {
  await open(
    `<form id=f action=/thanks>${fields}</form>`,
    { ...jquery, '/parsley.js': library('parsleyjs') },
    "$('#f').parsley()",
  );
  await expectHeldBackThenSent();
});

test('JustValidate: a form that it holds back, and then sends', async () => {
  await open(
    `<form id=f>${fields}</form>`,
    {},
    await loaded(`
      import JustValidate from 'just-validate';
      new JustValidate('#f').addField('#company', [{ rule: 'required' }]).onSuccess(() => fetch('/api'))`),
  );
  await expectHeldBackThenSent();
});

describe('Alpine', () => {
  /** A form that says what the server answers, with nothing but utility classes. */
  const form = (path: string, tell: string) => `<form x-data="{ error: '', isSent: false }" @submit.prevent="
      const answer = await fetch('${path}', { method: 'POST', body: JSON.stringify({ email: $refs.email.value }) });
      ${tell}">
      ${send}<input x-ref=email id=email name=email><p class="mt-2 text-sm text-red-600" x-show=error x-text=error></p>
      <p class="mt-2 text-green-600" x-show=isSent>We will be in touch</p></form>`;
  const alpine = loaded("import Alpine from 'alpinejs'; Alpine.start()");

  test('a form that the server takes', async () => {
    await open(form('/api', 'isSent = answer.ok'), {}, await alpine);
    await page.click('#send');
    await expectFills('ann@acme.com');
  });

  test.for([
    ['by its status', '/refused', "if (!answer.ok) error = 'We do not know this address'"],
    ['in what it answers', '/api', "error = 'We do not know this address'"],
  ])('a form that the server refuses %s', async ([, path, tell]) => {
    await open(form(path as string, tell as string), {}, await alpine);
    await page.click('#send');
    await expectFills();
  });
});

describe('React, where nothing marks a field that is wrong', () => {
  /** A component with a form, of the library that is asked. */
  const rendered = (imports: string, component: string) =>
    loaded(`import { createRoot } from 'react-dom/client'; ${imports}
      function Contact() { ${component} }
      createRoot(document.querySelector('#root')).render(<Contact />);`);

  test('React Hook Form: a form that it holds back, and then sends', async () => {
    await open(
      '<div id=root></div>',
      {},
      await rendered(
        "import { useForm } from 'react-hook-form';",
        `const { register, handleSubmit, formState: { errors } } = useForm();
        return <form onSubmit={handleSubmit((data) => fetch('/api', { method: 'POST', body: JSON.stringify(data) }))}>
          <button id="send">Send</button>
          <input id="email" {...register('email')} />
          <input id="company" {...register('company', { required: true })} />
          {errors.company && <span>This field is needed</span>}
        </form>`,
      ),
    );
    await expectHeldBackThenSent();
  });

  test('Formik: a form that it holds back, and then sends', async () => {
    await open(
      '<div id=root></div>',
      {},
      await rendered(
        "import { useFormik } from 'formik';",
        `const formik = useFormik({
          initialValues: { email: '', company: '' },
          validate: ({ company }) => (company ? {} : { company: 'Required' }),
          onSubmit: (values) => fetch('/api', { method: 'POST', body: JSON.stringify(values) }),
        });
        return <form onSubmit={formik.handleSubmit}>
          <button id="send" type="submit">Send</button>
          <input id="email" name="email" onChange={formik.handleChange} value={formik.values.email} />
          <input id="company" name="company" onChange={formik.handleChange} value={formik.values.company} />
          {formik.errors.company && formik.touched.company && formik.errors.company}
        </form>`,
      ),
    );
    await expectHeldBackThenSent();
  });
});
