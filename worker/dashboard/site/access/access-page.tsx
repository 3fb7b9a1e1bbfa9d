// Who may sign in to a site: a row for each token or person, with a button that revokes it, and the form that adds one.

import type { SiteConfig } from '../../../store/sites/site-config.ts';
import type { TokenSummary } from '../../../store/sites/tokens.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { type Clock, Day } from '../../words/clock.tsx';
import { SiteTabs } from '../site-tabs.tsx';
import { AddForm, type SentAccess } from './add-form.tsx';

/** The page's data. */
export interface AccessPageProps {
  where: Whereabouts;
  site: SiteConfig;
  tokens: readonly TokenSummary[];
  /** There are tokens that are not listed. */
  more: boolean;
  /** Who has signed in: the id of a token, and whether for every site. */
  me: { id: string; isForAll: boolean };
  /** Whether Cloudflare Access is set up, which the field for an email needs. */
  hasAccess: boolean;
  /** What was sent and not accepted. */
  sent: SentAccess | null;
  /** Something was revoked just now. */
  isRevoked: boolean;
  clock: Clock;
}

/** The page. */
export function AccessPage(props: AccessPageProps) {
  const { where, site, tokens, more, me, sent, isRevoked } = props;
  const texts = useTexts().access;
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/install' }}>
      <h1>{texts.title}</h1>
      <SiteTabs site={site} where={where} here="access" />
      <p class="also">{texts.intro}</p>
      {isRevoked && (
        <p class="done" role="status">
          {texts.revoked}
        </p>
      )}
      {sent?.errors[''] && (
        <p class="complaint" role="alert">
          {sent.errors['']}
        </p>
      )}
      <section class="card access" aria-label={texts.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.columns.name}</th>
              <th scope="col">{texts.columns.role}</th>
              <th scope="col">{texts.columns.site}</th>
              <th scope="col">{texts.columns.expires}</th>
              <th scope="col">{texts.columns.signedIn}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <TokenRow {...props} token={token} />
            ))}
            {me.isForAll && <OwnerRow isMe={me.id === 'bootstrap'} />}
          </tbody>
        </table>
        {!me.isForAll && <p class="note">{texts.others}</p>}
        {more && <p class="note">{texts.more(tokens.length)}</p>}
      </section>
      <AddForm {...props} />
    </Layout>
  );
}

function TokenRow({ token, site, me, clock }: AccessPageProps & { token: TokenSummary }) {
  const texts = useTexts().access;
  const { id, label, email, role, expiresAt, signedInAt } = token;
  return (
    <tr>
      <th scope="row">
        <b>
          <bdi>{label}</bdi>
        </b>
        {id === me.id && <span class="also"> ({texts.you})</span>}
        {email !== null && (
          <span class="also line">
            <bdi>{email}</bdi>
          </span>
        )}
      </th>
      <td data-name={texts.columns.role}>{texts.roleNames[role]}</td>
      <td data-name={texts.columns.site}>{token.site === null ? texts.allSites : <bdi>{site.name}</bdi>}</td>
      <td data-name={texts.columns.expires}>
        {expiresAt === null ? texts.never : <Expiry at={expiresAt} clock={clock} />}
      </td>
      <td data-name={texts.columns.signedIn}>
        {signedInAt === null ? '–' : <Day moment={signedInAt} clock={clock} />}
      </td>
      <td class="act">{id !== me.id && <Revoke site={site} id={id} label={label} />}</td>
    </tr>
  );
}

function Expiry({ at, clock }: { at: number; clock: Clock }) {
  const texts = useTexts().access;
  if (at > clock.now) return <Day moment={at} clock={clock} />;
  return (
    <span class="over">
      {texts.ended} <Day moment={at} clock={clock} />
    </span>
  );
}

/** Opens before it revokes: a press by mistake locks nobody out. */
function Revoke({ site, id, label }: { site: SiteConfig; id: string; label: string }) {
  const texts = useTexts().access;
  return (
    <details>
      <summary aria-label={texts.revokeName(label)}>{texts.revoke}</summary>
      <form method="post" action={siteHref(site, '/access')}>
        <p class="hint">
          <bdi>{texts.sure(label)}</bdi>
        </p>
        <input type="hidden" name="form" value="revoke" />
        <input type="hidden" name="id" value={id} />
        <button type="submit" class="danger">
          {texts.revoke}
        </button>
      </form>
    </details>
  );
}

/** ADMIN_TOKEN is no row of the database, and cannot be revoked here: so somebody can always sign in. */
function OwnerRow({ isMe }: { isMe: boolean }) {
  const texts = useTexts().access;
  return (
    <tr>
      <th scope="row">
        <b>{texts.owner}</b>
        {isMe && <span class="also"> ({texts.you})</span>}
        <span class="also line">{texts.ownerNote}</span>
      </th>
      <td data-name={texts.columns.role}>{texts.roleNames.admin}</td>
      <td data-name={texts.columns.site}>{texts.allSites}</td>
      <td data-name={texts.columns.expires}>{texts.never}</td>
      <td data-name={texts.columns.signedIn}>–</td>
      <td />
    </tr>
  );
}
