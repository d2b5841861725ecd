/** Where on a request a secret travels; `none`: only to a tool type that asks for it by its slot. */
export const SECRET_PLACEMENTS = ['header', 'query', 'basic', 'bearer', 'none'] as const;
export type SecretPlacement = (typeof SECRET_PLACEMENTS)[number];

export interface PlacedSecret {
  readonly slot: string;
  readonly placement: SecretPlacement;
  /** Of the header or query parameter. */
  readonly name: string | null;
}

/** The one place of a request that a secret occupies. Equal carriers exclude each other. */
export function carrierOf({ slot, placement, name }: PlacedSecret): string {
  switch (placement) {
    case 'header':
      return `header:${name?.toLowerCase()}`;
    case 'query':
      return `query:${name}`;
    case 'basic':
    case 'bearer':
      return 'header:authorization';
    case 'none':
      return `none:${slot}`;
  }
}

/** Puts a secret on a request, over whatever the tool type put there. */
export function place({ placement, name }: PlacedSecret, value: string, url: URL, headers: Headers): void {
  switch (placement) {
    case 'header':
      headers.set(name ?? '', value);
      break;
    case 'query':
      url.searchParams.set(name ?? '', value);
      break;
    case 'basic':
      headers.set('authorization', `Basic ${Buffer.from(value).toString('base64')}`);
      break;
    case 'bearer':
      headers.set('authorization', `Bearer ${value}`);
      break;
    case 'none':
      break;
  }
}

/** Whether a value can travel there. */
export function fitsPlacement(placement: SecretPlacement, value: string): boolean {
  return placement !== 'basic' || /^[^:]+:/.test(value);
}
