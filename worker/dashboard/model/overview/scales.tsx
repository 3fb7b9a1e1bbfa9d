// What scores mean: levels, how fast points fade, grades, and what to do in each cell.

import { Fragment } from 'hono/jsx';
import { cells } from '../../../../schema/model/default-actions.ts';
import { actionText } from '../../frame/person.tsx';
import { useTexts } from '../../texts/texts.ts';
import { valueText } from '../draft/typed-values.ts';
import { ActionInput } from './action-input.tsx';
import { Fault, type Fields, Sentence } from './sentence.tsx';

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
          <Fault text={fields.faults[`levels.${index}`]} />
        </li>
      ))}
      {fields.faults.levels && (
        <li>
          <Fault text={fields.faults.levels} />
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
        <Fault text={fields.faults['fit.grades']} />
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
          return (
            <Fragment>
              <dt>{cell}</dt>
              <dd class="field">
                {mayEdit ? (
                  <ActionInput {...{ model, cell }} typed={typed[path]} fault={faults[path]} />
                ) : (
                  <bdi>{actionText(valueText(model, path) ?? '', all)}</bdi>
                )}
                <Fault id={`${path}-error`} text={faults[path]} />
              </dd>
            </Fragment>
          );
        })}
      </dl>
    </details>
  );
}
