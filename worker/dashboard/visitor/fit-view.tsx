// Why a grade is what it is: what each fit rule asks, what is known, and what that gives.

import type { Explanation } from '../../../schema/api/visitor.ts';
import { gainText, pointsText } from '../words/points.ts';
import { traitName, traitText } from '../words/wording.ts';

type Fit = NonNullable<Explanation['fit']>;
type Line = Fit['lines'][number];

/** The section. */
export function FitView({ fit }: { fit: Fit }) {
  const { fitScore, grade, grades, lines } = fit;
  const [held, others] = [lines.filter(isHeld), lines.filter((line) => !isHeld(line))];
  const bounds = `A from ${pointsText(grades.A)}, B from ${pointsText(grades.B)}, C from ${pointsText(grades.C)}`;
  return (
    <section class="card" aria-labelledby="fit">
      <h2 id="fit">{grade === null ? 'Fit' : `Why fit ${grade}`}</h2>
      <p class="note">
        {fitScore === null
          ? 'Nothing that the fit rules read is known yet.'
          : `${pointsText(fitScore)} of 100. ${bounds}.`}
      </p>
      {held.length > 0 && <Lines caption="What counts" lines={held} sum={sumOf(held)} />}
      {others.length > 0 && (
        <details class="lines" open={held.length === 0 && fitScore !== null}>
          <summary>
            {others.length === 1 ? 'One rule does not apply' : `${others.length} rules do not apply`}
          </summary>
          <Lines caption="What does not count" lines={others} sum={null} />
        </details>
      )}
    </section>
  );
}

function isHeld({ worth }: Line): boolean {
  return worth !== 0;
}

function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { worth }) => sum + worth, 0);
}

function Lines({ caption, lines, sum }: { caption: string; lines: readonly Line[]; sum: number | null }) {
  return (
    <table class="sums">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" class="number">
            Points
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr class={sum === null ? 'capped' : undefined}>
            <th scope="row" class="what">
              <bdi>{line.label}</bdi>
              {line.conditions.map((condition) => (
                <Condition {...condition} />
              ))}
            </th>
            <td class="number">{gainText(sum === null ? line.points : line.worth)}</td>
          </tr>
        ))}
      </tbody>
      {sum !== null && <Sum sum={sum} />}
    </table>
  );
}

function Condition({ trait, asked, value, holds }: Line['conditions'][number]) {
  return (
    <span class="over">
      <bdi>{traitName(trait)}</bdi>: {value === null ? 'not known' : <bdi>{traitText(trait, value)}</bdi>}
      {!holds && `, not ${asked}`}
    </span>
  );
}

/** The fit is held to 0–100, so that the sum may be another number. */
function Sum({ sum }: { sum: number }) {
  const rounded = Math.round(sum * 100) / 100;
  return (
    <tfoot>
      <tr>
        <th scope="row">{rounded < 0 || rounded > 100 ? 'Sum, held to 0–100' : 'Fit'}</th>
        <td class="number total">{pointsText(rounded)}</td>
      </tr>
    </tfoot>
  );
}
