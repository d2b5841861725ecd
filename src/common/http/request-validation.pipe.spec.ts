import type { ArgumentMetadata, Type } from '@nestjs/common';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { ValidationFailedError } from '../errors/common.errors.js';
import { RequestValidationPipe } from './request-validation.pipe.js';

class OptionalQuery {
  @IsOptional()
  @IsInt()
  limit = 20;
}

class RequiredQuery {
  @IsString()
  q!: string;
}

const query = (metatype: Type): ArgumentMetadata => ({ type: 'query', metatype, data: undefined });

describe('an empty query', () => {
  const pipe = new RequestValidationPipe();

  it('has the defaults of its class, an object of its own each time', async () => {
    const transform = () => pipe.transform({}, query(OptionalQuery));
    const answers = [await transform(), await transform(), await transform()];
    for (const it of answers) expect(it).toEqual(new OptionalQuery());
    for (const it of answers) expect(it).toBeInstanceOf(OptionalQuery);
    expect(new Set(answers).size).toBe(3);
  });

  it('changes nothing for a query that is not empty', async () => {
    await pipe.transform({}, query(OptionalQuery));
    await expect(pipe.transform({ limit: 'x' }, query(OptionalQuery))).rejects.toThrow(ValidationFailedError);
    await expect(pipe.transform({ other: '1' }, query(OptionalQuery))).rejects.toThrow(ValidationFailedError);
  });

  it('is refused, each time, where something must be given', async () => {
    for (let time = 0; time < 3; time += 1) {
      await expect(pipe.transform({}, query(RequiredQuery))).rejects.toThrow(ValidationFailedError);
    }
  });
});
