// "Leave me out": the reader's own visits, by address and by browser.

import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Marked } from '../../words/marked.tsx';
import { Copyable } from '../copyable.tsx';
import { SettingsForm } from '../form.tsx';
import { isLeftOut } from './own-address.ts';
import type { SettingsPageProps } from './section.tsx';

/** The card. */
export function LeaveOut({ site, mayChange, done, sent, ownRange }: SettingsPageProps) {
  const texts = useTexts().siteSettings.leaveOut;
  const form = sent?.name === 'leave-out' ? sent : { values: {}, errors: {} };
  return (
    <section class="card" id="leave-out">
      <h2>{texts.title}</h2>
      {done?.name === 'leave-out' && (
        <p class="done" role="status">
          {done.text}
        </p>
      )}
      {ownRange === null ? (
        <p>{texts.unknown}</p>
      ) : isLeftOut(site.settings.exclude.ips, ownRange) ? (
        <p>
          <Marked text={texts.isOut(ownRange)} />
        </p>
      ) : (
        <>
          <p>
            <Marked text={texts.address(ownRange)} />
          </p>
          {mayChange && (
            <SettingsForm
              name="leave-out"
              form={form}
              action={siteHref(site, '/settings')}
              send={texts.send}
            />
          )}
        </>
      )}
      <p class="apart">{texts.browser}</p>
      <Copyable id="ignore" text="leadlight('ignore', true)" button={texts.copy} />
      <p class="also">
        <Marked text={texts.undo} />
      </p>
    </section>
  );
}
