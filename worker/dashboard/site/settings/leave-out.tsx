// "Leave me out": the reader's own visits, by address and by browser.

import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Marked } from '../../words/marked.tsx';
import { Copyable } from '../copyable.tsx';
import { SettingsForm } from '../form.tsx';
import { isLeftOut } from './own-address.ts';
import { Section, type SettingsPageProps, stateOf } from './section.tsx';

/** The card. */
export function LeaveOut(props: SettingsPageProps) {
  const { site, mayChange, done, ownRange } = props;
  const texts = useTexts().siteSettings.leaveOut;
  return (
    <Section name="leave-out" done={done}>
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
              form={stateOf(props, 'leave-out')}
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
    </Section>
  );
}
