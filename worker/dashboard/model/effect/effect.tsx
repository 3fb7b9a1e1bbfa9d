// What the draft would change, counted on the real history: levels, buyers, and who moves most.

import type { ModelPreview } from '../../../../schema/api/models/preview.ts';
import { findPreview } from '../../../flows/models/preview.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { shortNameOf, statusText } from '../../frame/person.tsx';
import { visitorHref } from '../../frame/site-href.ts';
import type { Texts } from '../../texts/en/en.ts';
import { useTexts } from '../../texts/texts.ts';
import { countText, percentText, scoreText } from '../../words/points.ts';
import { awardLabel } from '../../words/wording.ts';
import type { Work } from '../draft/work.ts';
import { Bars, type Pair } from './bars.tsx';

type Result = NonNullable<ModelPreview['result']>;
type Ranking = NonNullable<Result['ranking']>;

/** Movers on the page; the API lists twenty. */
const maxMovers = 8;

/** The preview of the draft, unless it compares with a version that is served no more. Two reads by primary key. */
export async function readEffect(
  db: D1Database,
  { site, draft, served }: Work,
): Promise<ModelPreview | null> {
  const preview = draft && (await findPreview(db, site.key, draft.version));
  return preview?.against === served.version ? preview : null;
}

interface EffectProps {
  work: Work;
  preview: ModelPreview | null;
  /** The address of the page, to look again without a script. */
  href: string;
}

/** The page's script renews it every two seconds while it is being counted. */
export function Effect({ work, preview, href }: EffectProps) {
  const { locale, modelEffect: texts } = useTexts();
  const isCounting = preview !== null && preview.result === null;
  return (
    <aside class="card effect" aria-labelledby="effect" data-live={isCounting ? '2' : '60'}>
      <h2 id="effect">{texts.title}</h2>
      {!work.draft && <p>{texts.none}</p>}
      {work.draft && !preview && <p>{texts.notBegun}</p>}
      {isCounting && (
        <p role="status">
          {texts.counting(countText(preview.done, locale), countText(preview.total, locale))}{' '}
          <progress value={preview.done} max={Math.max(1, preview.total)} aria-hidden="true" />{' '}
          <a href={href}>{texts.reload}</a>
        </p>
      )}
      {preview?.result && <Counted work={work} preview={preview} result={preview.result} />}
    </aside>
  );
}

function Counted({ work, preview, result }: { work: Work; preview: ModelPreview; result: Result }) {
  const all = useTexts();
  const { locale, modelEffect: texts } = all;
  const pairs = levelPairs(work, result, all);
  return (
    <>
      <p class="finding">{finding(work, result, texts)}</p>
      <p class="also">{texts.counted(countText(result.visitors, locale), preview.against)}</p>
      <h3>{texts.levels}</h3>
      <p class="key" aria-hidden="true">
        <span>{texts.before}</span> <span class="is">{texts.after}</span>
      </p>
      <Bars pairs={pairs} most={Math.max(...pairs.flatMap(({ before, after }) => [before, after]))} />
      <PairsTable caption={texts.levels} head={texts.level} pairs={pairs} />
      <h3>{texts.ranking}</h3>
      {result.ranking ? <Ranked ranking={result.ranking} /> : <p>{texts.noSales}</p>}
      <h3>{texts.movers}</h3>
      {result.movers.length === 0 ? <p>{texts.nobodyMoves}</p> : <Movers site={work.site} result={result} />}
    </>
  );
}

/** The highest level has one name in each model. */
function finding({ model, served }: Work, { moves }: Result, texts: Texts['modelEffect']): string {
  const [hot, wasHot] = [model.levels[0].name, served.model.levels[0].name];
  const sum = (some: Result['moves']) => some.reduce((total, { visitors }) => total + visitors, 0);
  const becoming = sum(moves.filter(({ from, to }) => to === hot && from !== wasHot));
  const stopping = sum(moves.filter(({ from, to }) => from === wasHot && to !== hot));
  return becoming + stopping === 0 ? texts.finding.none(hot) : texts.finding.some(hot, becoming, stopping);
}

