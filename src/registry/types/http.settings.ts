import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';
import { IsNested } from '../../common/http/is-nested.decorator.js';
import { IsParameterName } from './is-parameter-name.decorator.js';

const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

export const LOCATIONS = ['path', 'query', 'header', 'cookie'] as const;
export type Location = (typeof LOCATIONS)[number];

/** How a list or an object is written down: the styles of OpenAPI, and `json`. */
export const STYLES = [
  'simple',
  'label',
  'matrix',
  'form',
  'spaceDelimited',
  'pipeDelimited',
  'deepObject',
  'json',
] as const;
export type Style = (typeof STYLES)[number];

export const MOST_PARAMETERS = 200;

/** One thing of the input, and where on the request it goes. */
export class HttpParameter {
  @ApiProperty({ description: 'Its name on the request.', example: 'city' })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  @IsParameterName()
  name!: string;

  @ApiProperty({ enum: LOCATIONS, description: 'Where it goes.', example: 'query' })
  @IsIn(LOCATIONS)
  in!: Location;

  @ApiProperty({
    required: false,
    description: 'The member of the input that holds it. Default: its name.',
    example: 'city',
  })
  @IfGiven()
  @IsString()
  @MaxLength(160)
  input?: string;

  @ApiProperty({
    required: false,
    enum: STYLES,
    description: 'How it is written. Default: `form` in query and cookie, else `simple`.',
    example: 'form',
  })
  @IfGiven()
  @IsIn(STYLES)
  style?: Style;

  @ApiProperty({
    required: false,
    description: 'Whether members of lists and objects are written one by one. Default: with `form` only.',
    example: true,
  })
  @IfGiven()
  @IsBoolean()
  explode?: boolean;
}

/** What of the input is sent as the body. */
export class HttpBody {
  @ApiProperty({
    description: 'JSON, a form, multipart, or any other type for a body that is a text.',
    example: 'application/json',
  })
  @Matches(/^[a-zA-Z0-9!#$&^_.+-]{1,127}\/[a-zA-Z0-9!#$&^_.+-]{1,127}$/)
  contentType!: string;

  @ApiProperty({
    required: false,
    description: 'The member of the input that holds it.',
    default: 'body',
    example: 'body',
  })
  @IfGiven()
  @IsString()
  @MaxLength(160)
  input?: string;

  @ApiProperty({
    required: false,
    type: [String],
    description: 'Of a multipart body: the members that are files, in base64.',
    example: ['picture'],
  })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(160, { each: true })
  files?: string[];
}

/** How a call becomes an HTTP request. */
export class HttpSettings {
  @ApiProperty({ enum: HTTP_METHODS, description: 'The method.', example: 'GET' })
  @IsIn(HTTP_METHODS)
  method!: HttpMethod;

  @ApiProperty({
    required: false,
    description: 'Added to the endpoint; `{name}` stands for a path parameter.',
    default: '',
    example: '/forecast/{city}',
  })
  @IfGiven()
  @Matches(/^(\/[^?#\s\\]*)?$/, { message: 'path must begin with / and hold neither a query nor a fragment' })
  @MaxLength(1024)
  path?: string;

  @ApiProperty({ required: false, type: [HttpParameter], description: 'Where the members of the input go.' })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MOST_PARAMETERS)
  @IsNested(() => HttpParameter, { each: true })
  parameters?: HttpParameter[];

  @ApiProperty({ required: false, type: HttpBody, description: 'The body, where there is one.' })
  @IfGiven()
  @IsNested(() => HttpBody)
  body?: HttpBody;
}
