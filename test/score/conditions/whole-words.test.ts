// Whole words: as people, programs and addresses join them, in any case, with or without accents, in any script.

import { describe, expect, it } from 'vitest';
import { compileWords } from '../../../worker/score/conditions/whole-words.ts';

describe('a word', () => {
  it.each<[string, string, boolean]>([
    // What stands around it.
    ['demo', 'demo', true],
    ['demo', 'Request a demo', true],
    ['demo', 'Demo!', true],
    ['demo', '(demo)', true],
    ['demo', 'request-demo', true],
    ['demo', 'request_demo_form', true],
    ['demo', '/en/demo/', true],
    ['demo', 'demo.html', true],
    ['demo', 'request\u2011demo', true],
    ['demo', 'a demo', true],
    ['demo', 'a\u200bdemo', true],
    ['demo', 'demographics', false],
    ['demo', 'undemo', false],
    ['demo', 'demos', false],
    ['demo', 'demo2', false],
    ['demo', 'demo 2', true],
    ['demo', '', false],
    ['demo', '---', false],
    // camelCase.
    ['demo', 'DemoForm', true],
    ['demo', 'requestDemo', true],
    ['demo', 'step2Demo', true],
    ['demo', 'HTMLDemo', true],
    ['html', 'HTMLDemo', true],
    ['demo', 'DEMO', true],
    ['demo', 'DEMOS', false],
    ['demo', 'DemoGraphics', true],
    ['contact', 'ContactFooter', true],
    ['contact', 'contact_form', true],
    ['contact', 'contact-us', true],
    ['contact', 'wpcf7-contactform', false],
    ['newsletter', 'NewsLetter', true],
    ['ebook', 'Get the eBook', true],
    ['eBook', 'get the ebook', true],
    ['whitePaper', 'white paper', true],
    ['whitePaper', 'WHITEPAPER', true],
    // Case and accents.
    ['devis', 'DEMANDER UN DEVIS', true],
    ['telecharger', 'Télécharger', true],
    ['télécharger', 'Telecharger', true],
    ['télécharger', 'Te\u0301le\u0301charger', true],
    ['orçamento', 'solicitar orcamento', true],
    ['wycena', 'Wycena', true],
    ['łódź', 'Lodz', true],
    ['straße', 'STRASSE', true],
    ['strasse', 'Straße', true],
    ['grosse', 'GROẞE', true],
    ['vorführung', 'Vorfuehrung', true],
    ['vorführung', 'VORFUHRUNG', true],
    ['vorfuehrung', 'Vorführung', true],
    ['iletişim', 'İLETİŞİM', true],
    ['iletisim', 'İletişim Formu', true],
    ['заявка', 'Оставить ЗАЯВКУ', false],
    ['заявку', 'Оставить ЗАЯВКУ', true],
    ['ёлка', 'елка', true],
    ['προσφορας', 'ΠΡΟΣΦΟΡΑΣ', true],
    ['προσφορά', 'ΠΡΟΣΦΟΡΑ', true],
    ['office', 'oﬃce', true],
    ['demo', 'ｄｅｍｏ', true],
    ['newsletter', 'News\u00adletter', true],
    // Phrases.
    ['get in touch', 'Get in touch!', true],
    ['get in touch', 'get-in-touch', true],
    ['get in touch', 'getInTouch', true],
    ['get in touch', 'touch to get in', false],
    ['get in touch', 'get in touching', false],
    ["s'abonner", 'S’abonner', true],
    ['rendez-vous', 'Prendre rendez vous', true],
    // Scripts without spaces, and with.
    ['予約', 'オンライン予約フォーム', true],
    ['デモ', '無料デモを依頼', true],
    ['デモ', 'ﾃﾞﾓ予約', true],
    ['はら', 'ばら', false],
    ['demo', '無料demoを依頼', true],
    ['資料', 'PDF資料', true],
    ['pdf資料', 'PDF資料請求', true],
    ['df資料', 'PDF資料', false],
    ['联系', '请联系我们', true],
    ['ติดต่อ', 'หน้าติดต่อเรา', true],
    ['문의', '문의 하기', true],
    ['문의', '문의하기', false],
    ['डेमो', 'डेमो बुक करें', true],
    ['डम', 'डेमो', false],
    // Not what a glob is.
    ['d*', 'demo', false],
    ['.', 'demo.', false],
  ])('%j in %j: %s', (word, text, isThere) => {
    expect(compileWords([word])(text)).toBe(isThere);
  });

  it('is one of several', () => {
    const hasAny = compileWords(['quote', 'get pricing']);
    expect(hasAny('Get pricing now')).toBe(true);
    expect(hasAny('Get a quote')).toBe(true);
    expect(hasAny('Get it')).toBe(false);
  });

  it.each([
    ['the same letter', 'a'.repeat(100_000), `${'a'.repeat(199)}b`],
    ['marks', `A${'\u0301'.repeat(100_000)}`, `A${'\u0301'.repeat(199)}`],
    ['capitals', 'aA'.repeat(50_000), 'Aa'.repeat(100)],
    ['spaces', ' '.repeat(100_000), 'a'],
  ])('is looked for in time that grows with the text, in %s', (_, text, word) => {
    const hasAny = compileWords([word]);
    const begun = performance.now();
    hasAny(text);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
