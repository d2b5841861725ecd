import { ValidationPipe } from '@nestjs/common';

/** What reaches a prototype by being copied. Bodies that hold one are refused before; parameters are flat. */
const UNSAFE = ['__proto__', 'constructor'] as const;

/** Nest's pipe deletes members named `prototype`, too, at any depth: a schema would no longer demand its `prototype`. */
export class LosslessValidationPipe extends ValidationPipe {
  protected override stripProtoKeys(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const name of UNSAFE) Reflect.deleteProperty(value, name);
  }
}
