// The choice of a site, for tokens that cover all sites.

import { Layout, type Whereabouts } from '../frame/layout.tsx';

/** The page. `base`: the Worker's origin; `more`: there are sites that are not listed. */
export function SitesPage({ where, more, base }: { where: Whereabouts; more: boolean; base: string }) {
  const { sites } = where;
  return (
    <Layout title="Sites" where={where}>
      <h1>Sites</h1>
      {sites.length === 0 ? (
        <NoSites base={base} />
      ) : (
        <ul class="site-list">
          {sites.map(({ id, name }) => (
            <li>
              <a class="card" href={`/s/${id}`}>
                <b>{name}</b>
                <span class="also">{id}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {more && (
        <p class="note">
          These are the first {sites.length}. Any other is at <code>{base}/s/</code> and its id.
        </p>
      )}
    </Layout>
  );
}

function NoSites({ base }: { base: string }) {
  const body = '{"name":"Acme","origins":["https://example.com"]}';
  return (
    <section class="card empty-site">
      <h2>No site yet</h2>
      <p>Create the first one with the token that you signed in with. The response has the tag to paste:</p>
      <pre tabindex={0}>{`curl ${base}/v1/sites -H "Authorization: Bearer TOKEN" -d '${body}'`}</pre>
      <p>
        The rest is at <a href="/docs">the API's pages</a>.
      </p>
    </section>
  );
}
