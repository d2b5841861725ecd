import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { AsGiven } from '../../../common/http/as-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { IsBoundedJson } from './is-bounded-json.decorator.js';
import { IsEndpoint } from './is-endpoint.decorator.js';
import { ToolAnnotationsDto } from './tool-annotations.dto.js';

/** What a request says differently of a property. */
interface Presentation {
  readonly required?: boolean;
  readonly nullable?: boolean;
  readonly description?: string;
}

/** What a request may say of a tool: one decorator a property, the same on registering, replacing and changing. */

const TOOL_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
export const TAG = /^[a-z0-9][a-z0-9_.:-]{0,62}$/;
export const TAG_RULE = 'each tag must hold at most 63 lower-case letters, digits and _.:-';
const SCOPE = /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,127}$/;
/** As semver.org has it: no number begins with a zero. Without build metadata, which orders nothing. */
export const VERSION =
  /^((^|\.)(0|[1-9]\d{0,5})){3}(-(0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?$/;
const MOST_METADATA_BYTES = 16_384;
const MOST_SETTINGS_BYTES = 65_536;

/** Bounds that the importer keeps too. */
export const LONGEST_TITLE = 200;
export const LONGEST_DESCRIPTION = 4_000;
export const MOST_TAGS = 32;

/** Of an object, Swagger calls `selfRequired` what it calls `required` of everything else. */
function ObjectProperty({ required, ...options }: Presentation & { example: object }): PropertyDecorator {
  return applyDecorators(
    AsGiven(),
    ApiProperty({
      type: 'object',
      additionalProperties: true,
      ...options,
      ...(required !== undefined && { selfRequired: required }),
    }),
  );
}

export const Name = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      description: 'Unique without regard to case, fit for function calling.',
      pattern: TOOL_NAME.source,
      example: 'weather_forecast',
      ...options,
    }),
    Matches(TOOL_NAME, { message: 'name must begin with a letter or _ and hold at most 64 letters, digits, _ and -' }),
  );

export const Title = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      type: String,
      description: 'For people. The name where none is given.',
      maxLength: LONGEST_TITLE,
      example: 'Weather forecast',
      ...options,
    }),
    IsString(),
    MinLength(1),
    MaxLength(LONGEST_TITLE),
  );

export const Description = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      description: 'What the tool does and when to use it: what models and search read.',
      maxLength: LONGEST_DESCRIPTION,
      example: 'The weather of the coming days at a place.',
      ...options,
    }),
    IsString(),
    MinLength(1),
    MaxLength(LONGEST_DESCRIPTION),
  );

export const Kind = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      description: 'An installed tool type, as `GET /api/v1/tool-types` lists them.',
      example: 'http',
      ...options,
    }),
    IsString(),
    MaxLength(64),
  );

export const Endpoint = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      description: 'Where the tool is: an http or https URL without credentials.',
      maxLength: 2048,
      example: 'https://weather.example.com/v1',
      ...options,
    }),
    IsEndpoint(),
    MaxLength(2048),
  );

export const AuthRequired = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      description: 'Whether only a vended credential may invoke it.',
      default: true,
      example: true,
      ...options,
    }),
    IsBoolean(),
  );

export const Settings = (options: Presentation = {}) =>
  applyDecorators(
    ObjectProperty({
      description: 'What the tool type asks for. Never a secret: it names slots.',
      example: { method: 'GET', path: '/forecast', parameters: [{ name: 'city', in: 'query' }] },
      ...options,
    }),
    IsBoundedJson(MOST_SETTINGS_BYTES),
  );

export const Schema = (description: string, options: Presentation = {}) =>
  applyDecorators(
    ObjectProperty({
      description: `${description} JSON Schema 2020-12, or draft-07 by \`$schema\`; references stay inside.`,
      example: { type: 'object', required: ['city'], properties: { city: { type: 'string' } } },
      ...options,
    }),
    IsObject(),
  );

export const Scopes = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      type: [String],
      description: 'What a credential for the tool may be limited to. `invoke` is always among them.',
      example: ['forecast:read'],
      ...options,
    }),
    IsArray(),
    ArrayMaxSize(64),
    ArrayUnique(),
    Matches(SCOPE, { each: true, message: 'each scope must hold at most 128 letters, digits and _.:/-' }),
  );

export const Annotations = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      type: ToolAnnotationsDto,
      description: 'What a call does to the world, as its publisher says.',
      example: { readOnly: true },
      ...options,
    }),
    IsNested(() => ToolAnnotationsDto),
  );

export const Tags = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      type: [String],
      description: 'Lower case. A team is a tag.',
      example: ['weather', 'team-climate'],
      ...options,
    }),
    IsArray(),
    ArrayMaxSize(MOST_TAGS),
    ArrayUnique(),
    Matches(TAG, { each: true, message: TAG_RULE }),
  );

export const Metadata = (options: Presentation = {}) =>
  applyDecorators(
    ObjectProperty({
      description: 'Whatever you want to keep with the tool.',
      example: { docs: 'https://wiki.example.com/weather' },
      ...options,
    }),
    IsBoundedJson(MOST_METADATA_BYTES),
  );

export const Version = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({ description: 'Semantic version of the definition.', example: '1.0.0', ...options }),
    Matches(VERSION, { message: 'version must be a semantic version such as 1.4.0' }),
    MaxLength(64),
  );

export const Owner = (options: Presentation = {}) =>
  applyDecorators(
    ApiProperty({
      format: 'uuid',
      description: 'The agent that owns the tool.',
      example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b11',
      ...options,
    }),
    IsUUID(),
  );
