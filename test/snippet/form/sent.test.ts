// Forms are heard however they are sent, and only those count that were sent and not refused.

import { describe, expect, test } from 'vitest';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

const email = '<input type=email name=email id=email>';
const message = '<textarea name=message id=message></textarea>';
const send = '<button id=send>Send</button>';
const stays = 'onsubmit="event.preventDefault()"';

/** Longer than a page has to refuse a form. */
const waitMs = 3_600;

async function open(body: string): Promise<void> {
  site.page('/', { body });
  site.page('/api', { text: '{}' });
  site.page('/refused', { text: '{}', status: 422 });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
}

/** Opens a page and fills in its email. */
async function fillIn(body: string, address = 'ann@acme.com'): Promise<void> {
  await open(body);
  await page.fill('#email', address);
}

/** As a person would, who takes longer to fill in a form than the browser to load a part. */
async function partLoaded(): Promise<void> {
  await expect.poll(() => site.requests.map(({ path }) => path)).toContain('/l.forms.js');
  await page.waitForTimeout(200);
}

const fills = () => site.events('form_fill').map((fill) => fill.email);

/** Exactly these emails have been sent, once whatever waited has been decided. */
async function expectFills(...emails: string[]): Promise<void> {
  if (emails.length > 0) await site.arrived('form_fill', emails.length);
  await page.waitForTimeout(waitMs);
  expect(fills()).toEqual(emails);
}

describe('a form is heard once', () => {
  const ways: [name: string, body: string, script?: string][] = [
    [
      'with an invalid field that nobody checks',
      `<form novalidate ${stays}>${email}<input name=company required>${send}</form>`,
    ],
    [
      'by a button with formnovalidate',
      `<form action=/thanks>${email}<input name=company required><button id=send formnovalidate>Send</button></form>`,
    ],
    [
      'with an invalid field by form.submit()',
      `<form action=/thanks>${email}<input name=company required></form>`,
      'document.forms[0].submit()',
    ],
    [
      'by form.submit() into a frame',
      `<form action=/thanks target=frame>${email}</form><iframe name=frame></iframe>`,
      'document.forms[0].submit()',
    ],
    [
      'by a button and fetch',
      `<form>${email}<button id=send type=button
        onclick="fetch('/api', {method: 'POST', body: JSON.stringify({email: email.value})})">Send</button></form>`,
    ],
    [
      'by a submit button whose click the page prevents',
      `<form>${email}<button id=send
        onclick="event.preventDefault(); fetch('/api', {method: 'POST', body: email.value})">Send</button></form>`,
    ],
    [
      'by a link that says it is a button',
      `<form>${email}<a href="#" role=button id=send
        onclick="event.preventDefault(); fetch('/api', {method: 'POST', body: email.value})">Send</a></form>`,
    ],
    [
      'by a button outside of it that reads it',
      `<form id=contact>${email}</form><button type=button id=send
        onclick="fetch('/api', {method: 'POST', body: new FormData(contact)})">Send</button>`,
    ],
    [
      'by a submit button outside of it',
      `<form id=contact ${stays}>${email}</form><button form=contact id=send>Send</button>`,
    ],
    [
      'by a button that sends it and leads away',
      `<form>${email}<button id=send type=button onclick="fetch('/api', {method: 'POST', keepalive: true})
        .then(() => { location = '/thanks' })">Send</button></form>`,
    ],
    [
      'with its events stopped',
      `<form ${stays}>${email}${send}</form><script>for (const type of ['click', 'submit', 'formdata'])
        document.addEventListener(type, (event) => event.stopImmediatePropagation(), true)</script>`,
    ],
    [
      'that is emptied as soon as it is sent',
      `<form onsubmit="event.preventDefault(); email.value = ''">${email}${send}</form>`,
    ],
    [
      'with the page showing its thanks in an alert',
      `<form onsubmit="event.preventDefault(); result.textContent = 'Thank you, we will call'">${email}${send}
        <p role=alert id=result></p></form>`,
    ],
    [
      'with the page writing beside a field while it asks the server',
      `<form onsubmit="event.preventDefault(); fetch('/api'); result.textContent = 'One moment'">${email}
        <p id=result></p>${send}</form>`,
    ],
    [
      'with the page writing below its button',
      `<form onsubmit="event.preventDefault(); result.textContent = 'One moment'">${email}${send}<p id=result></p></form>`,
    ],
    [
      'with the page going back to the field that it has emptied',
      `<form onsubmit="event.preventDefault(); email.value = ''; email.focus()">${email}${send}</form>`,
    ],
    [
      'beside what the page wrote while it was filled in',
      `<form ${stays} oninput="result.textContent = '12 of 500'">${email}<p id=result></p>${send}</form>`,
    ],
    [
      'beside decoration that looks like a fault',
      `<form ${stays}><label>Email <span class="text-danger">*</span></label>${email}${send}</form>`,
    ],
    [
      'with the faults of another form',
      `<form ${stays}>${email}${send}</form><form id=other><input class=error aria-invalid=true></form>`,
    ],
  ];
  test.for(ways)('%s', async ([, body, script]) => {
    await fillIn(body);
    await (script ? page.evaluate(script) : page.click('#send'));
    await expectFills('ann@acme.com');
  });

  test('by Enter in a field', async () => {
    await fillIn(
      `<form>${email}<input name=company></form><script>email.onkeydown = (event) => {
        if (event.key === 'Enter') fetch('/api', { method: 'POST', body: email.value }) }</script>`,
    );
    await page.press('#email', 'Enter');
    await expectFills('ann@acme.com');
  });

  test('with a phone number alone, by form.submit()', async () => {
    await open('<form action=/thanks><input type=tel name=phone id=phone></form>');
    await page.fill('#phone', '+49 1512 3456789');
    await page.evaluate('document.forms[0].submit()');
    await site.arrived('form_fill');
    await page.waitForTimeout(waitMs);
    expect(site.events('form_fill')).toHaveLength(1);
  });

  test('in an open shadow root', async () => {
    await open(`<div id=host></div><script>host.attachShadow({mode: 'open'}).innerHTML =
      '<form ${stays}>${email}${send}</form>'</script>`);
    await page.fill('#host #email', 'ann@acme.com');
    await page.click('#host #send');
    await expectFills('ann@acme.com');
  });
});

