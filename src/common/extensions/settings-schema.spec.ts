import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Ajv } from 'ajv';
import { settingsSchema } from './settings-schema.js';

class Part {
  @ApiProperty({ minimum: 1 })
  size!: number;
}

class Whole {
  @ApiProperty({ type: [Part] })
  parts!: Part[];

  @ApiPropertyOptional({ enum: ['red', 'blue'] })
  colour?: string;
}

class Tree {
  @ApiPropertyOptional({ type: () => Tree })
  branch?: Tree;
}

class Nothing {}

describe('the schema of settings', () => {
  const validate = new Ajv({ strict: false }).compile(settingsSchema(Whole));

  it.each<[object, boolean]>([
    [{ parts: [] }, true],
    [{ parts: [{ size: 1 }], colour: 'red' }, true],
    [{ parts: [{ size: 0 }] }, false],
    [{ parts: [{}] }, false],
    [{ colour: 'red' }, false],
    [{ parts: [], colour: 'green' }, false],
  ])('stands alone and judges %j', (settings, valid) => {
    expect(validate(settings)).toBe(valid);
  });

  it('may refer to itself', () => {
    const isTree = new Ajv({ strict: false }).compile(settingsSchema(Tree));
    expect([{ branch: { branch: {} } }, { branch: { branch: 1 } }].map((it) => isTree(it))).toEqual([true, false]);
  });

  it('is that of an empty object where nothing can be set', () => {
    expect(settingsSchema(Nothing)).toMatchObject({ type: 'object' });
  });
});
