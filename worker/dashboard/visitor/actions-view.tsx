// What a salesperson does with a visitor, under the name: call, write, hand over, and the forms that change it.

import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { trailSearch, visitorHref } from '../frame/site-href.ts';
import { ChangeForms, type FormsState } from './change-forms.tsx';
import { emailLink, phoneLink } from './contact-links.ts';

interface ActionsProps {
  site: SiteConfig;
  visitor: VisitorDetail;
  forms: FormsState;
  /** The list that the page was reached from. */
  trail: string;
  mayEdit: boolean;
}

/** The row. The page's script shows the button to copy, which does nothing without it. */
export function Actions({ site, visitor, forms, trail, mayEdit }: ActionsProps) {
  const action = visitorHref(site, visitor.id, trailSearch(trail));
  const [phone, email] = [phoneLink(visitor), emailLink(visitor)];
  return (
    <>
      {forms.done && (
        <p class="done" role="status">
          {forms.done.text}{' '}
          {forms.done.visitor && <a href={visitorHref(site, forms.done.visitor)}>Open the new visitor</a>}
        </p>
      )}
      <div class="actions">
        {phone && <a href={phone.href}>Call {phone.text}</a>}
        {email && <a href={email.href}>Email</a>}
        <button type="button" data-copy={visitorHref(site, visitor.id)} hidden>
          Copy link
        </button>
        <span class="also" role="status" />
        {mayEdit && <ChangeForms {...{ visitor, forms, action }} />}
      </div>
    </>
  );
}