describe('what is not sent', () => {
  const cases: [name: string, body: string, script?: string][] = [
    ['what the browser holds back', `<form>${email}<input name=company required>${send}</form>`],
    [
      'a draft that the page saves on its own',
      `<form>${email}</form>`,
      "void fetch('/api', {method: 'POST', body: new FormData(document.forms[0])})",
    ],
    [
      'a form that the page left after saving it',
      `<form>${email}</form>`,
      "void new FormData(document.forms[0]); setTimeout(() => { location = '/other' })",
    ],
    ['a click that asks for nothing', `<form>${email}<button id=send type=button>Show</button></form>`],
    [
      'a click on another button than the one that sends',
      `<form>${email}<button id=send type=button onclick="fetch('/api')">Find address</button><button>Send</button></form>`,
    ],
    [
      'a click whose request is refused',
      `<form>${email}<button id=send type=button onclick="fetch('/refused')
        .catch(() => {}).then(() => { email.setAttribute('aria-invalid', true) })">Send</button></form>`,
    ],
    [
      'a form of which a field is marked',
      `<form onsubmit="event.preventDefault(); email.setAttribute('aria-invalid', true)">${email}${send}</form>`,
    ],
    [
      'a form of which a field has a class',
      `<form onsubmit="event.preventDefault(); email.className = 'is-invalid'">${email}${send}</form>`,
    ],
    [
      'a form with an alert',
      `<form onsubmit="event.preventDefault(); result.textContent = 'Please give a company'">${email}${send}
        <p role=alert id=result></p></form>`,
    ],
    [
      'a form with a hint after a field that nothing marks',
      `<form onsubmit="event.preventDefault(); result.textContent = 'Give a company'">${email}<input name=company>
        <div><b id=result></b></div>${send}</form>`,
    ],
    [
      'a form whose page goes back to a field',
      `<form onsubmit="event.preventDefault(); company.focus()">${email}<input name=company id=company>${send}</form>`,
    ],
    [
      'a form whose page goes back to a field after a warning, as old pages do',
      `<form onsubmit="if (!company.value) { setTimeout(() => company.focus(), 50); return false }">${email}
        <input name=company id=company>${send}</form>`,
    ],
    [
      'a form that the page holds back, and that is left',
      `<form onsubmit="event.preventDefault(); company.focus(); setTimeout(() => { location = '/other' }, 600)">${email}
        <input name=company id=company>${send}</form>`,
    ],
    [
      'a form that the server refuses later',
      `<form onsubmit="event.preventDefault(); fetch('/refused').then(() => { result.hidden = false })">${email}${send}</form>
        <p class=form-error id=result hidden>We do not know this address.</p>`,
    ],
    [
      'a form that the page has checked, as Bootstrap does',
      `<form novalidate onsubmit="if (!this.checkValidity()) event.preventDefault(); this.classList.add('was-validated')">
        ${email}<input name=company required>${send}</form>`,
    ],
    [
      'a step of Gravity Forms',
      `<form action=/thanks>${email}<input type=hidden name=gform_target_page_number_3 value=2>${send}</form>`,
    ],
    [
      'a step of TYPO3',
      `<form action=/thanks>${email}<span class="btn-group next"><button id=send name="tx[__currentPage]" value=1>Fortfahren</button></span></form>`,
    ],
    [
      'a preview',
      `<form action=/thanks>${email}<input type=submit id=edit-preview value=Vorschau><input type=submit value=Senden></form>`,
      "document.querySelector('#edit-preview').click()",
    ],
    ['a button that says next', `<form action=/thanks>${email}<button id=send>Next step →</button></form>`],
  ];
  test.for(cases)('%s', async ([, body, script]) => {
    await fillIn(body);
    await partLoaded();
    await (script ? page.evaluate(script) : page.click('#send'));
    await expectFills();
  });
});

