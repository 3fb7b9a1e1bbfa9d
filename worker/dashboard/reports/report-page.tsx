// The frame of the pages of reports: tabs, the choice of the period, and the progress of the count.

import type { Child } from 'hono/jsx';
import type { PredictionAnswer } from '../../../schema/api/reports/prediction.ts';
import { channels } from '../../../schema/api/visitors/channel.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import type { Survey } from '../../flows/reports/survey.ts';
import { calendarOf } from '../../score/rules/calendar.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { ModelChoice, ModelField } from '../frame/model-choice.tsx';
import { useTexts } from '../texts/texts.ts';
import { type Clock, shortDay } from '../words/clock.tsx';
import { countText } from '../words/points.ts';
import { periodDays, type ReportName, type ReportView, reportHref, reportNames } from './report-view.ts';

interface ViewProps {
  site: SiteConfig;
  name: ReportName;
  view: ReportView;
}

interface PageProps extends ViewProps {
  where: Whereabouts;
  /** What is shown, from the first moment until before the last; null: nothing is counted yet. */
  period: { from: number; to: number } | null;
  /** What is being counted, or predicted. */
  counting: Survey['counting'] | PredictionAnswer['running'];
  clock: Clock;
  children: Child;
}

/** A page; `children`: its card. */
export function ReportPage({ where, site, name, view, period, counting, clock, children }: PageProps) {
  const { reports: texts } = useTexts();
  // The overview reads every lead, so it does not refresh by itself.
  const live = { ...(name !== 'overview' && { 'data-live': counting ? '2' : '60' }) };
  return (
    <Layout
      title={`${texts.tabs[name]} · ${texts.title} · ${site.name}`}
      where={where}
      of={{ site, page: '/reports' }}
    >
      <h1>{texts.title}</h1>
      <ModelChoice site={site} hrefOf={(by) => reportHref(by, name, view)} />
      <nav class="tabs" aria-label={texts.tabs.label}>
        <ul>
          {reportNames.map((each) => (
            <li>
              <a href={reportHref(site, each, view)} aria-current={each === name ? 'page' : undefined}>
                {texts.tabs[each]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {name !== 'prediction' && <PeriodChoice {...{ site, name, view, period, clock }} />}
      <div {...live}>
        {counting && <Progress counting={counting} href={reportHref(site, name, view)} />}
        {period && (
          <p class="also">{texts.period(shortDay(period.from, clock), shortDay(period.to - 1, clock))}</p>
        )}
        {children}
      </div>
    </Layout>
  );
}

function Progress({ counting, href }: { counting: NonNullable<PageProps['counting']>; href: string }) {
  const { locale, reports } = useTexts();
  const { done, total } = counting;
  const said = 'stage' in counting ? reports.prediction.running[counting.stage] : reports.counting;
  return (
    <p role="status">
      {said(countText(done, locale), countText(total, locale))}{' '}
      <progress value={done} max={Math.max(1, total)} aria-hidden="true" />{' '}
      <a href={href}>{reports.reload}</a>
    </p>
  );
}

type ChoiceProps = ViewProps & Pick<PageProps, 'period' | 'clock'>;

function PeriodChoice({ site, name, view, period, clock }: ChoiceProps) {
  const { locale, reports } = useTexts();
  const { periods } = reports;
  const { dayOf } = calendarOf(site.served.timeZone);
  const dateOf = (moment: number) => new Date(dayOf(moment) * dayMs).toISOString().slice(0, 10);
  const today = dateOf(clock.now);
  const [from, to] = period ? [dateOf(period.from), dateOf(period.to - 1)] : [view.from, view.to];
  return (
    <div class="tools periods">
      <nav class="sorting" aria-label={periods.label}>
        {periods.label}
        {periodDays.map((days) => (
          <a
            href={reportHref(site, name, view, { days })}
            aria-current={view.days === days ? 'page' : undefined}
          >
            {periods.days(countText(days, locale))}
          </a>
        ))}
      </nav>
      <form action={reportHref({ ...site }, name, view).split('?')[0]}>
        <ModelField site={site} />
        {view.by !== 'channel' && <input type="hidden" name="by" value={view.by} />}
        <label>
          {periods.from} <input type="date" name="from" value={from} max={today} required />
        </label>
        <label>
          {periods.to} <input type="date" name="to" value={to} max={today} required />
        </label>
        {name === 'overview' ? (
          view.channel && <input type="hidden" name="channel" value={view.channel} />
        ) : (
          <ChannelChoice chosen={view.channel} />
        )}
        <button type="submit">{periods.show}</button>
      </form>
    </div>
  );
}

/** Whose history is counted: of everybody, or of those whose first visit came by a channel. */
function ChannelChoice({ chosen }: { chosen: ReportView['channel'] }) {
  const { people, reports } = useTexts();
  const { channel, anyChannel } = reports.periods;
  return (
    <label>
      {channel}{' '}
      <select name="channel">
        <option value="">{anyChannel}</option>
        {channels.map((each) => (
          <option value={each} selected={each === chosen}>
            {people.channels[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
