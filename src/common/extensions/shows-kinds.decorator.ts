import { SetMetadata } from '@nestjs/common';
import type { Extension, ExtensionPoint } from './extension-point.js';

export const SHOWN_KINDS = Symbol('SHOWN_KINDS');

/** A body of the operation that names a kind, with what that kind is told. */
export type BodyOfKind = (kind: string, told: object) => object;

export interface ShownKinds {
  /** Name of the extension point. */
  readonly point: string;
  readonly told: 'settings' | 'credentials';
  readonly bodyOf: BodyOfKind;
}

/**
 * For an operation whose body names a kind of an extension point: its description lists the kinds that are installed,
 * guests' included, and shows a body of each.
 */
export const ShowsKinds = <T extends Extension>(
  { name: point }: ExtensionPoint<T>,
  bodyOf: BodyOfKind,
  told: ShownKinds['told'] = 'settings',
) => SetMetadata(SHOWN_KINDS, { point, told, bodyOf } satisfies ShownKinds);
