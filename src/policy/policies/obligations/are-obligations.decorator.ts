import { applyDecorators } from '@nestjs/common';
import { plainToInstance, Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, ValidateNested } from 'class-validator';
import { MOST_OBLIGATIONS } from './obligation-schema.js';
import { OBLIGATION_REQUESTS } from './obligation-requests.js';

const BY_TYPE = new Map<unknown, new () => object>(Object.entries(OBLIGATION_REQUESTS));

/** Stands for what names no known type, so that it is the type that gets refused. */
class UnknownObligation {
  @IsIn([...BY_TYPE.keys()])
  type!: unknown;
}

/** A list of obligations, each with the members of its type and no others. */
export function AreObligations(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(ofItsType) : value)),
    IsArray(),
    ArrayMaxSize(MOST_OBLIGATIONS),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
  );
}

function ofItsType(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { type } = value as { type?: unknown };
  const request = BY_TYPE.get(type);
  return request ? plainToInstance(request, value) : Object.assign(new UnknownObligation(), { type });
}
