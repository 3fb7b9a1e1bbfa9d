// What the default model and the examples make of pages, forms, files and mailboxes as sites really call them: which rules earn.
// "page" is left out, which every page view earns.

import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { type Model, model } from '../../../schema/model/model.ts';
import { awardRequestsOf } from '../../../worker/score/rules/award-request.ts';
import { type CompiledModel, compileModel } from '../../../worker/score/rules/compile.ts';
import { eventOf, monday } from '../../support/checks/scoring.ts';

const shipped = (name: string) => model.parse(JSON.parse(readFileSync(`docs/models/${name}.json`, 'utf8')));
const compiled = (each: Model) => compileModel({ version: 1, landmark: monday, model: each });

/** `/path`, `file.pdf`, `form:NAME`, `label:WORDS`, or both as `form:NAME label:WORDS`; then the rules that earn, by their ids. */
type Case = readonly [what: string, rules: string];

function earned(by: CompiledModel, what: string): string {
  const url = 'https://example.com/';
  const [, form = ''] = /form:(\S+)/.exec(what) ?? [];
  const [, label] = /label:(.+)$/.exec(what) ?? [];
  const event = what.startsWith('/')
    ? eventOf({ session: null, body: { url: `https://example.com${what}` } })
    : /^(form|label):/.test(what)
      ? eventOf({ session: null, kind: 'form_fill', body: { url, form, ...(label && { label }) } })
      : eventOf({ session: null, kind: 'download', body: { url, file: url + what } });
  const rules = awardRequestsOf(event, by).map(({ rule }) => rule);
  return rules.filter((rule) => rule !== 'page').join(' ');
}

const pagesOf = (rule: string, paths: string): Case[] =>
  paths
    .trim()
    .split(/\s+/)
    .map((path) => [path, rule]);
const labelsOf = (rule: string, labels: string): Case[] =>
  labels.split(/[,\n]/).flatMap((label): Case[] => (label.trim() ? [[`label:${label.trim()}`, rule]] : []));

const careers = `/careers /en/careers /company/careers/designer /de/jobs /karriere /de/stellenangebote /fr/carrieres /recrutement
  /es/empleo /trabaja-con-nosotros /lavora-con-noi /vacatures /werken-bij /trabalhe-conosco /kariera /lediga-jobb /採用情報`;
const pricing = `/pricing /en/pricing /product/pricing /plans /preise /de/tarife /tarifs /precios /prezzi /prijzen /precos /cennik
  /priser /料金`;
const nothing = `/industrial /demographics /contactless /supporters /support /help/pricing /blog/pricing-tips /blog/steve-jobs
  /clinical-trials /contact-lenses /floor-plans /planet /jobsite /enterprise /features /unsubscribe`;

