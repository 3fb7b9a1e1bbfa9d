// What pages are about: paths as companies, shops and their systems have them, in ten languages, and paths that only look alike.

import { describe, expect, test } from 'vitest';
import { wordTexts } from '../../../worker/score/conditions/whole-words.ts';
import { topicOf } from '../../../worker/score/rules/page-topic.ts';
import { collections, type Topic, topicWords } from '../../../worker/score/rules/topic-words.ts';

const pages: Readonly<Record<Topic | 'other', readonly string[]>> = {
  careers: [
    '/careers',
    '/en/careers',
    '/en-us/company/careers/',
    '/careers.html',
    '/about/Careers',
    '/de/jobs',
    '/jobs/4711',
    '/company/jobs/senior-backend-engineer',
    '/careers/pricing-analyst',
    '/jobs/customer-support-agent',
    '/join-our-team',
    '/work-with-us',
    '/karriere',
    '/de/unternehmen/karriere',
    '/ueber-uns/stellenangebote',
    '/offene-stellen',
    '/karriere/stellenangebote/verkäufer',
    '/fr/carrieres',
    '/fr/carri%C3%A8res',
    '/recrutement',
    '/nous-rejoindre',
    '/offres-d-emploi',
    '/es/empleo',
    '/trabaja-con-nosotros',
    '/bolsa-de-trabajo',
    '/lavora-con-noi',
    '/it/carriere',
    '/posizioni-aperte',
    '/vacatures',
    '/over-ons/vacatures/developer',
    '/werken-bij',
    '/werkenbij',
    '/carreiras',
    '/trabalhe-conosco',
    '/vagas',
    '/kariera',
    '/oferty-pracy',
    '/o-nas/kariera',
    '/karriar',
    '/sv/karri%C3%A4r',
    '/jobba-hos-oss',
    '/lediga-jobb',
    '/採用',
    '/採用情報',
    '/recruit/',
    '/ja/求人',
  ],
  pricing: [
    '/pricing',
    '/en/pricing',
    '/Pricing.html',
    '/pricing/enterprise',
    '/pricing/team',
    '/product/pricing',
    '/plans',
    '/our-plans',
    '/pricing-plans',
    '/plans-pricing',
    '/acme-pricing',
    '/pages/price-list',
    '/preise',
    '/de/preise',
    '/produkt/preise',
    '/preise-und-pakete',
    '/tarife',
    '/preisliste.php',
    '/tarifs',
    '/fr/tarifs',
    '/nos-prix',
    '/tarification',
    '/precios',
    '/es/planes-y-precios',
    '/tarifas',
    '/prezzi',
    '/it/listino',
    '/tariffe',
    '/prijzen',
    '/nl/tarieven',
    '/precos',
    '/pt/pre%C3%A7os',
    '/planos',
    '/cennik',
    '/pl/cennik',
    '/ceny',
    '/priser',
    '/sv/prislista',
    '/料金',
    '/ja/料金プラン',
    '/価格',
  ],
  demo: [
    '/demo',
    '/request-a-demo',
    '/en/book-demo',
    '/get-demo.html',
    '/product/demo',
    '/live-demo',
    '/de/demo-buchen',
    '/demander-une-demo',
    '/d%C3%A9mo',
    '/solicitar-demo',
    '/richiedi-demo',
    '/demo-aanvragen',
    '/zamow-demo',
    '/boka-demo',
    '/デモ',
  ],
  trial: [
    '/trial',
    '/free-trial',
    '/en/start-trial',
    '/signup/trial',
    '/kostenlos-testen',
    '/essai-gratuit',
    '/prueba-gratis',
    '/prova-gratuita',
    '/gratis-proberen',
    '/teste-gratis',
    '/okres-probny',
    '/testa-gratis',
    '/無料トライアル',
  ],
  contact: [
    '/contact',
    '/contact-us',
    '/contact-sales',
    '/about/contact',
    '/kontakt',
    '/de/kontakt',
    '/contactez-nous',
    '/contacto',
    '/es/contactanos',
    '/contatti',
    '/nl/contact',
    '/fale-conosco',
    '/pl/kontakt',
    '/kontakta-oss',
    '/お問い合わせ',
  ],
  support: [
    '/support',
    '/en/support/contact',
    '/support/pricing',
    '/help',
    '/hc/en-us/requests/new',
    '/customer-support',
    '/faq',
    '/help-center/demo-mode',
    '/kundenservice',
    '/hilfe',
    '/service-client',
    '/aide',
    '/soporte',
    '/ayuda',
    '/assistenza',
    '/klantenservice',
    '/suporte',
    '/pomoc',
    '/kundtjanst',
    '/サポート',
    '/contact-support',
  ],
  login: [
    '/login',
    '/sign-in',
    '/customer-login',
    '/einloggen',
    '/iniciar-sesion',
    '/accedi',
    '/inloggen',
    '/zaloguj',
    '/logga-in',
  ],
  blog: [
    '/blog',
    '/blog/pricing-strategy',
    '/blog/steve-jobs',
    '/de/blog/karriere',
    '/news/demo-day',
    '/tag/pricing',
    '/press-releases/new-pricing',
    '/noticias/precios',
    '/actualites/tarifs',
  ],
  docs: [
    '/docs',
    '/docs/pricing',
    '/api-reference',
    '/integrations/slack',
    '/documentation/demo',
    '/dokumentation',
  ],
  compare: [
    '/compare',
    '/compare/rival',
    '/vs/rival',
    '/acme-vs-rival',
    '/alternatives',
    '/vergleich',
    '/comparatif',
  ],
  security: [
    '/security',
    '/trust',
    '/trust-center',
    '/dpa',
    '/sicherheit',
    '/s%C3%A9curit%C3%A9',
    '/seguridad',
  ],
  cases: [
    '/customers/acme',
    '/case-studies/acme',
    '/customer-stories/trial-court',
    '/work/bank',
    '/portfolio/museum',
    '/referenzen/bank',
    '/realisations/musee',
    '/casos-de-exito/acme',
    '/導入事例/acme',
  ],
  product: [
    '/products/lamp',
    '/en/products/lamp',
    '/p/lamp',
    '/collections/lamps/products/demo-table',
    '/produkte/lampe',
    '/products/job-lamp',
    '/produit/lampe',
    '/producto/lampara',
    '/prodotti/lampada',
    '/producten/lamp',
    '/商品/123',
  ],
  search: ['/search', '/de/suche', '/catalogsearch/result', '/buscar'],
  delivery: [
    '/delivery',
    '/policies/shipping-policy',
    '/returns',
    '/size-guide',
    '/versand',
    '/livraison',
    '/envios',
    '/送料',
  ],
  programme: [
    '/programme',
    '/program',
    '/2026/schedule',
    '/speakers',
    '/speakers/ann-lee',
    '/programm',
    '/programma',
  ],
  tickets: ['/tickets', '/register', '/billetterie', '/entradas', '/biglietti', '/bilety'],
  travel: ['/travel', '/venue', '/hotels', '/anreise', '/como-llegar', '/アクセス'],
  sponsor: ['/sponsor', '/become-a-sponsor', '/partners', '/aussteller', '/patrocinadores'],
  services: ['/services', '/services/branding', '/leistungen', '/servicios', '/servizi', '/diensten'],
  team: [
    '/team',
    '/about',
    '/about-us',
    '/ueber-uns',
    '/qui-sommes-nous',
    '/chi-siamo',
    '/over-ons',
    '/o-nas',
    '/om-oss',
  ],
  // Words in other words, in another meaning, and headlines.
  other: [
    '/',
    '/industrial',
    '/industrial/pumps',
    '/demographics',
    '/demolition',
    '/democracy',
    '/supporters',
    '/support-us',
    '/contactless-payment',
    '/contact-lenses',
    '/clinical-trials',
    '/pricingham',
    '/floor-plans',
    '/meal-plans/keto',
    '/steve-jobs',
    '/jobsite',
    '/how-to-find-a-good-price',
    '/thanks',
    '/products',
    '/customers',
    '/terms-of-service',
    '/artists/presley',
    '/appreciation',
    '/planet',
    '/enterprises',
    '/reprises',
    '/mode-d-emploi',
    '/stagecraft',
    '/surprise',
    '/print-jobs',
    '/features',
    '/solutions/retail',
    '/apiculture',
    '/%E0%A4',
    '/workshop',
    '/teamwork',
  ],
};

