// The types of messages that a change is told by, and what they say of before. Pure.

import type { MessageType } from '../../../schema/api/alerts/message.ts';
import { type Crossing, coldestNoted } from '../standing/crossing.ts';
import { outsideLevel } from '../standing/level.ts';
import type { MemberRow } from './member.ts';
import type { News } from './told.ts';

/** A type of message, and the segment that was entered or left, or the cell that was entered. */
export interface Move {
  type: MessageType;
  segment?: string;
  cell?: string;
}

/** How a crossing is told: a rise to the hottest level, a rise to the next one, or a fall. */
export function moveOfCrossing({ from, to }: Crossing): Move {
  if (to > from) return { type: 'visitor.cooled' };
  return { type: to < coldestNoted ? 'visitor.hot' : 'visitor.warm' };
}

/** How news is told. */
export function movesOfNews({ cell, isIdentified, entered, left }: News): Move[] {
  return [
    ...(isIdentified ? [{ type: 'visitor.identified' } as const] : []),
    ...(cell === null ? [] : [{ type: 'visitor.cell_entered', cell } as const]),
    ...entered.map((segment) => ({ type: 'segment.entered', segment }) as const),
    ...left.map((segment) => ({ type: 'segment.left', segment }) as const),
  ];
}

/** Where a visitor stood, as a message says it. `cell`: as it was told, if it was. */
export function stoodAt(
  { level, grade, verified, outcome }: Pick<MemberRow, 'level' | 'grade' | 'verified' | 'outcome'>,
  cell: string | null | undefined = undefined,
): { level: number; cell: string | null; identified: boolean; outcome: string | null } {
  const stored = grade === null || level === outsideLevel ? null : `${grade}${level}`;
  return { level, cell: cell === undefined ? stored : cell, identified: verified !== null, outcome };
}
