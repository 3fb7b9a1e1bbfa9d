// What the cards of all reports share: the question, the finding in a sentence, and tables that scroll on narrow screens.

import type { Child } from 'hono/jsx';
import { useTexts } from '../texts/texts.ts';

interface CardProps {
  id: string;
  question: string;
  /** The URL of the report as a file. */
  file: string;
  finding: string;
  children: Child;
}

/** The frame of a card. */
export function ReportCard({ id, question, file, finding, children }: CardProps) {
  const { csv } = useTexts().reports;
  return (
    <section class="card report" aria-labelledby={id}>
      <header>
        <h2 id={id}>{question}</h2>
        <a href={file} download>
          {csv}
        </a>
      </header>
      <p class="finding">{finding}</p>
      {children}
    </section>
  );
}

interface TableProps {
  caption: string;
  columns: readonly string[];
  /** Whether there are so many columns that they need more room. */
  isBroad?: boolean;
  children: Child;
}

/** A table; `children`: its rows. */
export function ReportTable({ caption, columns, isBroad = false, children }: TableProps) {
  return (
    <section class={isBroad ? 'wide broad' : 'wide'} tabindex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** The head of a row, which leads to the people in it, if a list has them. */
export function RowHead({ name, href }: { name: string; href: string | null }) {
  return (
    <th scope="row">
      {href === null ? (
        <bdi>{name}</bdi>
      ) : (
        <a href={href}>
          <bdi>{name}</bdi>
        </a>
      )}
    </th>
  );
}
