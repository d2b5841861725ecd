const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * The form in which names are compared: names that differ in case, width, composition, invisible characters or spaces
 * around them are one name.
 *
 * This is Unicode's NFKC_Casefold, which the language lacks, made from what it has, and a little wider: ß is ss, and a
 * dotless i is an i. Repeated until nothing changes: taking a character out may let its neighbours combine.
 */
export function canonicalName(name: string): string {
  const folded = fold(name);
  return folded === name ? folded : canonicalName(folded);
}

function fold(name: string): string {
  const visible = name.normalize('NFKC').replace(IGNORABLE, '');
  // Lower case of the last sigma of a word depends on where it stands.
  const lower = visible.toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return lower.normalize('NFKC').trim();
}