describe('a second try', () => {
  const checked = `<form onsubmit="event.preventDefault(); company.className = company.value ? '' : 'error'">${email}
    <input name=company id=company>${send}</form>`;

  test('counts once when it is corrected, however fast', async () => {
    await fillIn(checked);
    await page.click('#send');
    await page.fill('#company', 'Acme');
    await page.click('#send');
    await expectFills('ann@acme.com');
  });

  test('counts once when a hint that nothing marks is followed, however fast', async () => {
    await fillIn(`<form onsubmit="event.preventDefault(); result.textContent = company.value ? '' : 'Give a company'">
      ${email}<input name=company id=company><b id=result></b>${send}</form>`);
    await partLoaded();
    await page.click('#send');
    await page.fill('#company', 'Acme');
    await page.click('#send');
    await expectFills('ann@acme.com');
  });

  test('does not count when the same fault is left', async () => {
    await fillIn(checked);
    for (const _ of '12') {
      await page.click('#send');
      await page.waitForTimeout(400);
    }
    await expectFills();
  });

  test('does not count when the faults were shown before the first', async () => {
    await fillIn(checked.replace('<form', `<form oninput="company.className = 'error'"`));
    await page.click('#send');
    await expectFills();
  });
});

describe('nothing that was sent is lost by waiting', () => {
  test('where the page goes on at once', async () => {
    await fillIn(`<form onsubmit="event.preventDefault(); location = '/thanks'">${email}${send}</form>`);
    await page.click('#send');
    const [fill] = await site.arrived('form_fill');
    expect(fill).toMatchObject({ email: 'ann@acme.com', url: site.url('/') });
  });

  test('where an application shows another page, it is the first page’s', async () => {
    await fillIn(
      `<form onsubmit="event.preventDefault(); history.pushState({}, '', '/thanks'); this.remove()">${email}${send}</form>`,
    );
    await page.click('#send');
    const [fill] = await site.arrived('form_fill');
    expect(fill).toMatchObject({ email: 'ann@acme.com', url: site.url('/') });
  });

  test.for([
    ['reset', 'this.reset()'],
    ['removed', 'this.remove()'],
    ['hidden', 'this.hidden = true'],
  ])('and a form that is %s is not waited for', async ([, then]) => {
    await fillIn(`<form onsubmit="event.preventDefault(); ${then}">${email}${send}</form>`);
    await page.waitForTimeout(100);
    const before = Date.now();
    await page.click('#send');
    await site.arrived('form_fill');
    expect(Date.now() - before).toBeLessThan(2_000);
    await expectFills('ann@acme.com');
  });

  test('nor are two different ones in a row one', async () => {
    await fillIn(`<form ${stays}>${email}${message}${send}</form>`);
    await page.click('#send');
    await page.fill('#email', 'bob@acme.com');
    await page.click('#send');
    await page.fill('#message', 'And more');
    await page.click('#send');
    await expectFills('ann@acme.com', 'bob@acme.com', 'bob@acme.com');
  });
});

describe('a form of several steps', () => {
  test('counts at the last, with the email of the first', async () => {
    await fillIn(`<form id=steps>${email}<button id=send>Continue</button></form><script>
      steps.onsubmit = (event) => {
        event.preventDefault();
        if (document.querySelector('#company')) return steps.remove();
        email.remove();
        send.insertAdjacentHTML('beforebegin', '<input name=company id=company>');
      }</script>`);
    await page.click('#send');
    await page.waitForTimeout(waitMs);
    expect(fills()).toEqual([]);
    await page.fill('#company', 'Acme');
    await page.click('#send');
    await expectFills('ann@acme.com');
  });
});

test('without its part no form is recorded, and the page works as ever', async () => {
  site.isWatched = true;
  site.page('/', {
    headers: {
      'content-security-policy': `script-src 'unsafe-inline' ${site.url('/l.js')} ${site.url('/watch.js')}`,
    },
    body: `<form ${stays}>${email}${send}</form>`,
  });
  await page.goto(site.url('/'));
  await page.fill('#email', 'ann@acme.com');
  await page.evaluate(`for (let key = 0; key < 20; key++)
    document.querySelector('#email').dispatchEvent(new Event('input', { bubbles: true, composed: true }))`);
  await page.click('#send');
  await site.arrived('page_view');
  await site.quiet();
  expect(site.events('form_fill')).toEqual([]);
  // The part is asked for when the page begins and when it is first used, and not at each key.
  expect(site.complaints.length).toBeLessThanOrEqual(2);
});
