// Where the tag goes on each platform. docs/install.md has the reasons and more; test/repository/docs/install.test.ts compares them.

import type { JSX } from 'hono/jsx/jsx-runtime';

/** What the steps contain: the script's URL, and the whole tag. */
interface Place {
  url: string;
  tag: string;
}

/** A platform: `name` in addresses, `title` as in docs/install.md. */
export interface Platform {
  name: string;
  title: string;
  Steps: (place: Place) => JSX.Element;
}

/** Any platform where the tag goes into the head. */
function Html() {
  return (
    <ul>
      <li>
        Paste the tag into the head of every page, before <code>&lt;/head&gt;</code>. If your pages share a
        template, it belongs there, once.
      </li>
    </ul>
  );
}

function WordPress({ url }: Place) {
  const code = `add_action('wp_enqueue_scripts', function () {
  wp_enqueue_script('leadlight', '${url}', [], null, ['strategy' => 'defer']);
});`;
  return (
    <>
      <ul>
        <li>
          Paste the tag into the header of your theme, or add this to <code>functions.php</code> of the child
          theme. The version must be <code>null</code>: otherwise some optimisers remove the site from the
          address.
        </li>
      </ul>
      <pre tabindex={0}>{code}</pre>
      <ul>
        <li>
          WP Rocket, Autoptimize, LiteSpeed, SiteGround and Perfmatters delay or join scripts: exclude{' '}
          <code>l.js</code> from both.
        </li>
        <li>
          Cloudflare's Rocket Loader rewrites scripts: put <code>data-cfasync="false"</code> before{' '}
          <code>src</code>.
        </li>
        <li>
          With plain permalinks (<code>/?page_id=12</code>), add <code>page_id</code> and <code>p</code> to
          the site's <code>keepQuery</code>, and <code>&amp;query=page_id,p</code> to the address of the
          script.
        </li>
      </ul>
    </>
  );
}

function Shopify() {
  return (
    <ul>
      <li>
        Open <i>Online Store → Themes → Edit code</i>, and paste the tag into <code>layout/theme.liquid</code>
        , before <code>&lt;/head&gt;</code>. If you replace the theme, add it again.
      </li>
      <li>
        Checkout runs no theme code: send orders from your server, by a webhook for <code>orders/create</code>
        .
      </li>
      <li>Do not use a custom pixel. It runs in its own frame, and sees neither forms nor clicks.</li>
    </ul>
  );
}

function Webflow() {
  return (
    <ul>
      <li>
        Paste the tag into <i>Site settings → Custom code → Head code</i>.
      </li>
      <li>Publish the site: the preview of the designer does not include it.</li>
    </ul>
  );
}

function Squarespace() {
  return (
    <ul>
      <li>
        Open <i>Code Injection</i> in the site's settings, and paste the tag into <i>Header</i>. Not every
        plan has it.
      </li>
      <li>Its own checkout runs on another domain, without the tag.</li>
    </ul>
  );
}

function Wix() {
  return (
    <ul>
      <li>
        Open <i>Settings → Custom Code</i>, and add the tag to <i>Head</i>, for <i>All pages</i>, with{' '}
        <i>Load code once</i>. The script notices by itself when the page changes.
      </li>
    </ul>
  );
}

function TagManager() {
  return (
    <ul>
      <li>
        Create a tag with <i>Tags → New → Custom HTML</i>, paste the tag, and choose the trigger{' '}
        <i>All Pages</i>.
      </li>
      <li>
        Options belong in the address, as they are here: Tag Manager drops attributes that it does not know.
      </li>
      <li>
        Do not add a <i>History Change</i> trigger: the script notices by itself when the page changes.
      </li>
      <li>Visitors who block Tag Manager block this too. The tag in the page itself reaches more of them.</li>
    </ul>
  );
}

function Next({ url }: Place) {
  return (
    <>
      <ul>
        <li>
          Add the script to the body of the root layout, <code>app/layout.tsx</code>:
        </li>
      </ul>
      <pre tabindex={0}>{`import Script from 'next/script';

<Script src="${url}" strategy="afterInteractive" />`}</pre>
      <ul>
        <li>
          The router's navigations are page views already: do not call <code>leadlight('page')</code> as well.
        </li>
        <li>
          <code>strategy="worker"</code> cannot work, and <code>lazyOnload</code> misses visitors who leave
          early.
        </li>
      </ul>
    </>
  );
}

function Astro({ tag }: Place) {
  return (
    <>
      <ul>
        <li>
          Add it to the head of the layout. Without <code>is:inline</code>, Astro bundles or moves the script.
        </li>
      </ul>
      <pre tabindex={0}>{tag.replace('<script', '<script is:inline')}</pre>
    </>
  );
}

/** All of them; the first one is shown where none is chosen. */
export const platforms: readonly [Platform, ...Platform[]] = [
  { name: 'html', title: 'Plain HTML', Steps: Html },
  { name: 'wordpress', title: 'WordPress', Steps: WordPress },
  { name: 'shopify', title: 'Shopify', Steps: Shopify },
  { name: 'webflow', title: 'Webflow', Steps: Webflow },
  { name: 'squarespace', title: 'Squarespace', Steps: Squarespace },
  { name: 'wix', title: 'Wix', Steps: Wix },
  { name: 'gtm', title: 'Google Tag Manager', Steps: TagManager },
  { name: 'next', title: 'Next.js', Steps: Next },
  { name: 'astro', title: 'Astro', Steps: Astro },
];

/** The platform of an address; any other text is the first. */
export function platformNamed(name: string | undefined): Platform {
  return platforms.find((platform) => platform.name === name) ?? platforms[0];
}
