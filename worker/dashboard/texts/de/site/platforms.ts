// Where the tag goes on each platform, in German.

import type { Texts } from '../../en/en.ts';

type Steps = Texts['sitePlatforms']['steps']['html'];

const html: Steps = {
  before: [
    'Fügen Sie das Tag in den Head jeder Seite ein, vor `</head>`. Haben Ihre Seiten eine gemeinsame Vorlage, gehört es einmal dorthin.',
  ],
  after: [],
};
const wordpress: Steps = {
  before: [
    'Fügen Sie das Tag in den Header Ihres Themes ein, oder ergänzen Sie dies in `functions.php` des Child-Themes. Die Version muss `null` sein, sonst entfernen manche Optimierer die Website aus der Adresse.',
  ],
  after: [
    'WP Rocket, Autoptimize, LiteSpeed, SiteGround und Perfmatters verzögern Skripte oder fassen sie zusammen: Nehmen Sie `l.js` von beidem aus.',
    'Rocket Loader von Cloudflare schreibt Skripte um: Setzen Sie `data-cfasync="false"` vor `src`.',
    'Bei einfachen Permalinks (`/?page_id=12`) nehmen Sie `page_id` und `p` in den Einstellungen in die URL-Parameter auf und hängen `&query=page_id,p` an die Adresse des Skripts.',
  ],
};
const shopify: Steps = {
  before: [
    'Öffnen Sie *Onlineshop → Themes → Code bearbeiten* und fügen Sie das Tag in `layout/theme.liquid` ein, vor `</head>`. Nach einem Wechsel des Themes noch einmal.',
    'Im Checkout läuft kein Code des Themes: Senden Sie Bestellungen von Ihrem Server, mit einem Webhook für `orders/create`.',
    'Verwenden Sie kein benutzerdefiniertes Pixel. Es läuft in einem eigenen Frame und sieht weder Formulare noch Klicks.',
  ],
  after: [],
};
const webflow: Steps = {
  before: [
    'Fügen Sie das Tag unter *Site settings → Custom code → Head code* ein.',
    'Veröffentlichen Sie die Website: Die Vorschau des Designers enthält es nicht.',
  ],
  after: [],
};
const squarespace: Steps = {
  before: [
    'Öffnen Sie *Code Injection* in den Einstellungen der Website und fügen Sie das Tag bei *Header* ein. Nicht jeder Tarif hat das.',
    'Der eigene Checkout läuft unter einer anderen Domain, ohne das Tag.',
  ],
  after: [],
};
const wix: Steps = {
  before: [
    'Öffnen Sie *Settings → Custom Code* und fügen Sie das Tag bei *Head* ein, für *All pages*, mit *Load code once*. Das Skript bemerkt selbst, wenn die Seite wechselt.',
  ],
  after: [],
};
const gtm: Steps = {
  before: [
    'Legen Sie mit *Tags → Neu → Benutzerdefiniertes HTML* ein Tag an, fügen Sie das Tag ein und wählen Sie den Trigger *All Pages*.',
    'Optionen gehören in die Adresse, so wie hier: Der Tag Manager entfernt Attribute, die er nicht kennt.',
    'Fügen Sie keinen Trigger *Verlaufsänderung* hinzu: Das Skript bemerkt selbst, wenn die Seite wechselt.',
    'Wer den Tag Manager blockiert, blockiert auch dieses Tag. In der Seite selbst erreicht es mehr Menschen.',
  ],
  after: [],
};
const next: Steps = {
  before: ['Fügen Sie das Skript in den Body des Root-Layouts ein, `app/layout.tsx`:'],
  after: [
    "Navigationen des Routers sind bereits Seitenaufrufe: Rufen Sie nicht zusätzlich `leadlight('page')` auf.",
    '`strategy="worker"` kann nicht funktionieren, und `lazyOnload` verpasst Besucher, die früh gehen.',
  ],
};
const astro: Steps = {
  before: [
    'Fügen Sie es in den Head des Layouts ein. Ohne `is:inline` bündelt oder verschiebt Astro das Skript.',
  ],
  after: [],
};

export const sitePlatforms: Texts['sitePlatforms'] = {
  htmlTitle: 'Reines HTML',
  steps: { html, wordpress, shopify, webflow, squarespace, wix, gtm, next, astro },
};