const cases: Readonly<Record<string, [Model, Case[]]>> = {
  default: [
    defaultModel,
    [
      ...pagesOf('careers', careers),
      ...pagesOf('pricing', pricing),
      ...pagesOf('', `${nothing} /demo /free-trial /contact /docs/pricing`),
      ...labelsOf(
        'sales-form',
        `Request a demo, Book a demo, Demo anfragen, Demander une démo, Contact sales, Get in touch, Kontakt aufnehmen
        Start free trial, Kostenlos testen, Essai gratuit, Prueba gratis, Request a quote, Angebot anfordern
        Demander un devis, Solicitar presupuesto, Richiedi preventivo, Offerte aanvragen, Poproś o wycenę, Begär offert
        お問い合わせ`,
      ),
      ...labelsOf('newsletter', 'Subscribe, Newsletter, Abonnieren, S’abonner, Nieuwsbrief, メルマガ登録'),
      ...labelsOf('form', 'Submit, Apply now, Jetzt bewerben, Book now, Get the guide, Industrial survey'),
      ...labelsOf(
        '',
        `Unsubscribe, Newsletter abbestellen, Se désabonner, Darse de baja, Contact support, Kundendienst
        Submit a ticket, Service client, Atención al cliente, Reklamacja, サポート`,
      ),
      ['form:demographics', 'form'],
      ['form:industrial-survey', 'form'],
      ['form:request-demo', 'sales-form'],
      ['form:contactForm', 'sales-form'],
      ['form:support', ''],
      ['form:unsubscribe', ''],
      ['guide.pdf', 'download'],
    ],
  ],
  'b2b-software': [
    shipped('b2b-software'),
    [
      ...pagesOf('careers', careers),
      ...pagesOf('pricing', pricing),
      ...pagesOf('', nothing),
      ...pagesOf(
        'begin',
        '/demo /request-a-demo /live-demo /free-trial /kostenlos-testen /essai-gratuit /prueba-gratis /デモ',
      ),
      ...pagesOf(
        'compare',
        '/compare /compare/rival /acme-vs-rival /alternatives /vergleich /comparatif /比較',
      ),
      ...pagesOf('security', '/security /trust-center /dpa /sicherheit /seguridad /beveiliging'),
      ...pagesOf(
        'stories',
        '/customers/acme /case-studies/acme /kunden/acme /casos-de-exito/acme /導入事例/acme',
      ),
      ...pagesOf('docs', '/docs/start /api /integrations/slack /dokumentation'),
      ...pagesOf('login', '/login /sign-in /einloggen /iniciar-sesion'),
      ...labelsOf(
        'demo',
        'Book a demo, Contact sales, Talk to sales, Request a quote, Demo anfragen, Fale conosco, 見積もりを依頼',
      ),
      ...labelsOf('newsletter', 'Subscribe, Newsletter, Nieuwsbrief'),
      ...labelsOf('', 'Contact support, Unsubscribe, Apply now, Submit, Demographics survey, Kundendienst'),
      ['paper.pdf', 'download'],
      ['setup.exe', ''],
    ],
  ],
  'e-commerce': [
    shipped('e-commerce'),
    [
      ...pagesOf(
        'product again',
        `/products/lamp /en/products/lamp /collections/lamps/products/lamp /p/lamp /produkte/lampe
        /produit/lampe /producto/lampara /prodotti/lampada /producten/lamp /produkty/lampa /商品/1 /products/trial-size-cream`,
      ),
      ...pagesOf('search', '/search /de/suche /catalogsearch/result /recherche /zoeken'),
      ...pagesOf(
        'delivery',
        `/delivery /shipping /policies/shipping-policy /returns /size-guide /versand /livraison /envios
        /spedizioni /verzending /dostawa /frakt /送料`,
      ),
      ...pagesOf(
        '',
        '/ /products /collections/lamps /cart /blog/products/lamp /research /industrial /careers /support/returns',
      ),
      ...labelsOf(
        'trade',
        `Apply for a trade account, Wholesale enquiry, Become a reseller, Händleranfrage, Compte pro, Groothandel
        Hurtownia, 卸売`,
      ),
      ...labelsOf('newsletter', 'Subscribe, Newsletter, Abonnieren, Iscriviti alle offerte'),
      ...labelsOf('', 'Contact us, Unsubscribe, Business support, Submit, Trademark complaint'),
      ['form:wholesale', 'trade'],
      ['form:businessForm', 'trade'],
      ['form:newsletter-footer', 'newsletter'],
      ['form:agribusiness', ''],
      ['form:trademark', ''],
    ],
  ],
  events: [
    shipped('events'),
    [
      ...pagesOf(
        'programme',
        '/programme /program /en/schedule /speakers /speakers/ann-lee /programm /programma /プログラム',
      ),
      ...pagesOf(
        'tickets',
        '/tickets /en/tickets /prices /pricing /preise /billetterie /entradas /biglietti /bilety /チケット',
      ),
      ...pagesOf('travel', '/travel /venue /hotels /anreise /como-llegar /アクセス'),
      ...pagesOf('sponsor-page', '/sponsor /become-a-sponsor /partners /exhibit /aussteller /patrocinadores'),
      ...pagesOf(
        '',
        '/ /careers /blog/speakers /industrial /support/tickets /affiliate-program /press /programmer',
      ),
      ...labelsOf('register', 'Register now, Registration, Buy ticket, チケット購入'),
      ...labelsOf('group', 'Group booking, Gruppenbuchung, Team booking, Grupos'),
      ...labelsOf('other-form', 'Contact us, Subscribe, Get the brochure, Kontakt'),
      ...labelsOf('', 'Submit a ticket, Unsubscribe, Join our team, Expression of interest'),
      ...labelsOf('press', 'Press pass, Journalists, Akkreditierung, 報道'),
      ['form:group-booking', 'group'],
      ['form:registration', 'register'],
      ['form:express-checkout', ''],
      ['sponsors-prospectus.pdf', 'prospectus'],
      ['exhibitor_guide.pdf', 'prospectus'],
      ['programme.pdf', ''],
    ],
  ],
  agency: [
    shipped('agency'),
    [
      ...pagesOf('careers', careers),
      ...pagesOf(
        'work third',
        '/work/bank /cases/bank /portfolio/museum /en/projects/airline /referenzen/bank /実績/bank',
      ),
      ...pagesOf(
        'services',
        '/services /services/branding /leistungen /servicios /usługi'.replace('ł', '%C5%82'),
      ),
      ...pagesOf('team', '/team /about /about-us /ueber-uns /chi-siamo /om-oss'),
      ...pagesOf('rates', '/rates /pricing /preise /tarifs'),
      ...pagesOf('', '/ /work /network/bank /industrial /blog/work/bank /terms-of-service'),
      ...labelsOf(
        'brief',
        'Start a project, Request for proposal, Get in touch, Request a quote, Projektanfrage, Votre projet',
      ),
      ...labelsOf('brief supplier', 'Contact form for suppliers, Kontakt für Lieferanten'),
      ...labelsOf('supplier', 'Freelancers, Fournisseur, Become a partner'),
      ...labelsOf('', 'Contact support, Apply now, Subscribe, Briefing by email, Projector hire'),
      ['form:project-brief', 'brief'],
      ['form:partnerProgram', 'supplier'],
      ['form:unsubscribe', ''],
      ['credentials.pdf', 'deck'],
    ],
  ],
};

describe.each(Object.entries(cases))('the model %s', (_, [each, list]) => {
  const by = compiled(each);
  it.each(list)('earns by %s: %s', (what, rules) => {
    expect(earned(by, what)).toBe(rules);
  });

  it('is held to forty cases', () => {
    expect(list.length).toBeGreaterThanOrEqual(40);
    expect(new Set(list.map(([what]) => what)).size).toBe(list.length);
  });

  it('names no form by a glob, and no page', () => {
    for (const { where = {} } of each.rules) {
      expect(JSON.stringify([where.form, where.label, where.formText, where.path, where.hash])).not.toContain(
        '*',
      );
    }
  });
});

test('no model says a mailbox by its domain: emailType knows the private ones', () => {
  for (const [each] of Object.values(cases))
    expect(JSON.stringify(each)).not.toMatch(/gmail|yahoo|hotmail|outlook|gmx|web\.de/i);
});