/** The levels of both models by their place, then who is outside of them. */
function levelPairs(
  { model, served }: Work,
  { statuses }: Result,
  { locale, modelEffect: texts }: Texts,
): Pair[] {
  const count = (status: string) => statuses.find((each) => each.status === status);
  const pair = (name: string, before: number, after: number) => ({
    ...{ name, before, after },
    shown: { before: countText(before, locale), after: countText(after, locale) },
  });
  const levels = model.levels.map(({ name }, index) =>
    pair(name, count(served.model.levels[index]?.name ?? name)?.before ?? 0, count(name)?.after ?? 0),
  );
  const outside = Object.entries(texts.outside).flatMap(([status, name]) => {
    const counts = count(status);
    return counts ? pair(name, counts.before, counts.after) : [];
  });
  return [...levels, ...outside];
}

function PairsTable({ caption, head, pairs }: { caption: string; head: string; pairs: readonly Pair[] }) {
  const texts = useTexts().modelEffect;
  return (
    <table class="hidden">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{texts.before}</th>
          <th scope="col">{texts.after}</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ name, shown }) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{shown.before}</td>
            <td>{shown.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A share with its interval, in whole percent. */
type Estimate = Ranking['auc']['before'];

function Ranked({ ranking }: { ranking: Ranking }) {
  const { locale, modelEffect: texts } = useTexts();
  const percent = (share: number) => percentText(share * 100, locale);
  const said = ({ value, low, high }: Estimate) =>
    texts.interval(percent(value), percent(low), percent(high));
  const isOverlapping = (a: Estimate, b: Estimate) => a.low <= b.high && b.low <= a.high;
  return (
    <>
      {(['topTenth', 'auc'] as const).map((measure) => {
        const { before, after } = ranking[measure];
        const both = { before: said(before), after: said(after) };
        const pair = { name: '', before: before.value, after: after.value, shown: both };
        return (
          <>
            <p class="also">{texts[measure]}</p>
            <Bars pairs={[pair]} most={1} />
            <PairsTable
              caption={texts[measure]}
              head={texts.measure}
              pairs={[{ ...pair, name: texts[measure] }]}
            />
          </>
        );
      })}
      {isOverlapping(ranking.auc.before, ranking.auc.after) && <p>{texts.undecided}</p>}
      <p class="also">{texts.sales(countText(ranking.ranked, locale), countText(ranking.people, locale))}</p>
      {ranking.heldOut && <p class="also">{texts.heldOut}</p>}
    </>
  );
}

function Movers({ site, result }: { site: SiteConfig; result: Result }) {
  const all = useTexts();
  const { locale, modelEffect: texts } = all;
  const moved = (before: number, after: number) =>
    texts.moved(scoreText(before, locale), scoreText(after, locale));
  return (
    <table class="movers">
      <thead>
        <tr>
          <th scope="col">{texts.who}</th>
          <th scope="col">{texts.score}</th>
          <th scope="col">{texts.why}</th>
        </tr>
      </thead>
      <tbody>
        {result.movers.slice(0, maxMovers).map(({ visitor, before, after, reasons }) => (
          <tr>
            <th scope="row">
              <a href={visitorHref(site, visitor.id)}>
                <bdi>{shortNameOf(visitor)}</bdi>
              </a>
            </th>
            <td>
              {moved(before.score, after.score)}
              {before.status !== after.status && (
                <span class="also">
                  {' '}
                  {texts.moved(statusText(before.status, all), statusText(after.status, all))}
                </span>
              )}
            </td>
            <td>
              {reasons.map((reason) => (
                <span class="also reason">
                  <bdi>{awardLabel(reason, all)}</bdi> {moved(reason.before, reason.after)}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
