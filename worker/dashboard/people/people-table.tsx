// What the tables of people and companies have in common.

import type { Visitor } from '../../../schema/api/visitor.ts';
import { actionText, StatusBadge } from '../frame/person.tsx';
import { useTexts } from '../texts/texts.ts';
import { roundText } from '../words/points.ts';
import { awardLabel } from '../words/wording.ts';

interface SortHeadProps {
  text: string;
  /** The address of the table sorted by this column. */
  href: string;
  /** How the table is sorted by it now; null: by another. */
  sorted: 'ascending' | 'descending' | null;
  class?: string;
}

/** A column's head, which sorts by it. */
export function SortHead({ text, href, sorted, class: name }: SortHeadProps) {
  return (
    <th scope="col" class={name} aria-sort={sorted ?? undefined}>
      <a href={href} aria-current={sorted ? 'true' : undefined}>
        {text}
      </a>
    </th>
  );
}

/** What to do next: the cell and its action, or without a cell the status. */
export function NextCell({ visitor }: { visitor: Visitor }) {
  const texts = useTexts();
  const { cell, nextAction } = visitor;
  return (
    <td class="next">
      {cell === null ? (
        <StatusBadge visitor={visitor} />
      ) : (
        <>
          <span class="badge">{cell}</span>{' '}
          {nextAction !== null && <bdi>{actionText(nextAction, texts)}</bdi>}
        </>
      )}
    </td>
  );
}

/** The main reasons of a score, with what each is worth now. */
export function WhyCell({ visitor: { topReasons } }: { visitor: Visitor }) {
  const { locale } = useTexts();
  return (
    <td class="why">
      <ul>
        {topReasons.map((reason) => (
          <li>
            <ReasonLabel {...reason} />
            {'\u00a0'}
            <span class="worth">{roundText(reason.worth, locale)}</span>
          </li>
        ))}
      </ul>
    </td>
  );
}

/** What a reason is called. */
export function ReasonLabel(reason: { rule: string; label: string }) {
  return <bdi>{awardLabel(reason, useTexts())}</bdi>;
}

/** Links to the first page of a list and to the next one; null: this is it, or there is none. */
export function PageLinks({ first, next }: { first: string | null; next: string | null }) {
  const { pages } = useTexts().people;
  if (first === null && next === null) return null;
  return (
    <nav class="pages" aria-label={pages.label}>
      {first !== null && <a href={first}>{pages.first}</a>}
      {next !== null && (
        <a rel="next" href={next}>
          {pages.next}
        </a>
      )}
    </nav>
  );
}
