// Forms as well-known libraries send and hold them back: the libraries themselves, on pages of ours.

import { expect, test } from 'vitest';
import { bundled, library } from '../site/library.ts';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

/** Longer than a page has to refuse a form. */
const waitMs = 3_600;

const email = '<input name=email id=email>';
const company = '<input name=company id=company>';
const send = '<button id=send>Send</button>';

/** Opens a page with these scripts, and waits until the script is ready for forms. */
async function open(body: string, scripts: Record<string, string>, code = ''): Promise<void> {
  const tags = Object.keys(scripts).map((path) => `<script src="${path}"></script>`);
  for (const [path, text] of Object.entries(scripts))
    site.page(path, { text, headers: { 'content-type': 'text/javascript' } });
  site.page('/', { head: tags.join(''), body: `${body}<script>${code}</script>` });
  site.page('/api', { text: '<p>Thanks</p>' });
  site.page('/refused', { text: '<p>No</p>', status: 422 });
  await page.goto(site.url('/'));
  await page.fill('#email', 'ann@acme.com');
  await expect.poll(() => site.requests.map(({ path }) => path)).toContain('/l.answers.js');
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
