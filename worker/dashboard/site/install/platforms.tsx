// Where the tag goes on each platform. docs/install.md has the reasons and more; test/repository/docs/install.test.ts compares them.

import { useTexts } from '../../texts/texts.ts';
import { Marked } from '../../words/marked.tsx';

/** What the steps contain: the script's URL, and the whole tag. */
interface Place {
  url: string;
  tag: string;
}

/** A platform: `name` in addresses, `title` as in docs/install.md; `code` stands between the steps before and after it. */
export interface Platform {
  name: 'html' | 'wordpress' | 'shopify' | 'webflow' | 'squarespace' | 'wix' | 'gtm' | 'next' | 'astro';
  title: string;
  code?: (place: Place) => string;
}

/** All of them; the first one is shown where none is chosen. */
export const platforms: readonly [Platform, ...Platform[]] = [
  { name: 'html', title: 'Plain HTML' },
  {
    name: 'wordpress',
    title: 'WordPress',
    code: ({ url }) => `add_action('wp_enqueue_scripts', function () {
  wp_enqueue_script('leadlight', '${url}', [], null, ['strategy' => 'defer']);
});`,
  },
  { name: 'shopify', title: 'Shopify' },
  { name: 'webflow', title: 'Webflow' },
  { name: 'squarespace', title: 'Squarespace' },
  { name: 'wix', title: 'Wix' },
  { name: 'gtm', title: 'Google Tag Manager' },
  {
    name: 'next',
    title: 'Next.js',
    code: ({ url }) => `import Script from 'next/script';

<Script src="${url}" strategy="afterInteractive" />`,
  },
  { name: 'astro', title: 'Astro', code: ({ tag }) => tag.replace('<script', '<script is:inline') },
];

/** The platform of an address; any other text is the first. */
export function platformNamed(name: string | undefined): Platform {
  return platforms.find((platform) => platform.name === name) ?? platforms[0];
}

/** The title in the reader's language: that of plain HTML is no name. */
export function PlatformTitle({ platform: { name, title } }: { platform: Platform }) {
  const { htmlTitle } = useTexts().sitePlatforms;
  return <>{name === 'html' ? htmlTitle : title}</>;
}

/** The steps of a platform. */
export function PlatformSteps({ platform, ...place }: Place & { platform: Platform }) {
  const { before, after } = useTexts().sitePlatforms.steps[platform.name];
  return (
    <>
      <h3>
        <PlatformTitle platform={platform} />
      </h3>
      <Steps steps={before} />
      {platform.code && <pre tabindex={0}>{platform.code(place)}</pre>}
      <Steps steps={after} />
    </>
  );
}

function Steps({ steps }: { steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <ul>
      {steps.map((step) => (
        <li>
          <Marked text={step} />
        </li>
      ))}
    </ul>
  );
}
