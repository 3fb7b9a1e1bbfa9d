// What a salesperson does with a visitor, under the name: the forms that change it, and what they have just done.

import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { trailSearch, visitorHref } from '../frame/site-href.ts';
import { ChangeForms, type FormsState } from './change-forms.tsx';

interface ActionsProps {
  site: SiteConfig;
  visitor: VisitorDetail;
  forms: FormsState;
  /** The list that the page was reached from. */
  trail: string;
  mayEdit: boolean;
}

/** The row. */
export function Actions({ site, visitor, forms, trail, mayEdit }: ActionsProps) {
  const action = visitorHref(site, visitor.id, trailSearch(trail));
  return (
    <>
      {forms.done && (
        <p class="done" role="status">
          {forms.done.text}{' '}
          {forms.done.visitor && <a href={visitorHref(site, forms.done.visitor)}>Open the new visitor</a>}
        </p>
      )}
      <div class="actions">{mayEdit && <ChangeForms {...{ visitor, forms, action }} />}</div>
    </>
  );
}
