// Where the tag goes on each platform, in English. Text between backticks is code, between asterisks a name on a screen.

/** What to do, and for some platforms what to know after the code. */
interface Steps {
  before: readonly string[];
  after: readonly string[];
}

const html: Steps = {
  before: [
    'Paste the tag into the head of every page, before `</head>`. If your pages share a template, it belongs there, once.',
  ],
  after: [],
};
const wordpress: Steps = {
  before: [
    'Paste the tag into the header of your theme, or add this to `functions.php` of the child theme. The version must be `null`: otherwise some optimisers remove the site from the address.',
  ],
  after: [
    'WP Rocket, Autoptimize, LiteSpeed, SiteGround and Perfmatters delay or join scripts: exclude `l.js` from both.',
    'Cloudflare’s Rocket Loader rewrites scripts: put `data-cfasync="false"` before `src`.',
    'With plain permalinks (`/?page_id=12`), add `page_id` and `p` to the query parameters to keep in the settings, and `&query=page_id,p` to the address of the script.',
  ],
};
const shopify: Steps = {
  before: [
    'Open *Online Store → Themes → Edit code*, and paste the tag into `layout/theme.liquid`, before `</head>`. If you replace the theme, add it again.',
    'Checkout runs no theme code: send orders from your server, by a webhook for `orders/create`.',
    'Do not use a custom pixel. It runs in its own frame, and sees neither forms nor clicks.',
  ],
  after: [],
};
const webflow: Steps = {
  before: [
    'Paste the tag into *Site settings → Custom code → Head code*.',
    'Publish the site: the preview of the designer does not include it.',
  ],
  after: [],
};
const squarespace: Steps = {
  before: [
    'Open *Code Injection* in the site’s settings, and paste the tag into *Header*. Not every plan has it.',
    'Its own checkout runs on another domain, without the tag.',
  ],
  after: [],
};
const wix: Steps = {
  before: [
    'Open *Settings → Custom Code*, and add the tag to *Head*, for *All pages*, with *Load code once*. The script notices by itself when the page changes.',
  ],
  after: [],
};
const gtm: Steps = {
  before: [
    'Create a tag with *Tags → New → Custom HTML*, paste the tag, and choose the trigger *All Pages*.',
    'Options belong in the address, as they are here: Tag Manager drops attributes that it does not know.',
    'Do not add a *History Change* trigger: the script notices by itself when the page changes.',
    'Visitors who block Tag Manager block this too. The tag in the page itself reaches more of them.',
  ],
  after: [],
};
const next: Steps = {
  before: ['Add the script to the body of the root layout, `app/layout.tsx`:'],
  after: [
    "The router’s navigations are page views already: do not call `leadlight('page')` as well.",
    '`strategy="worker"` cannot work, and `lazyOnload` misses visitors who leave early.',
  ],
};
const astro: Steps = {
  before: ['Add it to the head of the layout. Without `is:inline`, Astro bundles or moves the script.'],
  after: [],
};

export const sitePlatforms = {
  htmlTitle: 'Plain HTML',
  steps: { html, wordpress, shopify, webflow, squarespace, wix, gtm, next, astro },
};
