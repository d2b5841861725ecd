import type { Dimension, Target } from '../../target.js';

const DIMENSIONS = ['tools', 'tags', 'toolTypes', 'agents', 'roles', 'actions'] as const satisfies (keyof Target)[];

/** Whether the one is about all that the other is about, whatever the agents and tools. */
export function covers(wide: Target, narrow: Target): boolean {
  return DIMENSIONS.every((it) => includes(wide[it], narrow[it]));
}

/** The dimensions of a target that match nothing: it is about nothing at all. */
export function emptyDimensions(target: Target): (keyof Target)[] {
  return DIMENSIONS.filter((it) => target[it] !== 'any' && target[it].only.length === 0);
}

export function isAboutEverything(target: Target): boolean {
  return DIMENSIONS.every((it) => target[it] === 'any');
}

function includes(wide: Dimension, narrow: Dimension): boolean {
  if (wide === 'any') return true;
  return narrow !== 'any' && narrow.only.every((it) => wide.only.includes(it));
}
