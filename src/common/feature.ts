import type { Provider, Type } from '@nestjs/common';

/** What one folder brings to its module. */
export interface Feature {
  readonly entities?: readonly Type[];
  readonly controllers?: readonly Type[];
  readonly providers: readonly Provider[];
}
