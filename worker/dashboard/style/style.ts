// The style of the marketer's pages: calm, the colours kept for what matters. Light and dark follow the reader's system.

import { access } from './access.ts';
import { actions } from './actions.ts';
import { charts } from './charts.ts';
import { colours } from './colours.ts';
import { elements } from './elements.ts';
import { frame } from './frame.ts';
import { install } from './install.ts';
import { list } from './list.ts';
import { matrix } from './matrix.ts';
import { model } from './model.ts';
import { narrow } from './narrow.ts';
import { person } from './person.ts';
import { rows } from './rows.ts';

/** One sheet for all pages; frame/assets.ts serves it under the name of its content. */
export const style =
  colours +
  elements +
  frame +
  list +
  person +
  actions +
  charts +
  matrix +
  install +
  access +
  rows +
  model +
  narrow;
