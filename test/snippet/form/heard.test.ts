// Forms are heard however they are sent.

import { describe, expect, test } from 'vitest';
import { page, site, useSite } from '../site/use-site.ts';
import { email, expectFills, fillIn, open, send, stays, waitMs } from './fill-in.ts';

useSite();

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
  test.for(ways)('%s', { tags: 'slow' }, async ([, body, script]) => {
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
