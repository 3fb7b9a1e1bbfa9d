// The matrix: who fits (A to D) by who is engaged (1 to 4), with what to do in each cell.

import type { VisitorCounts } from '../../../../schema/api/visitors/visitor-counts.ts';
import { nextActionOf } from '../../../score/fit/fit.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { ModelChoice } from '../../frame/model-choice.tsx';
import { actionText } from '../../frame/person.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { grades } from '../../list/list-filter.ts';
import { everyone } from '../../list/list-view.ts';
import type { Refused } from '../../model/draft/typed-values.ts';
import { DoneNotice } from '../../model/head/done-notice.tsx';
import { ActionInput } from '../../model/overview/action-input.tsx';
import { useTexts } from '../../texts/texts.ts';
import { Complaint } from '../../words/field-notes.tsx';
import { countText, gainText } from '../../words/points.ts';

interface MatrixPageProps {
  where: Whereabouts;
  site: SiteConfig;
  counts: VisitorCounts;
  mayEdit: boolean;
  /** What the address says has just been done. */
  done: string | null;
  /** An action that was typed and not saved. */
  refused: Refused | null;
}

type CountedCell = VisitorCounts['cells'][number];

/** The page, for a model that grades fit. */
export function MatrixPage({ where, site, counts, mayEdit, done, refused }: MatrixPageProps) {
  const { locale, matrix: texts } = useTexts();
  const { levels } = site.served.model;
  const cellOf = (name: string) => counts.cells.find(({ cell }) => cell === name);
  const ungraded = counts.cells
    .filter(({ cell }) => cell === null)
    .reduce((sum, { count }) => sum + (count ?? 0), 0);
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/matrix' }}>
      <h1>{texts.title}</h1>
      <ModelChoice site={site} hrefOf={(by) => siteHref(by, '/matrix')} />
      <DoneNotice done={done} />
      <Complaint text={refused?.faults['']} />
      <table class="matrix">
        <caption class="hidden">{texts.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.fit}</th>
            {levels.map(({ name }, index) => (
              <th scope="col" class={`level-${index + 1}`}>
                {index + 1} · {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grades.map((grade) => (
            <tr>
              <th scope="row">{grade}</th>
              {levels.map((_, index) => (
                <Cell
                  {...{ site, mayEdit, refused }}
                  name={`${grade}${index + 1}`}
                  counted={cellOf(`${grade}${index + 1}`)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="foot">
        {texts.note} {ungraded > 0 && texts.ungraded(ungraded, countText(ungraded, locale))}
      </p>
    </Layout>
  );
}

interface CellProps extends Pick<MatrixPageProps, 'site' | 'mayEdit' | 'refused'> {
  name: string;
  counted: CountedCell | undefined;
}

/** A cell leads to the list of its people. */
function Cell({ site, mayEdit, refused, name, counted }: CellProps) {
  const texts = useTexts();
  const { locale } = texts;
  const level = Number(name[1]);
  const action = nextActionOf(site.served.model, name[0] as CountedCell['grade'], level);
  const { count = 0, weekAgo = null, isExact = true } = counted ?? {};
  const change = count === null || weekAgo === null ? 0 : count - weekAgo;
  const search = new URLSearchParams({ status: everyone, cell: name });
  return (
    <td class={`level-${level}`} data-label={name}>
      <a href={siteHref(site, '', search)}>
        <span class="amount">
          {count === null ? '…' : `${isExact ? '' : '≈\u202f'}${countText(count, locale)}`}
        </span>{' '}
        {change !== 0 && <span class="change">{gainText(change, locale)}</span>}
        <span class="hidden"> {texts.matrix.inCell(name)}</span>
      </a>
      {action !== null && (
        <span class="also">
          <bdi>{actionText(action, texts)}</bdi>
        </span>
      )}
      {mayEdit && <ActionForm site={site} cell={name} refused={refused} />}
    </td>
  );
}

interface ActionFormProps extends Pick<MatrixPageProps, 'site' | 'refused'> {
  cell: string;
}

/** Changes what to do in a cell. Closed until it is needed, and open where it was refused. */
function ActionForm({ site, cell, refused }: ActionFormProps) {
  const texts = useTexts().model;
  const path = `actions.${cell}`;
  const typed = refused?.typed[path];
  const fault = refused?.faults[path];
  return (
    <details open={typed !== undefined}>
      <summary aria-label={texts.editWhat(cell)}>{texts.edit}</summary>
      <form class="act field" method="post" action={siteHref(site, '/matrix')}>
        <ActionInput model={site.served.model} {...{ cell, typed, fault }} />
        <Complaint id={`${path}-error`} text={fault} />
        <button type="submit">{texts.publish}</button>
      </form>
    </details>
  );
}
