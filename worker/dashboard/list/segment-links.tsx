// Beside the list: the saved segments, and the form that saves what is set as another one.

import { segmentLimits } from '../../../schema/api/alerts/segment.ts';
import type { SegmentRow } from '../../store/segments/segments.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from '../frame/site-href.ts';
import { useTexts } from '../texts/texts.ts';
import type { Clock } from '../words/clock.tsx';
import { filtersOfView, isNarrowed, type ListView, listTrail } from './list-view.ts';
import { segmentWords } from './segment-words.ts';

/** Segments that the list links to; the page of segments has all. */
const maxLinks = 8;

interface SegmentLinksProps {
  site: SiteConfig;
  view: ListView;
  segments: readonly SegmentRow[];
  mayEdit: boolean;
  clock: Clock;
}

/** Links to the segments. Nothing on a site without any, unless there is something to save. */
export function SegmentLinks({ site, view, segments, mayEdit, clock }: SegmentLinksProps) {
  const texts = useTexts().segments;
  const canSave = mayEdit && view.segment === null && isNarrowed(view);
  if (segments.length === 0 && !canSave) return null;
  const shown = segments.filter(({ id }, index) => index < maxLinks || id === view.segment);
  return (
    <div class="segments">
      {segments.length > 0 && (
        <nav class="sorting" aria-label={texts.title}>
          {shown.map(({ id, name }) => (
            <a href={segmentHref(site, id)} aria-current={id === view.segment ? 'page' : undefined}>
              <bdi>{name}</bdi>
            </a>
          ))}
          {view.segment !== null && <a href={siteHref(site)}>{texts.leave}</a>}
          <a href={siteHref(site, '/segments')}>{texts.all}</a>
        </nav>
      )}
      {canSave && view.filters.likely !== undefined && <span class="also">{texts.neverLikely}</span>}
      {canSave && view.filters.likely === undefined && <SaveForm {...{ site, view, clock }} />}
    </div>
  );
}

/** The list of a segment's members. Its model is the segment's, whatever is looked at. */
export function segmentHref({ id: site }: SiteConfig, id: string): string {
  return `/s/${site}?${new URLSearchParams({ segment: id })}`;
}

/** Sends the view, from which the filters are read again. */
function SaveForm({ site, view, clock }: Pick<SegmentLinksProps, 'site' | 'view' | 'clock'>) {
  const all = useTexts();
  const texts = all.segments;
  const words = segmentWords(filtersOfView(view, clock.now), clock, all);
  return (
    <form class="save-segment" method="post" action={siteHref(site, '/segments')}>
      <input type="hidden" name="do" value="save" />
      <input type="hidden" name="view" value={listTrail(site, { ...view, cursor: null })} />
      <label class="hidden" for="segment-name">
        {texts.name}
      </label>
      <input
        id="segment-name"
        name="name"
        required
        maxlength={segmentLimits.maxNameChars}
        value={words.join(', ').slice(0, segmentLimits.maxNameChars).trim()}
      />
      <button type="submit" class="quiet">
        {texts.save}
      </button>
    </form>
  );
}
