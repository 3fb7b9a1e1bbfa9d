// The page behind a link for a colleague: the person's score, chart, explanation and timeline, and no way to anything else.

import type { Explanation, TimelineEvent, VisitorDetail } from '../../../../schema/api/visitor.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout } from '../../frame/layout.tsx';
import { alsoKnown, nameOf } from '../../frame/person.tsx';
import { ScoreNow } from '../../people/score-now.tsx';
import { useTexts } from '../../texts/texts.ts';
import { ExplanationView } from '../../visitor/explanation-view.tsx';
import { ScoreChart } from '../../visitor/score-chart.tsx';
import { TimelineView } from '../../visitor/timeline/timeline-view.tsx';
import { type Clock, Day } from '../../words/clock.tsx';

interface SharedPageProps {
  site: SiteConfig;
  visitor: VisitorDetail;
  explanation: Explanation;
  events: readonly TimelineEvent[];
  olderHref: string | null;
  /** When the link ends, UTC ms. */
  expiresAt: number;
  clock: Clock;
}

/** The page. Its title names nobody, because chats show the titles of links. */
export function SharedPage(props: SharedPageProps) {
  const { site, visitor, explanation, events, olderHref, expiresAt, clock } = props;
  const all = useTexts();
  const texts = all.share.page;
  const { halfLifeDays, levels } = site.served.model;
  return (
    <Layout title={texts.title} isAlone>
      <p class="note">
        {texts.note} {texts.until} <Day moment={expiresAt} clock={clock} />.
      </p>
      <div class="heading">
        <div>
          <h1>
            <bdi>{nameOf(visitor, all)}</bdi>
          </h1>
          <p class="also">
            {alsoKnown(visitor).map((text, index) => (
              <>
                {index > 0 && ' · '}
                <bdi>{text}</bdi>
              </>
            ))}
          </p>
        </div>
        <div class="standing">
          <ScoreNow score={explanation.score} visitor={visitor} site={site} />
        </div>
      </div>
      <ScoreChart
        explanation={explanation}
        halfLifeDays={halfLifeDays}
        hot={levels[0]}
        shown={new Set(events.map(({ id }) => id))}
        clock={clock}
      />
      <div class="columns">
        <div>
          <ExplanationView explanation={explanation} halfLifeDays={halfLifeDays} clock={clock} />
        </div>
        <TimelineView
          events={events}
          explanation={explanation}
          origins={site.origins}
          devices={visitor.devices}
          model={site.served.model}
          actors={new Map()}
          kinds="all"
          hrefOf={null}
          action={null}
          olderHref={olderHref}
          clock={clock}
        />
      </div>
      <footer class="foot">{texts.times(clock.zone)}</footer>
    </Layout>
  );
}
