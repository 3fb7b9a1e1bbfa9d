// Single-page applications as their libraries make them: each page once, under its own title.

import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

/** The program as a script of the page. */
async function bundled(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'jsx' },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** A page that runs the program once it has been parsed. */
async function app(path: string, program: string): Promise<void> {
  site.page(path, { body: `<div id=root></div><script>${await bundled(program)}</script>` });
}

/** Clicks these links, each once the view before has come, and answers what was seen. */
async function follow(...links: string[]): Promise<unknown[]> {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  for (const [index, link] of links.entries()) {
    await page.waitForFunction(`!!document.querySelector('a[href="${link}"]')`);
    await page.click(`a[href="${link}"]`);
    await site.arrived('page_view', index + 2);
  }
  await site.quiet();
  return site.events('page_view').map(({ url, title }) => [new URL(url as string).pathname, title]);
}

const wait = 'const wait = (ms) => new Promise((done) => setTimeout(done, ms));';

test('react-router with loaders, a redirect, a guard and React’s own titles', async () => {
  await app(
    '/',
    `import { createRoot } from 'react-dom/client';
    import { createBrowserRouter, Link, Navigate, Outlet, redirect, useLoaderData } from 'react-router';
    import { RouterProvider } from 'react-router/dom';
    ${wait}
    const Page = ({ name }) => <><title>{name}</title><h1>{name}</h1></>;
    const Data = () => <Page name={useLoaderData()} />;
    const router = createBrowserRouter([{
      element: <><nav>{['/', '/data', '/old', '/members'].map((to) => <Link key={to} to={to}>{to}</Link>)}</nav><Outlet /></>,
      children: [
        { path: '/', element: <Page name="Home" /> },
        { path: '/data', loader: async () => { await wait(200); return 'Data'; }, element: <Data /> },
        { path: '/old', loader: () => redirect('/new') },
        { path: '/new', element: <Page name="New" /> },
        { path: '/members', element: <Navigate to="/login" replace /> },
        { path: '/login', element: <Page name="Log in" /> },
      ],
    }]);
    createRoot(document.getElementById('root')).render(<RouterProvider router={router} />);`,
  );
  expect(await follow('/data', '/old', '/members')).toEqual([
    ['/', 'Home'],
    ['/data', 'Data'],
    ['/new', 'New'],
    ['/login', 'Log in'],
  ]);
});

test('react-router where the title is set in an effect, once the data has come', async () => {
  await app(
    '/',
    `import { useEffect } from 'react';
    import { createRoot } from 'react-dom/client';
    import { BrowserRouter, Link, Route, Routes } from 'react-router';
    ${wait}
    function Page({ name, after }) {
      useEffect(() => { wait(after).then(() => { document.title = name; }); }, [name]);
      return <h1>{name}</h1>;
    }
    createRoot(document.getElementById('root')).render(
      <BrowserRouter>
        <Link to="/fast">fast</Link> <Link to="/slow">slow</Link>
        <Routes>
          <Route path="/" element={<Page key="1" name="Home" after={0} />} />
          <Route path="/fast" element={<Page key="2" name="Fast" after={0} />} />
          <Route path="/slow" element={<Page key="3" name="Slow" after={800} />} />
        </Routes>
      </BrowserRouter>,
    );`,
  );
  expect(await follow('/fast', '/slow')).toEqual([
    ['/', 'Home'],
    ['/fast', 'Fast'],
    ['/slow', 'Slow'],
  ]);
});

test('vue-router with a guard that waits and titles set afterwards', async () => {
  await app(
    '/',
    `import { createApp, h } from 'vue';
    import { createRouter, createWebHistory, RouterLink, RouterView } from 'vue-router';
    ${wait}
    const page = (name) => ({ component: { render: () => h('h1', name) }, meta: { title: name } });
    const router = createRouter({ history: createWebHistory(), routes: [
      { path: '/', ...page('Home') },
      { path: '/about', ...page('About') },
      { path: '/admin', ...page('Admin'), beforeEnter: async () => { await wait(100); return '/login'; } },
      { path: '/login', ...page('Log in') },
    ] });
    router.afterEach((to) => { document.title = to.meta.title; });
    createApp({ render: () => [
      h(RouterLink, { to: '/about' }, () => 'about'), h(RouterLink, { to: '/admin' }, () => 'admin'), h(RouterView),
    ] }).use(router).mount('#root');`,
  );
  expect(await follow('/about', '/admin')).toEqual([
    ['/', 'Home'],
    ['/about', 'About'],
    ['/login', 'Log in'],
  ]);
});

test('Turbo Drive', async () => {
  const head = `<script>${await bundled("import '@hotwired/turbo';")}</script>`;
  const body = '<a href="/a">a</a> <a href="/b">b</a>';
  for (const path of ['/', '/a', '/b']) site.page(path, { head, body });
  expect(await follow('/a', '/b')).toEqual([
    ['/', 'Page /'],
    ['/a', 'Page /a'],
    ['/b', 'Page /b'],
  ]);
});

test('htmx with boosted links and hx-push-url', async () => {
  const head = `<script>${await bundled("import htmx from 'htmx.org'; window.htmx = htmx;")}</script>`;
  const body = `<div hx-boost:inherited=true hx-boost=true><a href="/a">a</a></div>
    <a href="/b" hx-get="/b" hx-push-url="/b" hx-target=body>b</a>`;
  for (const path of ['/', '/a', '/b']) site.page(path, { head, body });
  expect(await follow('/a', '/b')).toEqual([
    ['/', 'Page /'],
    ['/a', 'Page /a'],
    ['/b', 'Page /b'],
  ]);
});
