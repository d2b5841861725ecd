import { Transform } from 'class-transformer';

/** JSON taken as it is. What class-transformer copies lacks members such as `valueOf`, and with them what they demanded. */
export function AsGiven(): PropertyDecorator {
  return Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]);
}
