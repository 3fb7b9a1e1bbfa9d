// What an alert has sent, newest first: what it told, what was answered, and a button that sends it again.

import { type Delivery, type DeliveryState, deliveryStates } from '../../../schema/api/alerts/delivery.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { visitorHref } from '../frame/site-href.ts';
import { useTexts } from '../texts/texts.ts';
import { Ago, type Clock, exactly } from '../words/clock.tsx';
import { alertHref, type ListedAlert } from './alerts-page.tsx';

interface DeliveriesProps {
  site: SiteConfig;
  alert: ListedAlert;
  deliveries: readonly Delivery[];
  nextCursor: string | null;
  isFirst: boolean;
  state: DeliveryState | null;
  mayReplay: boolean;
  clock: Clock;
}

/** The card. */
export function Deliveries(props: DeliveriesProps) {
  const { site, alert, deliveries, nextCursor, isFirst, state } = props;
  const texts = useTexts().alerts;
  const href = (search: Record<string, string | null>) => {
    const set = Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== null);
    return alertHref(site, alert.webhook.id, new URLSearchParams(set));
  };
  return (
    <section class="card access" aria-labelledby="sent">
      <h2 id="sent">{texts.sent.title}</h2>
      <nav class="platforms" aria-label={texts.columns.state}>
        <a href={href({})} aria-current={state === null ? 'page' : undefined}>
          {texts.sent.all}
        </a>
        {deliveryStates.map((each) => (
          <a href={href({ state: each })} aria-current={state === each ? 'page' : undefined}>
            {texts.deliveryStates[each]}
          </a>
        ))}
      </nav>
      {deliveries.length === 0 ? (
        <p class="empty">{texts.sent.none}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.sent.what}</th>
              <th scope="col">{texts.sent.when}</th>
              <th scope="col">{texts.columns.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {deliveries.map((delivery) => (
              <DeliveryRow {...props} delivery={delivery} />
            ))}
          </tbody>
        </table>
      )}
      <p class="pages">
        {!isFirst && <a href={href({ state })}>{texts.sent.newest}</a>}{' '}
        {nextCursor !== null && <a href={href({ state, cursor: nextCursor })}>{texts.sent.older}</a>}
      </p>
    </section>
  );
}

function DeliveryRow({ site, alert, delivery, mayReplay, clock }: DeliveriesProps & { delivery: Delivery }) {
  const texts = useTexts().alerts;
  const { id, type, at, visitor, state, attempts, status, answer, payload, nextAttempt } = delivery;
  return (
    <tr>
      <th scope="row">
        {texts.types[type]}
        {visitor !== null && (
          <span class="line">
            <a href={visitorHref(site, visitor)}>
              <bdi>{nameIn(payload) ?? texts.sent.visitor}</bdi>
            </a>
          </span>
        )}
      </th>
      <td data-name={texts.sent.when}>
        <Ago moment={at} clock={clock} />
      </td>
      <td data-name={texts.columns.state}>
        {texts.deliveryStates[state]}
        {status !== null && <span class="also line">{texts.sent.answered(status, attempts)}</span>}
        {nextAttempt !== null && (
          <span class="also line">{texts.sent.next(exactly(nextAttempt, clock))}</span>
        )}
        {(payload !== null || answer) && (
          <details>
            <summary>{texts.sent.details}</summary>
            {answer && <pre>{answer}</pre>}
            {payload !== null && <pre>{JSON.stringify(payload, null, 2)}</pre>}
          </details>
        )}
      </td>
      <td class="act">
        {mayReplay && state !== 'waiting' && (
          <form method="post" action={alertHref(site, alert.webhook.id)}>
            <input type="hidden" name="form" value="replay" />
            <input type="hidden" name="message" value={id} />
            <button type="submit" class="quiet">
              {texts.sent.replay}
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}

/** The name of the visitor in a message of the format `standard`. */
function nameIn(payload: unknown): string | null {
  const { data } = (payload ?? {}) as { data?: { visitor?: { name?: unknown; email?: unknown } } };
  const name = data?.visitor?.name ?? data?.visitor?.email;
  return typeof name === 'string' ? name : null;
}
