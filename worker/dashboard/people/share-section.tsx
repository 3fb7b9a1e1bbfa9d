// The links for colleagues on a person's page: those that are valid, each with a button that revokes it, and a form for another.

import { type Share, shareDays } from '../../../schema/api/visitors/share.ts';
import { useTexts } from '../texts/texts.ts';
import { type Clock, Day } from '../words/clock.tsx';

interface ShareSectionProps {
  shares: readonly Share[];
  /** Where the forms are sent. */
  action: string;
  clock: Clock;
}

/** The section, for who may make links. */
export function ShareSection({ shares, action, clock }: ShareSectionProps) {
  const texts = useTexts().share;
  return (
    <section class="card access" aria-labelledby="shares">
      <h2 id="shares">{texts.title}</h2>
      <p class="also">{texts.intro}</p>
      {shares.length > 0 && (
        <ul class="shares">
          {shares.map(({ id, by, expiresAt }) => (
            <li>
              <form method="post" action={action}>
                <input type="hidden" name="form" value="revoke" />
                <input type="hidden" name="share" value={id} />
                {texts.until} <Day moment={expiresAt} clock={clock} />,{' '}
                <bdi>{texts.by(by.id === 'bootstrap' ? texts.owner : (by.label ?? by.id))}</bdi>{' '}
                <button type="submit" class="quiet">
                  {texts.revoke}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={action}>
        <input type="hidden" name="form" value="make" />
        <label for="share-days">{texts.days}</label>{' '}
        <select id="share-days" name="days">
          {shareDays.map((days) => (
            <option value={String(days)} selected={days === 7}>
              {texts.day(days)}
            </option>
          ))}
        </select>{' '}
        <button type="submit">{texts.make}</button>
      </form>
    </section>
  );
}
