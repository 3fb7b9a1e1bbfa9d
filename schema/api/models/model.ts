// Models in requests and responses of the API; model.ts defines what a model is.

import * as z from 'zod';
import { model, modelName } from '../../model/model.ts';
import { time } from '../shared.ts';

const version = z.int().min(1);
const name = modelName.meta({ description: 'The name of the site’s model that this is a version of' });
const rescoring = z.object({ done: z.int(), total: z.int() }).nullable().meta({
  description:
    'Finished and total visitors while a newly published version of any model is filled; else null',
});
const publishedAt = time.nullable().meta({ description: 'UTC milliseconds; null: a draft' });

/** Query that selects which of the site's models to read with. */
export const modelChoice = z.strictObject({
  model: modelName.optional().meta({
    description: 'The name of the model to use; without it, the default model',
  }),
});

/** A whole model, named in the OpenAPI document. */
export const modelBody = model.meta({ id: 'Model' });

/** Response of `GET …/model`. */
export const servedModel = z
  .object({
    version,
    name,
    model: modelBody,
    publishedAt,
    rescoring,
    reminder: z.string().nullable().meta({
      description:
        'A reminder, as a sentence, if it has been served for more than six months, because buyers change',
    }),
  })
  .meta({ id: 'ServedModel' });

/** One version in a list, newest first. */
export const modelSummary = z
  .object({
    version,
    name,
    createdAt: time,
    publishedAt,
    fittedAt: time.nullable().meta({
      description:
        'When its points were fitted to the sales of half of the people, on whom previews rank nobody. Null: never',
    }),
    state: z.enum(['draft', 'filling', 'served', 'retired']).meta({
      description: 'filling: published, rescoring the history; retired: served before, no longer served',
    }),
  })
  .meta({ id: 'ModelSummary' });

/** Response of `GET …/models/{version}`. */
export const modelVersion = modelSummary.extend({ model: modelBody }).meta({ id: 'ModelVersion' });

/** Query of `GET …/models/{version}/diff`. */
export const diffQuery = z.strictObject({
  against: z.coerce.number('give a version, such as 1').int().min(1).optional().meta({
    description: 'Another version; by default the served version of the same model, or of the default model',
  }),
});

/** Response of `GET …/models/{version}/diff`. */
export const modelDiff = z
  .object({
    version,
    against: version,
    lines: z
      .array(z.string())
      .meta({ description: 'A sentence for each difference; empty: both score the same' }),
  })
  .meta({ id: 'ModelDiff' });

/** A likely mistake in a model, which is valid nevertheless. */
export const modelWarning = z
  .object({
    rule: z.string(),
    path: z.string(),
    message: z.string(),
  })
  .meta({ id: 'ModelWarning' });

/** Response of `POST …/models`. */
export const createdModel = z
  .object({ version, warnings: z.array(modelWarning) })
  .meta({ id: 'CreatedModel' });

/** Body of `POST …/models/{version}/publish`; optional. */
export const publication = z
  .strictObject({
    alerts: z
      .boolean()
      .optional()
      .meta({
        description:
          'Whether webhooks are told which visitors stand elsewhere under the new version: levels, cells and segments. By default ' +
          'they are not',
      }),
  })
  .meta({ id: 'Publication' });

/** Response of `POST …/models/{version}/retire`. */
export const retirement = z.object({ version, name }).meta({ id: 'Retirement' });

/** Response to a publication. The version is served once `rescoring` is null. */
export const publicationAnswer = z.object({ version, rescoring }).meta({ id: 'PublicationAnswer' });
