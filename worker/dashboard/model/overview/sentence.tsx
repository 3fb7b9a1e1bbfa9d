// A sentence with fields in it: "10 points, at most 1 × a day".

import type { JSX } from 'hono/jsx/jsx-runtime';
import { windows } from '../../../../schema/model/model.ts';
import { useTexts } from '../../texts/texts.ts';
import { describedBy } from '../../words/field-notes.tsx';
import { fieldName, type Refused, valueText } from '../draft/typed-values.ts';
import type { Work } from '../draft/work.ts';

/** What is shown in the fields of the page. */
export interface Fields extends Pick<Work, 'model' | 'mayEdit'>, Refused {}

/** The paths of the values of a sentence by their names in its text, each with the label of its field. */
export type Slots = Readonly<Record<string, { path: string; label: string }>>;

interface SentenceProps {
  fields: Fields;
  /** `{points} points`. */
  text: string;
  slots: Slots;
}

/** The sentence, and what is wrong with its fields. For who may not edit, the values are text. */
export function Sentence({ fields, text, slots }: SentenceProps) {
  const parts = text.split(/\{(\w+)\}/);
  return (
    <span class="sentence">
      {parts.map((part, index) => {
        const slot = index % 2 === 1 ? slots[part] : undefined;
        return slot ? <Value fields={fields} {...slot} /> : part;
      })}
      {Object.values(slots).map(({ path }) => (
        <Fault id={`${path}-error`} text={fields.faults[path]} />
      ))}
    </span>
  );
}

/** An error within a sentence or a list, if there is one. */
export function Fault({ id, text }: { id?: string; text: string | undefined }) {
  return text ? (
    <span class="complaint" id={id} role="alert">
      {text}
    </span>
  ) : null;
}

interface ValueProps {
  fields: Fields;
  path: string;
  label: string;
}

function Value({ fields, path, label }: ValueProps): JSX.Element {
  const { model, typed, faults, mayEdit } = fields;
  const words = useTexts().modelWords;
  const shown = valueText(model, path) ?? '';
  const isWindow = path.endsWith('.per');
  if (!mayEdit) {
    return <strong>{isWindow ? words.windows[shown as keyof typeof words.windows] : shown}</strong>;
  }
  const common = {
    id: path,
    name: fieldName(model, path),
    'aria-label': label,
    ...describedBy(path, { error: faults[path] }),
  };
  const value = typed[path] ?? shown;
  if (isWindow) {
    return (
      <select {...common}>
        {windows.map((window) => (
          <option value={window} selected={window === value}>
            {words.windows[window]}
          </option>
        ))}
      </select>
    );
  }
  const isName = path.endsWith('.name');
  // Keypads for decimals lack the minus, which points may have.
  return (
    <input
      {...common}
      value={value}
      autocomplete="off"
      class={isName ? 'name' : 'figure'}
      inputmode={isName || path.endsWith('.points') ? undefined : 'decimal'}
      size={Math.max(isName ? 6 : 3, value.length)}
    />
  );
}
