// What the sales say of a model's rules, as the API returns it (`GET …/reports/calibration`).

import * as z from 'zod';
import { createdModel } from '../models/model.ts';
import { estimate, reportOf } from './report.ts';

const had = {
  won: z.int().meta({ description: 'Buyers who had it just before their first sale' }),
  people: z.number().meta({ description: 'How many people had it at the moment of a sale, on average' }),
  share: z.number().meta({ description: 'Which share of everybody who could buy that was, on average' }),
  lift: estimate.nullable().meta({
    description: 'How many times as often people who have it buy as everybody does. Null: see `missing`',
  }),
  missing: z.string().nullable().meta({ description: 'The evidence that a lift would need' }),
};

const row = z
  .object({
    by: z.enum(['rule', 'level', 'fit']),
    id: z.string().meta({ description: 'The id of a rule or fit rule, or the name of a level' }),
    label: z.string(),
    ...had,
    points: z.number().nullable().meta({ description: 'The points in use. Null: it has none' }),
    fitted: estimate.nullable().meta({
      description: 'The points that the sales suggest, all rules together. Null: the sales say nothing of it',
    }),
    suggested: z.number().nullable().meta({
      description: 'The points to write. Null: those in use stay, because the sales do not tell otherwise',
    }),
    accepted: z.int().meta({ description: 'Leads that had it just before sales accepted them' }),
    rejected: z.int().meta({ description: 'Leads that had it just before sales rejected them' }),
    acceptance: estimate.nullable().meta({
      description:
        'How many times as often leads that have it are accepted as all that sales decided on. Null: fewer than five had it',
    }),
  })
  .meta({ id: 'CalibrationRow' });

const idea = z
  .object({
    about: z.enum(['page', 'file', 'kind', 'reading']),
    what: z
      .string()
      .meta({ description: 'A path, the name of a file, a kind of event, or active seconds in all' }),
    ...had,
  })
  .meta({ id: 'CalibrationIdea' });

const share = z.object({ sales: z.int(), before: estimate, after: estimate });

/** The report. */
export const calibrationAnswer = reportOf(row)
  .extend({
    ideas: z.array(idea).meta({ description: 'What buyers do more often than others and no rule asks for' }),
    heldOut: share.nullable().meta({
      description:
        'What the suggested points are worth on the half of people to whom they were not fitted: the share of others who ' +
        'scored lower than a buyer, with the points in use and with the suggested ones. Null: none are suggested',
    }),
    judged: z
      .object({
        accepted: z.int(),
        rejected: z.int(),
        reasons: z.array(z.object({ reason: z.string(), leads: z.int() })),
      })
      .meta({
        description:
          'Leads that sales accepted or rejected, with reasons that at least five were rejected for',
      }),
  })
  .meta({ id: 'CalibrationReport' });

export type CalibrationAnswer = z.infer<typeof calibrationAnswer>;

/** Response of `POST …/reports/calibration/draft`. */
export const calibrationDraft = createdModel
  .extend({ changed: z.int().meta({ description: 'How many rules have other points than those in use' }) })
  .meta({ id: 'CalibrationDraft' });
