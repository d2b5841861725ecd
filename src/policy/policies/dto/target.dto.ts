import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { ACTIONS } from '../../policy-type.js';
import type { Dimension } from '../../target.js';
import { IsDimension } from './is-dimension.decorator.js';

const isId = (value: unknown) => isUUID(value);
/** As tools and agents have them. A tag that no tool can carry would leave a deny without effect, and nobody would notice. */
const TAG = /^[a-z0-9][a-z0-9_.:-]{0,62}$/;
const WORD = /^[a-z][a-z0-9_]{0,63}$/;
const isTag = (value: unknown) => typeof value === 'string' && TAG.test(value);
const isWord = (value: unknown) => typeof value === 'string' && WORD.test(value);
const isAction = (value: unknown) => (ACTIONS as readonly unknown[]).includes(value);

function dimension(
  description: string,
  items: { type: 'string'; enum?: string[] },
  example: unknown,
): ApiPropertyOptions {
  return {
    description,
    oneOf: [
      { type: 'string', enum: ['any'] },
      {
        type: 'object',
        required: ['only'],
        additionalProperties: false,
        properties: { only: { type: 'array', maxItems: 1000, items } },
      },
    ],
    default: 'any',
    example,
  };
}

/** What a policy is about. All dimensions must match; one that is absent is `any`, an empty `only` matches nothing. */
export class TargetDto {
  @ApiPropertyOptional(dimension('Tools, by id.', { type: 'string' }, 'any'))
  @IfGiven()
  @IsDimension(isId, 'UUIDs')
  tools?: Dimension;

  @ApiPropertyOptional(
    dimension('Tools that carry at least one of these tags.', { type: 'string' }, { only: ['payments'] }),
  )
  @IfGiven()
  @IsDimension(isTag, 'tags, each of at most 63 lower-case letters, digits and _.:-')
  tags?: Dimension;

  @ApiPropertyOptional(
    dimension('Tools of these types, or what is no tool and of these types.', { type: 'string' }, 'any'),
  )
  @IfGiven()
  @IsDimension(isWord, 'tool types, each of at most 64 lower-case letters, digits and _')
  toolTypes?: Dimension;

  @ApiPropertyOptional(dimension('Agents, by id.', { type: 'string' }, 'any'))
  @IfGiven()
  @IsDimension(isId, 'UUIDs')
  agents?: Dimension;

  @ApiPropertyOptional(dimension('Agents that have at least one of these roles.', { type: 'string' }, 'any'))
  @IfGiven()
  @IsDimension(isWord, 'role names, each of at most 64 lower-case letters, digits and _')
  roles?: Dimension;

  @ApiPropertyOptional(
    dimension('What is asked about a tool.', { type: 'string', enum: [...ACTIONS] }, { only: ['invoke', 'vend'] }),
  )
  @IfGiven()
  @IsDimension(isAction, `of: ${ACTIONS.join(', ')}`)
  actions?: Dimension;
}
