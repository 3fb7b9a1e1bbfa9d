// The page of segments: each with what it filters, how many members it has, and how many it had.

import { type SegmentAnswer, segmentLimits } from '../../../../schema/api/alerts/segment.ts';
import { defaultModelName } from '../../../../schema/model/model.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import type { Clock } from '../../words/clock.tsx';
import { countText } from '../../words/points.ts';
import { everyone } from '../list-view.ts';
import { segmentHref } from '../segment-links.tsx';
import { segmentWords } from '../segment-words.ts';

/** A segment, and its members on each counted day, the oldest first; the last is now. */
export interface ShownSegment {
  segment: SegmentAnswer;
  history: readonly number[];
}

interface SegmentsPageProps {
  where: Whereabouts;
  site: SiteConfig;
  shown: readonly ShownSegment[];
  mayEdit: boolean;
  clock: Clock;
}

/** The page. */
export function SegmentsPage({ where, site, shown, mayEdit, clock }: SegmentsPageProps) {
  const texts = useTexts().segments;
  const list = siteHref(site, '', new URLSearchParams({ status: everyone }));
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '' }}>
      <h1>{texts.title}</h1>
      <p>
        {texts.intro((words) => (
          <a href={list}>{words}</a>
        ))}
      </p>
      {shown.length === 0 && <p class="empty">{texts.none}</p>}
      {shown.map((each) => (
        <Segment {...each} {...{ site, mayEdit, clock }} />
      ))}
    </Layout>
  );
}

type SegmentProps = ShownSegment & Pick<SegmentsPageProps, 'site' | 'mayEdit' | 'clock'>;

function Segment({ segment, history, site, mayEdit, clock }: SegmentProps) {
  const all = useTexts();
  const { locale, segments: texts } = all;
  const { id, name, model, filters, count, warning } = segment;
  return (
    <section class="card segment">
      <h2>
        <a href={segmentHref(site, id)}>
          <bdi>{name}</bdi>
        </a>
      </h2>
      <p class="members">
        <span class="amount">{countText(count, locale)}</span> {texts.members(count)}{' '}
        {history.length > 1 && <Sparkline values={history} hot={1} />}
      </p>
      <ul class="chips">
        {segmentWords(filters, clock, all).map((words) => (
          <li class="fixed">
            <bdi>{words}</bdi>
          </li>
        ))}
        {model !== defaultModelName && (
          <li class="fixed">
            <bdi>{texts.model(model)}</bdi>
          </li>
        )}
      </ul>
      {warning !== null && <p class="complaint">{texts.outdated}</p>}
      {mayEdit && <Forms id={id} name={name} site={site} />}
    </section>
  );
}

function Forms({ id, name, site }: { id: string; name: string; site: SiteConfig }) {
  const texts = useTexts().segments;
  const action = siteHref(site, '/segments');
  return (
    <details>
      <summary aria-label={texts.changeWhat(name)}>{texts.change}</summary>
      <form class="field" method="post" action={action}>
        <input type="hidden" name="do" value="rename" />
        <input type="hidden" name="segment" value={id} />
        <label for={`name-${id}`}>{texts.name}</label>
        <input id={`name-${id}`} name="name" required maxlength={segmentLimits.maxNameChars} value={name} />
        <button type="submit">{texts.rename}</button>
      </form>
      <form method="post" action={action}>
        <input type="hidden" name="do" value="delete" />
        <input type="hidden" name="segment" value={id} />
        <button type="submit" class="quiet" aria-label={texts.deleteWhat(name)}>
          {texts.delete}
        </button>
      </form>
    </details>
  );
}
