/** How much of a cache a value from the database takes: what it takes as JSON, give or take. */
export function keptSize(value: object): number {
  return JSON.stringify(value).length;
}
