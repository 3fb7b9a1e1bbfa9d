// Models to begin with: what a new site has, and the four of docs/models/.

import agency from '../../../../docs/models/agency.json';
import software from '../../../../docs/models/b2b-software.json';
import shop from '../../../../docs/models/e-commerce.json';
import events from '../../../../docs/models/events.json';
import { defaultModel } from '../../../../schema/model/default-model.ts';
import { defaultModelName, type Model, model as modelSchema } from '../../../../schema/model/model.ts';

const all = { default: defaultModel, software, shop, events, agency };

/** Their names. */
export const exampleNames = Object.keys(all) as (keyof typeof all)[];

/** An example as a version of the model with this name; null: there is no such example. */
export function exampleModel(example: string, name: string): Model | null {
  const found = exampleNames.find((each) => each === example);
  if (!found) return null;
  return modelSchema.parse({ ...(name !== defaultModelName && { name }), ...all[found] });
}
