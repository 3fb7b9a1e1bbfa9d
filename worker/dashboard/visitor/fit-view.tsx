// Why a grade is what it is: what each fit rule asks, what is known and who said so, and what that gives.

import type { Explanation, VisitorDetail } from '../../../schema/api/visitor.ts';
import { useTexts } from '../texts/texts.ts';
import { countText, gainText, pointsText } from '../words/points.ts';
import { traitName, traitText, whoseWord } from '../words/wording.ts';

type Fit = NonNullable<Explanation['fit']>;
type Line = Fit['lines'][number];
type Traits = VisitorDetail['traits'];
type Bounds = [string, string, string];

/** The section. `traits`: what is known of the visitor, for the source of each. */
export function FitView({ fit, traits }: { fit: Fit; traits: Traits }) {
  const { fitScore, grade, grades, lines } = fit;
  const [held, others] = [lines.filter(isHeld), lines.filter((line) => !isHeld(line))];
  const { locale, fit: texts } = useTexts();
  const [a, b, c] = [grades.A, grades.B, grades.C].map((from) => pointsText(from, locale)) as Bounds;
  return (
    <section class="card" aria-labelledby="fit">
      <h2 id="fit">{grade === null ? texts.title : texts.why(grade)}</h2>
      <p class="note">
        {fitScore === null
          ? texts.unknown
          : `${texts.score(pointsText(fitScore, locale))} ${texts.bounds(a, b, c)}`}
      </p>
      {held.length > 0 && <Lines caption={texts.held} lines={held} sum={sumOf(held)} traits={traits} />}
      {others.length > 0 && (
        <details class="lines" open={held.length === 0 && fitScore !== null}>
          <summary>{texts.notHeld(others.length, countText(others.length, locale))}</summary>
          <Lines caption={texts.others} lines={others} sum={null} traits={traits} />
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

/** A model can name any trait, such as `constructor`. */
function ownTrait(traits: Traits, name: string): Traits[string] | undefined {
  return Object.hasOwn(traits, name) ? traits[name] : undefined;
}

interface LinesProps {
  caption: string;
  lines: readonly Line[];
  sum: number | null;
  traits: Traits;
}

function Lines({ caption, lines, sum, traits }: LinesProps) {
  const {
    locale,
    fit: { columns },
  } = useTexts();
  return (
    <table class="sums">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.what}</th>
          <th scope="col" class="number">
            {columns.points}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr class={sum === null ? 'capped' : undefined}>
            <th scope="row" class="what">
              <bdi>{line.label}</bdi>
              {line.conditions.map((condition) => (
                <Condition {...condition} known={ownTrait(traits, condition.trait)} />
              ))}
            </th>
            <td class="number">{gainText(sum === null ? line.points : line.worth, locale)}</td>
          </tr>
        ))}
      </tbody>
      {sum !== null && <Sum sum={sum} />}
    </table>
  );
}

function Condition({
  trait,
  asked,
  value,
  holds,
  known,
}: Line['conditions'][number] & { known: Traits[string] | undefined }) {
  const texts = useTexts();
  return (
    <span class="over">
      <bdi>{traitName(trait, texts)}</bdi>:{' '}
      {value === null ? texts.fit.notKnown : <bdi>{traitText(trait, value, texts)}</bdi>}
      {!holds && texts.fit.not(asked)}
      {known && ` · ${whoseWord(known, texts)}`}
    </span>
  );
}

/** The fit is held to 0–100, so that the sum may be another number. */
function Sum({ sum }: { sum: number }) {
  const { locale, fit: texts } = useTexts();
  const rounded = Math.round(sum * 100) / 100;
  return (
    <tfoot>
      <tr>
        <th scope="row">{rounded < 0 || rounded > 100 ? texts.limited : texts.sum}</th>
        <td class="number total">{pointsText(rounded, locale)}</td>
      </tr>
    </tfoot>
  );
}
