import 'reflect-metadata';
import type { Type } from '@nestjs/common';

const IGNORES_UNKNOWN = Symbol('IGNORES_UNKNOWN');

/** Members that the class does not know are dropped, not refused, for standards that want it (RFC 6749 §3.2). */
export const IgnoresUnknown = (): ClassDecorator => (target) => {
  Reflect.defineMetadata(IGNORES_UNKNOWN, true, target);
};

export function ignoresUnknown(type: Type | undefined): boolean {
  return type !== undefined && Reflect.getMetadata(IGNORES_UNKNOWN, type) === true;
}
