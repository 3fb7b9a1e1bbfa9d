// One visitor: identity, score and status, explanation, and timeline.

import type { Share } from '../../../schema/api/share.ts';
import type { Explanation, TimelineEvent, VisitorDetail } from '../../../schema/api/visitor.ts';
import type { Colleagues } from '../../flows/companies/colleagues.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { ModelChoice } from '../frame/model-choice.tsx';
import { alsoKnown, nameOf, ScoreBar, StatusBadge } from '../frame/person.tsx';
import { siteHref, trailSearch, visitorHref } from '../frame/site-href.ts';
import { FactItem, SeenFacts } from '../people/facts.tsx';
import { ShareSection } from '../people/share-section.tsx';
import { type Clock, Day } from '../words/clock.tsx';
import { centsText, pointsText } from '../words/points.ts';
import { Actions } from './actions-view.tsx';
import type { FormsState } from './change-forms.tsx';
import { ColleaguesView } from './colleagues-view.tsx';
import { ExplanationView } from './explanation-view.tsx';
import { FitView } from './fit-view.tsx';
import { Known } from './known-view.tsx';
import { ScoreChart } from './score-chart.tsx';
import { TimelineView } from './timeline-view.tsx';

/** The page's data. */
export interface VisitorPageProps {
  where: Whereabouts;
  site: SiteConfig;
  visitor: VisitorDetail;
  colleagues: Colleagues | null;
  explanation: Explanation;
  events: readonly TimelineEvent[];
  olderHref: string | null;
  /** The list that it was reached from, as the page's own links keep it, and its address. */
  back: { trail: string; href: string };
  clock: Clock;
  /** The permissions of the signed-in person. */
  may: { edit: boolean; erase: boolean };
  forms: FormsState;
  /** The links for colleagues; null for who may not make one. */
  shares: readonly Share[] | null;
}

/** The page. */
export function VisitorPage(props: VisitorPageProps) {
  const { where, site, visitor, explanation, events, olderHref, back, clock } = props;
  const { halfLifeDays } = site.served.model;
  return (
    <Layout title={`${nameOf(visitor)} · ${site.name}`} where={where} of={{ site, page: null }}>
      <p class="back">
        <a href={back.href}>Visitors</a>
      </p>
      <ModelChoice site={site} hrefOf={(by) => visitorHref(by, visitor.id, trailSearch(back.trail))} />
      <Heading {...props} />
      <Actions
        site={site}
        visitor={visitor}
        forms={props.forms}
        trail={back.trail}
        mayEdit={props.may.edit}
      />
      <ScoreChart
        explanation={explanation}
        halfLifeDays={halfLifeDays}
        hot={site.served.model.levels[0]}
        shown={new Set(events.map(({ id }) => id))}
        clock={clock}
      />
      <div class="columns">
        <div>
          <ExplanationView explanation={explanation} halfLifeDays={halfLifeDays} clock={clock} />
          {explanation.fit && <FitView fit={explanation.fit} />}
          <Known visitor={visitor} clock={clock} />
          {props.shares && (
            <ShareSection
              shares={props.shares}
              action={siteHref(site, `/visitors/${encodeURIComponent(visitor.id)}/shares`)}
              clock={clock}
            />
          )}
          <Data {...props} />
        </div>
        <TimelineView
          events={events}
          explanation={explanation}
          origins={site.origins}
          devices={visitor.devices}
          olderHref={olderHref}
          clock={clock}
        />
      </div>
      <footer class="foot">Times are in {clock.zone}.</footer>
    </Layout>
  );
}

function Heading({ visitor, colleagues, explanation: { score }, site, clock }: VisitorPageProps) {
  const known = alsoKnown(visitor);
  return (
    <div class="heading">
      <div>
        <h1>
          <bdi>{nameOf(visitor)}</bdi>
        </h1>
        <p class="also">
          {known.map((text) => (
            <>
              <bdi>{text}</bdi> ·{' '}
            </>
          ))}
          {identityNote(visitor)}
        </p>
        <ColleaguesView site={site} colleagues={colleagues} />
      </div>
      <div class="standing">
        <p>
          <span class="amount">{centsText(score * 100)}</span> <StatusBadge visitor={visitor} />
        </p>
        <ScoreBar score={score} level={visitor.level} site={site} />
        <Outlook visitor={visitor} clock={clock} />
      </div>
      <Facts visitor={visitor} clock={clock} />
    </div>
  );
}

function identityNote({ identified, verified }: VisitorDetail): string {
  if (!identified) return 'Not identified yet';
  return verified ? 'Identity verified by your server' : 'Identity claimed in the browser';
}

function Outlook({ visitor: { coolsAt, status }, clock }: { visitor: VisitorDetail; clock: Clock }) {
  if (coolsAt === null) return null;
  return (
    <p class="also">
      Stays {status} until <Day moment={coolsAt} clock={clock} /> if nothing more happens.
    </p>
  );
}

function Facts({ visitor, clock }: { visitor: VisitorDetail; clock: Clock }) {
  const { nextAction, cell, fitScore, source, visits, firstSeen, lastSeen } = visitor;
  return (
    <dl class="facts">
      {nextAction !== null && (
        <FactItem name="Next" class="next">
          {nextAction}
        </FactItem>
      )}
      {cell !== null && fitScore !== null && (
        <FactItem name="Fit">
          {cell}, {pointsText(fitScore)} of 100
        </FactItem>
      )}
      <SeenFacts lastSeen={lastSeen} firstSeen={firstSeen} clock={clock} />
      <FactItem name="Visits">{visits || '–'}</FactItem>
      <FactItem name="Came from">
        <bdi>{source}</bdi>
      </FactItem>
    </dl>
  );
}

/** Links to answer a person's privacy requests. */
function Data({ site, visitor, back, may }: VisitorPageProps) {
  const href = (what: string) =>
    siteHref(site, `/visitors/${encodeURIComponent(visitor.id)}/${what}`, trailSearch(back.trail));
  return (
    <section class="card" aria-labelledby="data">
      <h2 id="data">Privacy requests</h2>
      <ul class="data">
        <li>
          <a href={href('export')} download>
            Export all data
          </a>
        </li>
        {may.erase && (
          <li>
            <a href={href('erase')}>Erase …</a>
          </li>
        )}
      </ul>
    </section>
  );
}
