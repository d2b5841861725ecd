import type { Options } from '@node-rs/argon2';

/** What a hash cost to make, as it begins in PHC form: `$argon2id$v=19$m=19456,t=2,p=1`. */
export type Argon2Cost = string;

/** The same in PostgreSQL. */
export const COST_OF_HASH = String.raw`substring(hash FROM '^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+')`;

const COST = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)/;

export function costOf(hash: string): Argon2Cost | undefined {
  return COST.exec(hash)?.[0];
}

export function toCost({ memoryCost, timeCost, parallelism }: Required<Pick<Options, CostOption>>): Argon2Cost {
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}`;
}

export function toOptions(cost: Argon2Cost): Options {
  const [, memoryCost, timeCost, parallelism] = (COST.exec(cost) ?? []).map(Number);
  return { memoryCost: memoryCost ?? NaN, timeCost: timeCost ?? NaN, parallelism: parallelism ?? NaN };
}

type CostOption = 'memoryCost' | 'timeCost' | 'parallelism';
