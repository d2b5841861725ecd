import type { KnownWord } from '../word-counts.js';
import { editDistance } from './edit-distance.js';

/** A word that some tool has, in the place of one that none has. */
export interface Repair {
  readonly word: string;
  readonly lexeme: string;
  readonly weight: number;
}

/** Shorter words are too near to too many others, and what has digits is a name or a number. */
const REPAIRABLE = /^[\p{L}\p{M}]{4,}$/u;
/** From here on a word may have two mistakes. */
const LONG = 8;
const WEIGHTS = [0, 0.5, 0.3];

export function isRepairable(lexeme: string): boolean {
  return REPAIRABLE.test(lexeme);
}

/** The known word that was most likely meant: the nearest, of those the one that most tools have. */
export function repairOf(word: string, candidates: readonly KnownWord[]): Repair | undefined {
  const most = word.length >= LONG ? 2 : 1;
  const near = candidates
    .map((it) => ({ ...it, distance: editDistance(word, it.lexeme) }))
    .filter((it) => it.distance <= most)
    .sort((a, b) => a.distance - b.distance || b.tools - a.tools || (a.lexeme < b.lexeme ? -1 : 1));
  const [best] = near;
  return best && { word, lexeme: best.lexeme, weight: WEIGHTS[best.distance] ?? 0 };
}
