/** The first of the moments that are given; undefined where none is. */
export function earliest(moments: readonly (Date | undefined)[]): Date | undefined {
  return moments.reduce((first, next) => (!first || (next && next < first) ? next : first), undefined);
}