describe.each(Object.entries(pages))('is about %s', (topic, paths) => {
  test.each(paths)('%s', (path) => {
    expect(topicOf(decoded(path))).toBe(topic);
  });
});

test.each([
  ['https://jobesto.com/de/stellenangebote/jena/ablauf', 'careers'],
  ['https://ajobis.de/jobs/halle/unbefristete-anstellungen/quereinstieg', 'careers'],
  ['https://esda.pl/cennik/', 'pricing'],
  ['https://next.vocads.com/support/what-are-your-different-subscription-plans/', 'support'],
  ['https://empresa.computrabajo.com.mx/Ayuda', 'support'],
  ['https://www.jellow.nl/blog/wat-doet-een-developer', 'blog'],
  ['https://www.quickremove.it/fr/blog/subscription-vs-one-time-purchase', 'blog'],
  ['http://mobiel.computable.nl/artikel/nieuws/overheid/5853489/250449/', 'blog'],
  ['http://www.niubill.fr/facturation-en-ligne/periode-essai/', 'trial'],
  [
    'http://empleo.blogs.upv.es/2016/11/07/que-esperar-de-una-oferta-de-empleo-el-puesto-y-las-condiciones/',
    'other',
  ],
  ['https://nodeplace.co.jp/r-media/recruit-site-job-description/', 'other'],
  ['https://dbunk.fr/logiciels-par-abonnements-est-ce-vraiment-mal', 'other'],
  ['https://businessyield.com/it/management/subscription-management/', 'other'],
])('the page %s of the web is about %s', (address, topic) => {
  expect(topicOf(decodeURI(new URL(address).pathname))).toBe(topic);
});

