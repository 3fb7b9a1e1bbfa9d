// Only forms count that were sent: not those that the page or its server refuses, nor drafts.

import { describe, test } from 'vitest';
import { page, useSite } from '../site/use-site.ts';
import { email, expectFills, fillIn, partLoaded, send } from './fill-in.ts';

useSite();

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
  test.for(cases)('%s', { tags: 'slow' }, async ([, body, script]) => {
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
