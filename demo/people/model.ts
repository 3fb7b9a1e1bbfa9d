// The model of the demo's site, which sells a planner of shifts to hotels and restaurants: the default rules, and who fits.

import { defaultModel } from '../../schema/model/default-model.ts';
import type { Model } from '../../schema/model/model.ts';

export const demoModel: Model = {
  ...defaultModel,
  fit: {
    rules: [
      { id: 'decides', label: 'Decides', where: { seniority: ['executive', 'director'] }, points: 40 },
      { id: 'plans', label: 'Plans the shifts', where: { seniority: 'manager' }, points: 25 },
      { id: 'works', label: 'Runs the operation', where: { department: 'operations' }, points: 15 },
      { id: 'large', label: '50 people or more', where: { employees: { gte: 50 } }, points: 40 },
      { id: 'small', label: '10 to 49 people', where: { employees: { gte: 10, lt: 50 } }, points: 20 },
      { id: 'tiny', label: 'Fewer than 5 people', where: { employees: { lt: 5 } }, points: -15 },
    ],
    grades: { A: 70, B: 45, C: 20 },
  },
};
