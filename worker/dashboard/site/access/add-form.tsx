// The form that adds a token or a person, and the page that shows a new token, once.

import { roles } from '../../../../schema/api/role.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Complaint, describedBy, FieldNotes } from '../../words/field-notes.tsx';
import { Copyable } from '../copyable.tsx';

/** When a token may expire, in days from now. */
export const expiryDays = [7, 30, 90, 365] as const;

/** A form that was not accepted: what was typed, and what is wrong by field; '' is the form as a whole. */
export interface SentAccess {
  fields: URLSearchParams;
  errors: Readonly<Record<string, string>>;
}

interface AddFormProps {
  site: SiteConfig;
  me: { isForAll: boolean };
  hasAccess: boolean;
  sent: SentAccess | null;
}

/** The form. Only who may open every site can give that to others. */
export function AddForm({ site, me, hasAccess, sent }: AddFormProps) {
  const all = useTexts().access;
  const texts = all.add;
  const typed = (name: string) => sent?.fields.get(name) ?? '';
  return (
    <section class="card actions access" aria-labelledby="add">
      <h2 id="add">{texts.title}</h2>
      <form method="post" action={siteHref(site, '/access')}>
        <input type="hidden" name="form" value="add" />
        <Field sent={sent} name="name" label={texts.name} hint={texts.nameHint}>
          {{ maxlength: 120, required: true, autocomplete: 'off' }}
        </Field>
        {hasAccess && (
          <Field sent={sent} name="email" label={texts.email} hint={texts.emailHint}>
            {{ type: 'email', maxlength: 254, autocomplete: 'off' }}
          </Field>
        )}
        <fieldset class="wide" aria-describedby={sent?.errors.role ? 'role-error' : undefined}>
          <legend>{texts.role}</legend>
          {roles.map((role) => (
            <label class="line">
              <input type="radio" name="role" value={role} required checked={typed('role') === role} />{' '}
              {all.roles[role]}
            </label>
          ))}
          <Complaint id="role-error" text={sent?.errors.role} />
        </fieldset>
        {me.isForAll && (
          <div class="field">
            <label for="scope">{texts.scope}</label>
            <select id="scope" name="scope">
              <option value="site">{`${texts.thisSite}: ${site.name}`}</option>
              <option value="all" selected={typed('scope') === 'all'}>
                {all.allSites}
              </option>
            </select>
          </div>
        )}
        <div class="field">
          <label for="expires">{texts.expires}</label>
          <select id="expires" name="expires" aria-describedby={sent?.errors.expires && 'expires-error'}>
            {expiryDays.map((days) => (
              <option
                value={String(days)}
                selected={typed('expires') === String(days) || (days === 90 && !sent)}
              >
                {texts.days(days)}
              </option>
            ))}
            <option value="never" selected={typed('expires') === 'never'}>
              {all.never}
            </option>
          </select>
          <Complaint id="expires-error" text={sent?.errors.expires} />
        </div>
        <button type="submit">{texts.send}</button>
      </form>
    </section>
  );
}

interface FieldProps {
  sent: SentAccess | null;
  name: string;
  label: string;
  hint: string;
  children: Record<string, unknown>;
}

function Field({ sent, name, label, hint, children }: FieldProps) {
  const error = sent?.errors[name];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        value={sent?.fields.get(name) ?? ''}
        {...describedBy(name, { error, hint })}
        {...children}
      />
      <FieldNotes id={name} error={error} hint={hint} />
    </div>
  );
}

interface MadePageProps {
  where: Whereabouts;
  site: SiteConfig;
  label: string;
  /** Null: it is for an email. */
  token: string | null;
  email: string | null;
  /** Null where the token opens no page. */
  link: string | null;
}

/** What was made. The token is in this answer only. */
export function MadePage({ where, site, label, token, email, link }: MadePageProps) {
  const all = useTexts().access;
  const texts = all.made;
  return (
    <Layout title={`${all.title} · ${site.name}`} where={where} of={{ site, page: '/install' }}>
      <section class="card access">
        <h1>
          <bdi>{texts.title(label)}</bdi>
        </h1>
        {email !== null && (
          <p>
            <bdi>{texts.email(email)}</bdi>
          </p>
        )}
        {link !== null && (
          <>
            <p>{texts.link}</p>
            <Copyable id="link" text={link} button={texts.copyLink} />
          </>
        )}
        {token !== null && (
          <>
            <p>{texts.token}</p>
            <Copyable id="secret" text={token} button={texts.copyToken} />
            <p>{texts.secret}</p>
            <p>
              <b>{texts.once}</b>
            </p>
          </>
        )}
        <p>
          <a href={siteHref(site, '/access')}>{texts.done}</a>
        </p>
      </section>
    </Layout>
  );
}
