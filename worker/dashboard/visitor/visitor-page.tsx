// One visitor: identity, score and status, explanation, and timeline.

import type { Explanation, TimelineEvent, VisitorDetail } from '../../../schema/api/visitor.ts';
import type { Share } from '../../../schema/api/visitors/share.ts';
import type { Colleagues } from '../../flows/companies/colleagues.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { ModelChoice } from '../frame/model-choice.tsx';
import { actionText, alsoKnown, nameOf, originText, statusText } from '../frame/person.tsx';
import { siteHref, trailSearch, visitorHref } from '../frame/site-href.ts';
import { FactItem, SeenFacts } from '../people/facts.tsx';
import { ScoreNow } from '../people/score-now.tsx';
import { ShareSection } from '../people/share-section.tsx';
import { useTexts } from '../texts/texts.ts';
import { type Clock, Day } from '../words/clock.tsx';
import { countText, pointsText } from '../words/points.ts';
import { Actions, DoneView } from './actions-view.tsx';
import { ColleaguesView } from './colleagues-view.tsx';
import { ExplanationView } from './explanation-view.tsx';
import { FitView } from './fit-view.tsx';
import type { FormsState } from './forms/form-parts.tsx';
import { LeadView, type OwnerNames } from './forms/lead-view.tsx';
import { Known } from './known-view.tsx';
import { OddsView } from './odds-view.tsx';
import { ScoreChart } from './score-chart.tsx';
import { type KindGroup, timelineHref } from './timeline/kind-filter.tsx';
import { TimelineView } from './timeline/timeline-view.tsx';

/** The page's data. */
export interface VisitorPageProps {
  where: Whereabouts;
  site: SiteConfig;
  visitor: VisitorDetail;
  colleagues: Colleagues | null;
  explanation: Explanation;
  events: readonly TimelineEvent[];
  /** The cursor of older events; null: there are none. */
  older: string | null;
  kinds: KindGroup;
  /** The newest note. */
  note: TimelineEvent | null;
  /** Null: the signed-in person may only read. */
  owners: OwnerNames | null;
  /** Labels of tokens by id. */
  actors: ReadonlyMap<string, string>;
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
  const { where, site, visitor, explanation, events, older, kinds, back, clock, may, actors, forms } = props;
  const all = useTexts();
  const texts = all.visitor;
  const { halfLifeDays } = site.served.model;
  const action = visitorHref(site, visitor.id, trailSearch(back.trail));
  const undoing = may.edit ? action : null;
  const of = { site, visitor: visitor.id, trail: back.trail };
  return (
    <Layout title={`${nameOf(visitor, all)} · ${site.name}`} where={where} of={{ site, page: null }}>
      <p class="back">
        <a href={back.href}>{texts.back}</a>
      </p>
      <ModelChoice site={site} hrefOf={(by) => visitorHref(by, visitor.id, trailSearch(back.trail))} />
      <Heading {...props} />
      <DoneView site={site} forms={forms} events={events} action={undoing} />
      <Actions site={site} visitor={visitor} forms={forms} action={action} mayEdit={may.edit} />
      <LeadView {...{ visitor, forms, action, actors, clock }} owners={props.owners} note={props.note} />
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
          <OddsView site={site} visitor={visitor} />
          {explanation.fit && <FitView fit={explanation.fit} traits={visitor.traits} />}
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
          {...{ events, explanation, actors, kinds, clock }}
          model={site.served.model}
          origins={site.origins}
          devices={visitor.devices}
          hrefOf={(group) => timelineHref(of, group)}
          olderHref={older && timelineHref(of, kinds, older)}
          action={undoing}
        />
      </div>
      <footer class="foot">{texts.zone(clock.zone)}</footer>
    </Layout>
  );
}

function Heading({ visitor, colleagues, explanation: { score }, site, clock }: VisitorPageProps) {
  const known = alsoKnown(visitor);
  const all = useTexts();
  const texts = all.visitor;
  return (
    <div class="heading">
      <div>
        <h1>
          <bdi>{nameOf(visitor, all)}</bdi>
        </h1>
        <p class="also">
          {known.map((text) => (
            <>
              <bdi>{text}</bdi> ·{' '}
            </>
          ))}
          {visitor.identified ? (visitor.verified ? texts.verified : texts.claimed) : texts.anonymous}
        </p>
        <ColleaguesView site={site} colleagues={colleagues} />
      </div>
      <div class="standing">
        <ScoreNow score={score} visitor={visitor} site={site} />
        <Outlook visitor={visitor} clock={clock} />
      </div>
      <Facts visitor={visitor} clock={clock} />
    </div>
  );
}

function Outlook({ visitor: { coolsAt, status }, clock }: { visitor: VisitorDetail; clock: Clock }) {
  const texts = useTexts();
  if (coolsAt === null) return null;
  const [before, after] = texts.visitor.stays(statusText(status, texts));
  return (
    <p class="also">
      {before}
      <Day moment={coolsAt} clock={clock} />
      {after}
    </p>
  );
}

function Facts({ visitor, clock }: { visitor: VisitorDetail; clock: Clock }) {
  const all = useTexts();
  const texts = all.visitor.facts;
  const { nextAction, cell, fitScore, visits, firstSeen, lastSeen } = visitor;
  return (
    <dl class="facts">
      {nextAction !== null && (
        <FactItem name={texts.next} class="next">
          {actionText(nextAction, all)}
        </FactItem>
      )}
      {cell !== null && fitScore !== null && (
        <FactItem name={texts.fit}>
          {cell}, {pointsText(fitScore, all.locale)} {texts.fitOf}
        </FactItem>
      )}
      <SeenFacts lastSeen={lastSeen} firstSeen={firstSeen} clock={clock} />
      <FactItem name={texts.visits}>{visits === 0 ? '–' : countText(visits, all.locale)}</FactItem>
      <FactItem name={texts.source}>
        <bdi>{originText(visitor, all)}</bdi>
      </FactItem>
    </dl>
  );
}

/** Links to answer a person's privacy requests. */
function Data({ site, visitor, back, may }: VisitorPageProps) {
  const texts = useTexts().visitor.privacy;
  const href = (what: string) =>
    siteHref(site, `/visitors/${encodeURIComponent(visitor.id)}/${what}`, trailSearch(back.trail));
  return (
    <section class="card" aria-labelledby="data">
      <h2 id="data">{texts.title}</h2>
      <ul class="data">
        <li>
          <a href={href('export')} download>
            {texts.exportAll}
          </a>
        </li>
        {may.erase && (
          <li>
            <a href={href('erase')}>{texts.erase}</a>
          </li>
        )}
      </ul>
    </section>
  );
}
