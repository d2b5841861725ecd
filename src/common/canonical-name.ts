/** The form in which names are compared: width and case variants of one name are one name (Unicode NFKC, lower case). */
export function canonicalName(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}
