// A form that was filled in and sent is told once, with the email and nothing else that was not asked for.

import { describe, expect, test } from 'vitest';
import { page, site, useSite } from '../site/use-site.ts';
import { email, open, send, stays } from './typed-form.ts';

useSite();

describe('where the email is read from', () => {
  const cases: [name: string, fields: string, expected: string | undefined][] = [
    ['the type', '<input type=email name=x value="ann@acme.com">', 'ann@acme.com'],
    ['autocomplete', '<input autocomplete="section-a email" name=x value="ann@acme.com">', 'ann@acme.com'],
    ['the name', '<input name=your-eMail value="ann@acme.com">', 'ann@acme.com'],
    ['the first of several', `${email}<input type=email name=again value="bob@acme.com">`, 'ann@acme.com'],
    ['a field of any name', '<input name=note value="ann@acme.com">', 'ann@acme.com'],
    [
      'never a hidden one',
      '<input type=hidden name=email value="ann@acme.com"><textarea name=x>Hello</textarea>',
      undefined,
    ],
    [
      'never a password',
      '<input type=password name=email value="ann@acme.com"><textarea name=x>Hello</textarea>',
      undefined,
    ],
    [
      'never one that is left out',
      '<input type=email name=email data-leadlight-ignore value="ann@acme.com"><textarea name=x>Hello</textarea>',
      undefined,
    ],
    [
      'never what is no email',
      '<input name=email value="ann at acme"><textarea name=x>Hello</textarea>',
      undefined,
    ],
  ];
  test.for(cases)('%s', { tags: 'slow' }, async ([, fields, expected]) => {
    await open(`<form name=contact ${stays}>${fields}${send}</form>`);
    await page.click('#send');
    const [fill] = await site.arrived('form_fill');
    expect(fill?.email || undefined).toBe(expected);
    expect(JSON.stringify(site.beacons)).not.toContain('bob@acme.com');
  });
});

describe('the name of a form', () => {
  const cases: [attributes: string, expected: string][] = [
    ['name=demo id=f1 data-leadlight=x', 'demo'],
    ['id=f1 data-leadlight=x', 'f1'],
    ['data-leadlight=trial', 'trial'],
    ['', 'form'],
    ['name=""', 'form'],
  ];
  test.for(cases)('with "%s" is %s', { tags: 'slow' }, async ([attributes, expected]) => {
    await open(`<form ${attributes} ${stays}>${email}${send}</form>`);
    await page.click('#send');
    const [fill] = await site.arrived('form_fill');
    expect(fill?.form).toBe(expected);
  });
});

const everyField = `${email}
  <input name=title value=CTO><textarea name=message>${'long '.repeat(200)}</textarea>
  <input name=card value="4111 1111 1111 1111"><input name=phone value="+49 1512 3456789">
  <input type=password name=secret value=hunter2><input type=hidden name=csrf value=c5rf>
  <input name=cc autocomplete="billing cc-number" value="4000 0000"><input name=code autocomplete=one-time-code value=991199>
  <input type=checkbox name=news value=yes><input type=checkbox name=terms value=agreed checked>
  <select name=size><option>1-10<option selected>11-50</select>
  <input name=unlisted value=private><input value=nameless><fieldset name=size></fieldset><input name=kept data-leadlight-ignore value=apart>`;

test('nothing of a form is sent but the email', async () => {
  await open(`<form name=contact ${stays}>${everyField}${send}</form>`);
  await page.click('#send');
  const [fill] = await site.arrived('form_fill');
  expect(fill).toMatchObject({ email: 'ann@acme.com', fields: {} });
  const sent = JSON.stringify(site.beacons);
  for (const value of [
    'CTO',
    'long',
    '4111 1111',
    '1512 3456789',
    'hunter2',
    'c5rf',
    '4000 0000',
    '991199',
    'agreed',
    '11-50',
    'private',
    'nameless',
    'apart',
  ])
    expect(sent).not.toContain(value);
});

