// Explains a score by rule and line by line. Each column sums exactly to the score, to the hundredth.

import type { Explanation } from '../../../schema/api/visitor.ts';
import { adjustmentRule } from '../../score/rules/award-request.ts';
import { type Clock, Day } from '../words/clock.tsx';
import { centsText, centsThatSum, gainText, pointsText } from '../words/points.ts';

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
  const total = Math.round(rawScore * 100);
  return (
    <section class="card" aria-labelledby="why">
      <h2 id="why">Why {centsText(score * 100)}</h2>
      <Sentences sentences={sentences} />
      <p class="note">
        {fading(halfLifeDays)}{' '}
        {lines.some(({ capped }) => capped) &&
          'Caps limit how often a rule counts. Events over a cap are grey and worth 0.'}
      </p>
      {lines.length > 0 && (
        <>
          <ByRule lines={lines} rawScore={rawScore} total={total} />
          <details class="lines" open={lines.length <= maxOpenLines}>
            <summary>{lines.length === 1 ? '1 award' : `All ${lines.length} awards`}</summary>
            <ByLine lines={lines} rawScore={rawScore} total={total} clock={clock} />
          </details>
        </>
      )}
      {total < 0 && <p class="note">A score is never shown below 0.</p>}
    </section>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  const rest = sentences.length - maxOpenSentences;
  // Showing one more sentence is cheaper than a click.
  const open = rest > 1 ? maxOpenSentences : sentences.length;
  return (
    <>
      <SentenceList sentences={sentences.slice(0, open)} />
      {rest > 1 && (
        <details class="lines">
          <summary>{rest} more</summary>
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

/** The decay in a sentence. */
export function fading(halfLifeDays: number | null): string {
  if (halfLifeDays === null) return 'Points do not fade.';
  const days = halfLifeDays === 1 ? 'day' : `${pointsText(halfLifeDays)} days`;
  return `Points fade with time: every ${days}, each is worth half of what it was.`;
}

interface Sum {
  label: string;
  isByHand: boolean;
  counted: number;
  capped: number;
  worth: number;
}

/** Sums by rule, largest first. */
function sumsOf(lines: readonly Line[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { rule, label, worth, capped, count } of lines) {
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
  const sums = sumsOf(lines);
  const cents = centsThatSum(
    sums.map(({ worth }) => worth),
    rawScore,
  );
  return (
    <table class="sums">
      <caption class="hidden">Points of each rule</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" class="number">
            Times
          </th>
          <th scope="col" class="number">
            Worth now
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map(({ label, isByHand, counted, capped }, index) => (
          <tr class={counted === 0 ? 'capped' : undefined}>
            <th scope="row" class="what">
              <bdi>{label}</bdi>
              {isByHand && <span class="over">by hand</span>}
              {capped > 0 && (
                <span class="over">
                  {capped} {counted > 0 && 'more '}over the cap
                </span>
              )}
            </th>
            <td class="number">{counted}</td>
            <td class="number">{centsText(cents[index] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
      <Total columns={2} cents={total} />
    </table>
  );
}

function ByLine({ lines, rawScore, total, clock }: TableProps & { clock: Clock }) {
  const cents = centsThatSum(
    lines.map(({ worth }) => worth),
    rawScore,
  );
  return (
    <table class="sums">
      <caption class="hidden">Each award, newest first</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col" class="number">
            Points
          </th>
          <th scope="col" class="number">
            Worth now
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr class={line.capped ? 'capped' : undefined}>
            <td class="when">
              {line.eventId === null && 'until '}
              <Day moment={line.occurredAt} clock={clock} />
            </td>
            <td class="what">
              <bdi>{line.label}</bdi>
              {line.count > 1 && ` × ${line.count}`}
              {line.capped && <span class="over"> over the cap, else worth {pointsText(line.withheld)}</span>}
              {line.rule === adjustmentRule && <span class="over"> by hand</span>}
              {line.claimed && <span class="over"> claimed</span>}
              {line.disqualifies && <span class="over"> disqualifies</span>}
            </td>
            <td class="number">{gainText(line.points)}</td>
            <td class="number">{centsText(cents[index] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
      <Total columns={3} cents={total} />
    </table>
  );
}

function Total({ columns, cents }: { columns: number; cents: number }) {
  return (
    <tfoot>
      <tr>
        <th scope="row" colspan={columns}>
          {cents < 0 ? 'Sum' : 'Score'}
        </th>
        <td class="number total">{centsText(cents)}</td>
      </tr>
    </tfoot>
  );
}
