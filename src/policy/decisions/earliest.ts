/** The first of the moments that are given; undefined where none is. */
export function earliest(moments: readonly (Date | undefined)[]): Date | undefined {
  return moments.reduce((first, next) => (!first || (next && next < first) ? next : first), undefined);
}

/** The last of the moments; undefined, which is never, where one is not given. */
export function latest(moments: readonly (Date | undefined)[]): Date | undefined {
  const given = moments.filter((it) => it !== undefined);
  if (given.length < moments.length || given.length === 0) return undefined;
  return new Date(Math.max(...given.map((it) => it.getTime())));
}
