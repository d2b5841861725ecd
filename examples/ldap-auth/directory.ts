/** One person in a directory. */
export interface Entry {
  readonly dn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What is needed of an LDAP client; `ldapts` has the same two operations. */
export abstract class Directory {
  /** The entries below `base` that the filter (RFC 4515) matches. */
  abstract search(base: string, filter: string): Promise<readonly Entry[]>;
  /** Whether the password is the one of this distinguished name. */
  abstract bind(dn: string, password: string): Promise<boolean>;
}

/** Escapes a value so that it stands for itself in a filter. */
export function escapeFilter(value: string): string {
  return value.replace(/[\\*()\0]/g, (it) => `\\${it.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A directory in memory that behaves: it knows `(attribute=value)` filters, `*` included, and refuses empty passwords. */
export class InMemoryDirectory extends Directory {
  constructor(private readonly people: readonly (Entry & { readonly password: string })[]) {
    super();
  }

  override search(base: string, filter: string): Promise<readonly Entry[]> {
    const [, name = '', pattern = ''] = /^\(([A-Za-z]+)=(.*)\)$/s.exec(filter) ?? [];
    const matches = new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`, 'is');
    const found = this.people.filter(({ dn, attributes }) => dn.endsWith(base) && matches.test(attributes[name] ?? ''));
    return Promise.resolve(found.map(({ dn, attributes }) => ({ dn, attributes })));
  }

  override bind(dn: string, password: string): Promise<boolean> {
    return Promise.resolve(password !== '' && this.people.some((it) => it.dn === dn && it.password === password));
  }
}

function literal(escaped: string): string {
  const text = escaped.replace(/\\([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
