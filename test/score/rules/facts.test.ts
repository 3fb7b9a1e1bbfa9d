// What rules can read of an event: the keys of the model, from what the event itself carries.

import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../worker/score/event.ts';
import { factsOf } from '../../../worker/score/rules/facts.ts';
import { shownSource } from '../../../worker/score/source/source.ts';

const read = (body: EventBody, key: string) => factsOf({ body }).read(key);
const url = 'https://Shop.example.com/Pricing/team?utm_source=News&plan=a&plan=b&empty=';

describe('a fact', () => {
  it.each<[string, EventBody, unknown]>([
    ['path', { url }, '/Pricing/team'],
    ['path', { url: 'https://example.com' }, '/'],
    ['path', { url: 'https://example.com/über-uns/%C3%A4?q' }, '/über-uns/ä'],
    ['path', { url: 'https://example.com/a%2Fb%20c' }, '/a%2Fb c'],
    ['path', { url: 'https://example.com/%E0%A4' }, '/%E0%A4'],
    ['hash', { url: 'https://example.com/app?utm_source=x#/orders/42' }, '/orders/42'],
    ['hash', { url: 'https://example.com/#!/%C3%BCber-uns' }, '/über-uns'],
    ['hash', { url: 'https://example.com/#/' }, '/'],
    ['path', { url: 'https://example.com/app#/orders' }, '/app'],
    ['topic', { url }, 'pricing'],
    ['topic', { url: 'https://example.com/fr/carri%C3%A8res' }, 'careers'],
    ['topic', { url: 'https://example.com/#/pricing' }, 'pricing'],
    ['topic', { url: 'https://example.com/careers#/pricing' }, 'careers'],
    ['topic', { url: 'https://example.com/' }, 'other'],
    ['topic', {}, undefined],
    ['hash', { url }, undefined],
    ['hash', {}, undefined],
    ['host', { url }, 'shop.example.com'],
    ['host', { url: 'https://Müller.de/' }, 'xn--mller-kva.de'],
    ['url', { url }, url],
    ['query.plan', { url }, 'a'],
    ['query.empty', { url }, ''],
    ['query.none', { url }, undefined],
    ['query.plan', {}, undefined],
    ['referrer', { referrer: 'https://google.com/' }, 'https://google.com/'],
    ['title', { title: 'Pricing' }, 'Pricing'],
    ['file', { file: 'a.pdf' }, 'a.pdf'],
    ['form', { form: 'demo' }, 'demo'],
    ['target', { target: 'https://x.test/' }, 'https://x.test/'],
    ['email', { email: 'ann@acme.test' }, 'ann@acme.test'],
    ['view', { view: 'v1' }, 'v1'],
    ['seconds', { seconds: 0 }, 0],
    ['scroll', { scroll: 80 }, 80],
    ['result', { result: 'lost' }, 'lost'],
    ['value', { value: 0 }, 0],
    ['value', {}, undefined],
    ['props.plan', { props: { plan: 'team' } }, 'team'],
    ['props.a.b', { props: { 'a.b': 1 } }, 1],
    ['props.yes', { props: { yes: false } }, false],
    ['props.none', { props: {} }, undefined],
    ['props.plan', {}, undefined],
    ['props.toString', { props: {} }, undefined],
    ['props.__proto__', { props: {} }, undefined],
    ['path', {}, undefined],
    ['path', { url: 'no url' }, undefined],
    ['host', { url: 'no url' }, undefined],
    ['url', { url: 'no url' }, 'no url'],
    ['form', {}, undefined],
    ['formText', { form: 'wpcf7', label: 'Group booking' }, 'Group booking / wpcf7'],
    ['formText', { form: 'group' }, ' / group'],
    ['formText', { label: 'Group booking' }, undefined],
    ['intent', { form: 'wpcf7', label: 'Get a quote' }, 'quote'],
    ['intent', { form: '', url: 'https://example.com/kontakt' }, 'contact'],
    ['intent', { form: '', url: 'https://example.com/#/kontakt' }, 'contact'],
    ['intent', { form: '' }, 'other'],
    ['intent', { label: 'Contact' }, undefined],
    ['label', { form: 'wpcf7', label: 'Send message' }, 'Send message'],
  ])('%s of %j is %j', (key, body, value) => {
    expect(read(body, key)).toBe(value);
  });
});

describe('the source', () => {
  it.each<[string | undefined, string | undefined, string]>([
    [undefined, undefined, 'direct'],
    ['https://a.test/', undefined, 'direct'],
    ['https://a.test/?utm_source=News', 'https://google.com/', 'news'],
    ['https://a.test/?utm_source=', 'https://google.com/', 'google'],
    ['https://a.test/?gclid=1', 'https://other.test/', 'google'],
    ['https://a.test/?fbclid=1', undefined, 'facebook'],
    ['https://a.test/?msclkid=1', undefined, 'bing'],
    ['https://a.test/?ref=friend', undefined, 'direct'],
    ['https://a.test/', 'https://www.Google.com/search', 'google'],
    ['https://a.test/', 'https://www.a.test/', 'direct'],
    ['https://a.test/', 'android-app://com.linkedin.android/', 'linkedin'],
    ['https://a.test/x', 'https://a.test/y', 'direct'],
    ['https://a.test/', 'no url', 'direct'],
    [undefined, 'https://news.test/', 'news.test'],
    [undefined, 'https://news.www.example/', 'news.www.example'],
  ])('of %s reached from %s is %s', (page, referrer, source) => {
    expect(read({ ...(page && { url: page }), ...(referrer && { referrer }) }, 'source')).toBe(source);
  });
});

it('is shown as direct where nothing shows a visit yet', () => {
  expect(['', 'direct', 'google'].map(shownSource)).toEqual(['direct', 'direct', 'google']);
});
