// What a salesperson does with a visitor, under the name: call, write, hand over, and the forms that change it.

import type { TimelineEvent, VisitorDetail } from '../../../schema/api/visitor.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { visitorHref } from '../frame/site-href.ts';
import { useTexts } from '../texts/texts.ts';
import { emailLink, phoneLink } from './contact-links.ts';
import { ChangeForms } from './forms/change-forms.tsx';
import { type FormsState, UndoButton } from './forms/form-parts.tsx';
import { isWithdrawable } from './timeline/timeline-view.tsx';

/** What has just been done, with a button that undoes it. An address can name any event: only those that the page shows count. */
export function DoneView(props: {
  site: SiteConfig;
  forms: FormsState;
  events: readonly TimelineEvent[];
  /** Where forms are sent; null: the reader may undo nothing. */
  action: string | null;
}) {
  const {
    site,
    forms: { done },
    events,
    action,
  } = props;
  const texts = useTexts().visitor.actions;
  if (!done) return null;
  const event = events.find(({ id }) => id === done.event);
  return (
    <div class="just-done">
      <p class="done" role="status">
        {done.text} {done.visitor && <a href={visitorHref(site, done.visitor)}>{texts.openNew}</a>}
      </p>
      {action !== null && event && isWithdrawable(event) && (
        <UndoButton action={action} event={event.id} text={texts.undo} what={done.text} />
      )}
    </div>
  );
}

interface ActionsProps {
  site: SiteConfig;
  visitor: VisitorDetail;
  forms: FormsState;
  /** Where forms are sent. */
  action: string;
  mayEdit: boolean;
}

/** The row. The page's script shows the button to copy, which does nothing without it. */
export function Actions({ site, visitor, forms, action, mayEdit }: ActionsProps) {
  const texts = useTexts().visitor.actions;
  const [phone, email] = [phoneLink(visitor), emailLink(visitor)];
  return (
    <div class="actions">
      {phone && (
        <a href={phone.href}>
          {texts.call} {phone.text}
        </a>
      )}
      {email && <a href={email.href}>{texts.email}</a>}
      <button type="button" data-copy={visitorHref(site, visitor.id)} hidden>
        {texts.copy}
      </button>
      <span class="also" role="status" />
      {mayEdit && <ChangeForms {...{ visitor, forms, action }} />}
    </div>
  );
}
