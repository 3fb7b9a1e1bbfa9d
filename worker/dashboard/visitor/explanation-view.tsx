// Explains a score by rule and line by line. Each column sums exactly to the score, to the hundredth.

import type { Explanation } from '../../../schema/api/visitor.ts';
import { adjustmentRule } from '../../score/rules/award-request.ts';
import type { Texts } from '../texts/en/en.ts';
import { useTexts } from '../texts/texts.ts';
import { type Clock, Day } from '../words/clock.tsx';
import { centsText, centsThatSum, countText, gainText, pointsText } from '../words/points.ts';
import { awardLabel } from '../words/wording.ts';

type Line = Explanation['lines'][number];

/** The maximum number of lines shown without a click. */
const maxOpenLines = 15;

/** The number of sentences shown without a click: as many as a reader grasps at a glance. */
const maxOpenSentences = 6;

interface ExplanationViewProps {
  explanation: Explanation;
  /** Null: points never fade. */
  halfLifeDays: number | null;
  clock: Clock;
}

/** The section. */
export function ExplanationView({ explanation, halfLifeDays, clock }: ExplanationViewProps) {
  const { lines, rawScore, score, sentences } = explanation;
  const { locale, explanation: texts } = useTexts();
  const total = Math.round(rawScore * 100);
  return (
    <section class="card" aria-labelledby="why">
      <h2 id="why">{texts.title(centsText(score * 100, locale))}</h2>
      <Sentences sentences={sentences} />
      <p class="note">
        {texts.fading(halfLifeDays, pointsText(halfLifeDays ?? 0, locale))}{' '}
        {lines.some(({ capped }) => capped) && texts.caps}
      </p>
      {lines.length > 0 && (
        <>
          <ByRule lines={lines} rawScore={rawScore} total={total} />
          <details class="lines" open={lines.length <= maxOpenLines}>
            <summary>{texts.awards(lines.length, countText(lines.length, locale))}</summary>
            <ByLine lines={lines} rawScore={rawScore} total={total} clock={clock} />
          </details>
        </>
      )}
      {total < 0 && <p class="note">{texts.neverBelow}</p>}
    </section>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  const { locale, explanation: texts } = useTexts();
  const rest = sentences.length - maxOpenSentences;
  // Showing one more sentence is cheaper than a click.
  const open = rest > 1 ? maxOpenSentences : sentences.length;
  return (
    <>
      <SentenceList sentences={sentences.slice(0, open)} />
      {rest > 1 && (
        <details class="lines">
          <summary>{texts.more(countText(rest, locale))}</summary>
          <SentenceList sentences={sentences.slice(open)} />
        </details>
      )}
    </>
  );
}

function SentenceList({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul class="told">
      {sentences.map((sentence) => (
        <li>
          <bdi>{sentence}</bdi>
        </li>
      ))}
    </ul>
  );
}

interface Sum {
  label: string;
  isByHand: boolean;
  counted: number;
  capped: number;
  worth: number;
}

/** Sums by rule, largest first. */
function sumsOf(lines: readonly Line[], texts: Texts): Sum[] {
  const sums = new Map<string, Sum>();
  for (const line of lines) {
    const { rule, worth, capped, count } = line;
    const label = awardLabel(line, texts);
    const key = `${rule} ${label}`;
    const sum = sums.get(key) ?? {
      label,
      isByHand: rule === adjustmentRule,
      counted: 0,
      capped: 0,
      worth: 0,
    };
    sums.set(key, sum);
    sum.worth += worth;
    sum[capped ? 'capped' : 'counted'] += count;
  }
  return [...sums.values()].sort((a, b) => Math.abs(b.worth) - Math.abs(a.worth));
}

interface TableProps {
  lines: readonly Line[];
  rawScore: number;
  /** Hundredths. */
  total: number;
}

function ByRule({ lines, rawScore, total }: TableProps) {
  const all = useTexts();
  const { locale, explanation: texts } = all;
  const sums = sumsOf(lines, all);
  const cents = centsThatSum(
    sums.map(({ worth }) => worth),
    rawScore,
  );
  return (
    <table class="sums">
      <caption class="hidden">{texts.ofRules}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.columns.what}</th>
          <th scope="col" class="number">
            {texts.columns.times}
          </th>
          <th scope="col" class="number">
            {texts.columns.worth}
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map(({ label, isByHand, counted, capped }, index) => (
          <tr class={counted === 0 ? 'capped' : undefined}>
            <th scope="row" class="what">
              <bdi>{label}</bdi>
              {isByHand && <span class="over">{texts.byHand}</span>}
              {capped > 0 && (
                <span class="over">{texts.overCap(countText(capped, locale), counted > 0)}</span>
              )}
            </th>
            <td class="number">{countText(counted, locale)}</td>
            <td class="number">{centsText(cents[index] ?? 0, locale)}</td>
          </tr>
        ))}
      </tbody>
      <Total columns={2} cents={total} />
    </table>
  );
}

function ByLine({ lines, rawScore, total, clock }: TableProps & { clock: Clock }) {
  const all = useTexts();
  const { locale, explanation: texts } = all;
  const cents = centsThatSum(
    lines.map(({ worth }) => worth),
    rawScore,
  );
  const day = ({ occurredAt }: Line) => <Day moment={occurredAt} clock={clock} />;
  return (
    <table class="sums">
      <caption class="hidden">{texts.ofAwards}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.columns.when}</th>
          <th scope="col">{texts.columns.what}</th>
          <th scope="col" class="number">
            {texts.columns.points}
          </th>
          <th scope="col" class="number">
            {texts.columns.worth}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr class={line.capped ? 'capped' : undefined}>
            <td class="when">{line.eventId === null ? texts.until(day(line)) : day(line)}</td>
            <td class="what">
              <bdi>{awardLabel(line, all)}</bdi>
              {line.count > 1 && ` × ${countText(line.count, locale)}`}
              {line.capped && <span class="over"> {texts.withheld(pointsText(line.withheld, locale))}</span>}
              {line.rule === adjustmentRule && <span class="over"> {texts.byHand}</span>}
              {line.claimed && <span class="over"> {texts.claimed}</span>}
              {line.disqualifies && <span class="over"> {texts.disqualifies}</span>}
            </td>
            <td class="number">{gainText(line.points, locale)}</td>
            <td class="number">{centsText(cents[index] ?? 0, locale)}</td>
          </tr>
        ))}
      </tbody>
      <Total columns={3} cents={total} />
    </table>
  );
}

function Total({ columns, cents }: { columns: number; cents: number }) {
  const { locale, explanation: texts } = useTexts();
  return (
    <tfoot>
      <tr>
        <th scope="row" colspan={columns}>
          {cents < 0 ? texts.sum : texts.score}
        </th>
        <td class="number total">{centsText(cents, locale)}</td>
      </tr>
    </tfoot>
  );
}