test('fields that the tag lists are sent, but for secrets and card numbers', async () => {
  const list = 'title,message,card,phone,secret,csrf,cc,code,news,terms,size,kept';
  await open(`<form name=contact ${stays}>${everyField}${send}</form>`, { tag: { 'data-forms': list } });
  await page.click('#send');
  const [fill] = await site.arrived('form_fill');
  expect(fill?.fields).toEqual({
    title: 'CTO',
    message: 'long '.repeat(100),
    phone: '+49 1512 3456789',
    terms: 'agreed',
    size: '11-50',
  });
});

test('with forms=off no form is heard', async () => {
  await open(`<form name=contact ${stays}>${email}${send}</form>`, { tag: { 'data-forms': 'off' } });
  await page.click('#send');
  await site.quiet();
  expect(site.events('form_fill')).toEqual([]);
});

test('another person in the same form is another fill', async () => {
  await open(`<form name=contact ${stays}>${email}${send}</form>`);
  await page.click('#send');
  await page.fill('input', 'bob@acme.com');
  await page.click('#send');
  await site.arrived('form_fill', 2);
  expect(site.events('form_fill').map((fill) => fill.email)).toEqual(['ann@acme.com', 'bob@acme.com']);
});

test('a form in an open shadow root is heard, once', async () => {
  await open(`<div id=host></div><script>
    host.attachShadow({mode: 'open'}).innerHTML = '<form name=inside ${stays}><input type=email name=email><input name=x><button>x</button></form>'
  </script>`);
  await page.fill('#host input[name=email]', 'ann@acme.com');
  await page.click('#host input[name=x]');
  await page.click('#host input[name=email]');
  await page.click('#host button');
  const [fill] = await site.arrived('form_fill');
  expect(fill).toMatchObject({ form: 'inside', email: 'ann@acme.com' });
  await site.quiet();
  expect(site.events('form_fill')).toHaveLength(1);
});

describe('a second submission of the same form', () => {
  const contact = `<form name=contact ${stays}>${email}<textarea name=message></textarea>${send}</form>`;

  test('with another message from the same email is another fill', async () => {
    await open(contact);
    await page.fill('textarea', 'What does it cost?');
    await page.click('#send');
    await site.arrived('form_fill');
    await page.fill('textarea', 'And for a team?');
    await page.click('#send');
    await site.arrived('form_fill', 2);
  });

  test('with the same words is the first one sent again', async () => {
    await open(contact);
    await page.fill('textarea', 'What does it cost?');
    await page.click('#send');
    await site.arrived('form_fill');
    await page.click('#send');
    await page.waitForTimeout(3_600);
    expect(site.events('form_fill')).toHaveLength(1);
  });

  test('after a draft of it counts, and the draft does not', async () => {
    await open(contact);
    await page.evaluate('void new FormData(document.forms[0])');
    await page.fill('textarea', 'What does it cost?');
    await page.click('#send');
    await site.arrived('form_fill');
    await page.fill('textarea', 'And for a team?');
    await page.click('#send');
    await site.arrived('form_fill', 2);
    expect(site.events('form_fill')).toHaveLength(2);
  });
});

describe('a page that reads the form at each key', () => {
  /** As an autosave does; what a person types comes in as `input`. */
  const autosaved = `<form name=contact ${stays}><input name=email oninput="new FormData(this.form)"><button id=send type=button
    onclick="new FormData(this.form)">Send</button></form>`;
  const type = async () => {
    for (const half of ['ann@', 'ann@acme.c', 'ann@acme.co', 'ann@acme.com']) await page.fill('input', half);
  };

  test('makes no fill of half an email, nor of one that is never sent', async () => {
    await open(autosaved);
    await type();
    await site.quiet();
    expect(site.events('form_fill')).toEqual([]);
  });

  test('makes one of what is then sent through a script', async () => {
    await open(autosaved);
    await type();
    await page.click('#send');
    await site.arrived('form_fill');
    await site.quiet();
    expect(site.events('form_fill').map((fill) => fill.email)).toEqual(['ann@acme.com']);
  });
});

test('secrets are told by autocomplete however it is written', async () => {
  await open(
    `<form name=contact ${stays}>${email}<input name=a autocomplete="CC-Number" value="4000"><input name=b autocomplete=One-Time-Code value="99">${send}</form>`,
    { tag: { 'data-forms': 'a,b' } },
  );
  await page.click('#send');
  const [fill] = await site.arrived('form_fill');
  expect(fill?.fields).toEqual({});
});
