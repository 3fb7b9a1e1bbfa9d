// What scores mean: levels, how fast points fade, grades, and what to do in each cell.

import { Fragment } from 'hono/jsx';
import type { Cell } from '../../../../schema/model/default-actions.ts';
import { actionText } from '../../frame/person.tsx';
import { useTexts } from '../../texts/texts.ts';
import { fieldName, valueText } from '../draft/typed-values.ts';
import { type Fields, Sentence } from './sentence.tsx';

interface ScalesProps {
  fields: Fields;
}

/** The levels from the highest, and how fast points fade. */
export function LevelRows({ fields }: ScalesProps) {
  const { sentence, fields: labels } = useTexts().model;
  return (
    <>
      {fields.model.levels.map((level, index) => (
        <li class={`level-${index + 1}`}>
          <Sentence
            fields={fields}
            text={'at' in level ? sentence.level : sentence.lastLevel}
            slots={{
              name: { path: `levels.${index}.name`, label: labels.levelName(index + 1) },
              at: { path: `levels.${index}.at`, label: labels.at(index + 1) },
              keep: { path: `levels.${index}.keep`, label: labels.keep(index + 1) },
            }}
          />
          {fields.faults[`levels.${index}`] && <Complaint>{fields.faults[`levels.${index}`]}</Complaint>}
        </li>
      ))}
      {fields.faults.levels && (
        <li>
          <Complaint>{fields.faults.levels}</Complaint>
        </li>
      )}
      <li>
        <Sentence
          fields={fields}
          text={sentence.fade}
          slots={{ halfLifeDays: { path: 'halfLifeDays', label: labels.halfLifeDays } }}
        />
      </li>
    </>
  );
}

function Complaint({ children }: { children?: string | undefined }) {
  return (
    <span class="complaint" role="alert">
      {children}
    </span>
  );
}

/** The scores from which grades begin. */
export function GradeRows({ fields }: ScalesProps) {
  const { sentence, fields: labels } = useTexts().model;
  return (
    <>
      {(['A', 'B', 'C'] as const).map((grade) => (
        <li>
          <Sentence
            fields={fields}
            text={sentence.grade.replace('{grade}', grade)}
            slots={{ from: { path: `fit.grades.${grade}`, label: labels.grade(grade) } }}
          />
        </li>
      ))}
      <li>
        {sentence.lastGrade}
        {fields.faults['fit.grades'] && <Complaint>{fields.faults['fit.grades']}</Complaint>}
      </li>
    </>
  );
}

/** What to do in each cell, closed until it is needed. */
export function Actions({ fields }: ScalesProps) {
  const all = useTexts();
  const texts = all.model;
  const { typed, faults, mayEdit, model } = fields;
  const isWrong = Object.keys({ ...typed, ...faults }).some((path) => path.startsWith('actions.'));
  return (
    <details class="card rules" open={isWrong}>
      <summary>
        <h2>{texts.sections.actions}</h2>
      </summary>
      {mayEdit && <p class="hint">{texts.actionsHint}</p>}
      <dl class="cells">
        {cells.map((cell) => {
          const path = `actions.${cell}`;
          const shown = actionText(valueText(model, path) ?? '', all);
          return (
            <Fragment>
              <dt>{cell}</dt>
              <dd class="field">
                {mayEdit ? (
                  <input
                    id={path}
                    name={fieldName(model, path)}
                    value={typed[path] ?? shown}
                    aria-label={texts.fields.action(cell)}
                    aria-invalid={faults[path] ? 'true' : undefined}
                    aria-describedby={faults[path] ? `${path}-error` : undefined}
                    autocomplete="off"
                    maxlength={200}
                  />
                ) : (
                  <bdi>{shown}</bdi>
                )}
                {faults[path] && (
                  <span class="complaint" id={`${path}-error`} role="alert">
                    {faults[path]}
                  </span>
                )}
              </dd>
            </Fragment>
          );
        })}
      </dl>
    </details>
  );
}

/** A1 to D4. */
const cells = ['A', 'B', 'C', 'D'].flatMap((grade) =>
  [1, 2, 3, 4].map((level) => `${grade}${level}` as Cell),
);
