// What was sent is recorded, however soon the page goes on, and a form of several steps once.

import { describe, expect, test } from 'vitest';
import { page, site, useSite } from '../site/use-site.ts';
import { email, expectFills, fillIn, fills, message, send, startClock, stays, waitMs } from './fill-in.ts';

useSite();

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
    const isLate = await startClock();
    await page.click('#send');
    await site.arrived('form_fill');
    expect(isLate()).toBe(false);
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
