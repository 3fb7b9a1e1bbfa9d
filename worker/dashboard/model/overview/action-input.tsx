// The field for what to do in a cell, in the matrix and on the page of the model.

import type { Model } from '../../../../schema/model/model.ts';
import { actionText } from '../../frame/person.tsx';
import { useTexts } from '../../texts/texts.ts';
import { describedBy } from '../../words/field-notes.tsx';
import { fieldName, valueText } from '../draft/typed-values.ts';

interface ActionInputProps {
  model: Model;
  cell: string;
  /** What somebody typed that was not saved. */
  typed: string | undefined;
  fault: string | undefined;
}

/** The field, without what is wrong with it. */
export function ActionInput({ model, cell, typed, fault }: ActionInputProps) {
  const texts = useTexts();
  const path = `actions.${cell}`;
  return (
    <input
      id={path}
      name={fieldName(model, path)}
      value={typed ?? actionText(valueText(model, path) ?? '', texts)}
      aria-label={texts.model.fields.action(cell)}
      {...describedBy(path, { error: fault })}
      autocomplete="off"
      maxlength={200}
    />
  );
}
