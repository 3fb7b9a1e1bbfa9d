/** @module-tag slow */
// Which forms count, each once, and which are no lead’s.

import { describe, expect, test } from 'vitest';
import { page, site, useSite } from '../site/use-site.ts';
import { email, open, send, stays } from './typed-form.ts';

useSite();

describe('ways to send a form count once', () => {
  const ways: [name: string, form: string, script?: string][] = [
    ['natively', `<form name=contact action=/thanks method=post>${email}${send}</form>`],
    ['prevented by the page', `<form name=contact ${stays}>${email}${send}</form>`],
    ['by form.submit()', `<form name=contact action=/thanks>${email}</form>`, 'document.forms[0].submit()'],
    [
      'by requestSubmit()',
      `<form name=contact action=/thanks>${email}</form>`,
      'document.forms[0].requestSubmit()',
    ],
    [
      'by submit and a script that reads it, as ajax forms do',
      `<form name=contact onsubmit="event.preventDefault(); new FormData(this)">${email}${send}</form>`,
    ],
    [
      'with its propagation stopped',
      `<form name=contact onsubmit="event.preventDefault(); event.stopPropagation()">${email}${send}</form>`,
    ],
    [
      'pressed twice',
      `<form name=contact ${stays}>${email}${send}</form>`,
      'document.querySelector("#send").click(); document.querySelector("#send").click()',
    ],
    [
      'saved as a draft before',
      `<form name=contact ${stays}>${email}${send}</form>`,
      'new FormData(document.forms[0]); new FormData(document.forms[0]); document.querySelector("#send").click()',
    ],
    [
      'with fields named submit, action, id, name and method',
      `<form name=contact action=/thanks method=post>${email}<input name=submit><input name=action><input name=id>
        <input name=name><input name=method>${send}</form>`,
    ],
    [
      'with a fieldset, which has no value',
      `<form name=contact ${stays}><fieldset><legend>You</legend>${email}${send}</fieldset></form>`,
    ],
    [
      'added later',
      '<div id=place></div>',
      `place.innerHTML = '<form name=contact ${stays}><input id=later name=email>${send}</form>'; later.value = 'ann@acme.com'; send.click()`,
    ],
  ];
  test.for(ways)('%s', async ([, form, script]) => {
    await open(form);
    await (script ? page.evaluate(script) : page.click('#send'));
    const [fill] = await site.arrived('form_fill');
    await site.quiet();
    expect(site.events('form_fill')).toHaveLength(1);
    expect(fill).toMatchObject({ form: 'contact', email: 'ann@acme.com', url: site.url('/') });
  });
});

describe('what is no filled-in form of a lead', () => {
  const cases: [name: string, form: string, script?: string][] = [
    [
      'an invalid one, held back by the browser',
      `<form><input type=email name=email value=ann required>${send}</form>`,
    ],
    [
      'an invalid one that is not checked',
      `<form novalidate ${stays}>${email}<input required name=company>${send}</form>`,
    ],
    ['a search, by its role', `<form role=search ${stays}><input name=words value=x>${send}</form>`],
    ['a search, by its element', `<search><form ${stays}><input name=words value=x>${send}</form></search>`],
    [
      'a search, by the type of its field',
      `<form ${stays}><input type=search name=words value=x>${send}</form>`,
    ],
    ['a search, by the name of its field', `<form ${stays}><input name=q value=x>${send}</form>`],
    [
      'a dialog that is closed',
      `<dialog open><form method=dialog><input name=x value=y>${send}</form></dialog>`,
    ],
    ['one with nothing filled in', `<form ${stays}><input type=hidden name=token value=x>${send}</form>`],
    [
      'a draft without an email',
      '<form><input name=name value=Ann></form>',
      'void new FormData(document.forms[0])',
    ],
    [
      'a draft with half an email',
      '<form><input name=email value="ann@ac"></form>',
      'void new FormData(document.forms[0])',
    ],
    ['one that is left out', `<form data-leadlight-ignore ${stays}>${email}${send}</form>`],
    [
      'one in a part that is left out',
      `<div data-leadlight-ignore><form ${stays}>${email}${send}</form></div>`,
    ],
  ];
  test.for(cases)('%s', async ([, form, script]) => {
    await open(form);
    await (script ? page.evaluate(script) : page.click('#send'));
    await site.quiet();
    expect(site.events('form_fill')).toEqual([]);
  });
});
