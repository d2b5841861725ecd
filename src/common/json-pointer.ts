const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;

/** Whether a text is a JSON pointer (RFC 6901). The empty one points at the whole document. */
export function isJsonPointer(value: unknown): value is string {
  return typeof value === 'string' && POINTER.test(value);
}

/** The names that a JSON pointer goes through, unescaped. */
export function namesOf(pointer: string): string[] {
  const [, ...names] = pointer.split('/');
  return names.map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer to a member (RFC 6901). */
export function pointerTo(parent: string, member: string | number): string {
  return `${parent}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