/** As facts give it (worker/score/rules/facts.ts). */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

test.each(['careers', 'pricing', 'other'] as const)('there are forty pages about %s and more', (topic) => {
  expect(pages[topic].length).toBeGreaterThanOrEqual(topic === 'other' ? 30 : 40);
});

test('every word of a list says its topic, or one before it, as a whole part of a path', () => {
  const topics = Object.keys(topicWords) as Topic[];
  for (const topic of topics) {
    for (const word of topicWords[topic]) {
      const [name = ''] = wordTexts(word);
      const said = topicOf(`/${name.trim().replaceAll(' ', '-')}${collections.has(topic) ? '/one' : ''}`);
      expect([word, topics.indexOf(said as Topic)]).toEqual([
        word,
        expect.toSatisfy((at: number) => at >= 0 && at <= topics.indexOf(topic)),
      ]);
    }
  }
});

test('of a path, the first twelve parts are read', () => {
  expect(topicOf(`${'/a'.repeat(11)}/pricing`)).toBe('pricing');
  expect(topicOf(`${'/a'.repeat(12)}/pricing`)).toBe('other');
});

test('what is below a topic in the same path is about that topic, not about the words of its own name', () => {
  for (const below of ['pricing', 'demo', 'contact', 'products/lamp']) {
    expect([below, topicOf(`/careers/${below}`)]).toEqual([below, 'careers']);
    expect([below, topicOf(`/blog/${below}`)]).toEqual([below, 'blog']);
    expect([below, topicOf(`/support/${below}`)]).toEqual([below, 'support']);
  }
});
