import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { ValidationFailedError } from '../errors/common.errors.js';

class UuidPipe implements PipeTransform<string, string> {
  constructor(private readonly name: string) {}

  transform(value: string): string {
    if (isUUID(value)) return value.toLowerCase();
    throw new ValidationFailedError([{ pointer: this.name, code: 'IS_UUID', detail: `${this.name} must be a UUID` }]);
  }
}

/** A path parameter that must be a UUID, in lower case; anything else is a 400 that names it. */
export function UuidParam(name: string): ParameterDecorator {
  return (controller, method, index) => {
    Param(name, new UuidPipe(name))(controller, method, index);
    if (method === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(controller, method) ?? {};
    ApiParam({ name, format: 'uuid' })(controller, method, descriptor);
  };
}
