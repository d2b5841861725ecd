import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { Obligation } from '../../policy-type.js';

const MOST_MEMBERS = 100;
const A_YEAR = 31_536_000;
/** As tools declare them. */
const SCOPE = /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,127}$/;
/** RFC 6901, at least one member deep: what redacts the whole result is a deny. */
const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;

class CapTtlRequest {
  @ApiProperty({ description: 'Caps the lifetime of what is given.', enum: ['cap_ttl'], example: 'cap_ttl' })
  @IsIn(['cap_ttl'])
  type!: 'cap_ttl';

  @ApiProperty({ type: 'integer', minimum: 1, maximum: A_YEAR, description: 'Longest lifetime.', example: 300 })
  @IsInt()
  @Min(1)
  @Max(A_YEAR)
  seconds!: number;
}

class CapUsesRequest {
  @ApiProperty({ description: 'Caps how often what is given is good.', enum: ['cap_uses'], example: 'cap_uses' })
  @IsIn(['cap_uses'])
  type!: 'cap_uses';

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1_000_000, description: 'Most uses.', example: 1 })
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  uses!: number;
}

class NarrowScopesRequest {
  @ApiProperty({ description: 'Grants these scopes at most.', enum: ['narrow_scopes'], example: 'narrow_scopes' })
  @IsIn(['narrow_scopes'])
  type!: 'narrow_scopes';

  @ApiProperty({ type: [String], maxItems: MOST_MEMBERS, description: 'None grants nothing.', example: ['read'] })
  @IsArray()
  @ArrayMaxSize(MOST_MEMBERS)
  @Matches(SCOPE, { each: true, message: 'each scope must hold at most 128 letters, digits and _.:/-' })
  scopes!: string[];
}

class RequireBoundKeyRequest {
  @ApiProperty({
    description: 'What is given is bound to a key that the caller proves to hold (RFC 9449).',
    enum: ['require_bound_key'],
    example: 'require_bound_key',
  })
  @IsIn(['require_bound_key'])
  type!: 'require_bound_key';
}

class RedactRequest {
  @ApiProperty({ description: "Withholds members of the tool's result.", enum: ['redact'], example: 'redact' })
  @IsIn(['redact'])
  type!: 'redact';

  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: MOST_MEMBERS,
    description: 'JSON pointers (RFC 6901) of the members, each of at most 500 characters.',
    example: ['/customer/iban'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_MEMBERS)
  @IsString({ each: true })
  @Length(1, 500, { each: true })
  @Matches(POINTER, { each: true, message: 'each field must be a JSON pointer such as /customer/iban' })
  fields!: string[];
}

class LogRequest {
  @ApiProperty({ description: 'Puts a word beside the decision in the access log.', enum: ['log'], example: 'log' })
  @IsIn(['log'])
  type!: 'log';

  @ApiProperty({ minLength: 1, maxLength: 200, description: 'The word.', example: 'Payroll' })
  @IsString()
  @Length(1, 200)
  note!: string;
}

export const OBLIGATION_REQUESTS = {
  cap_ttl: CapTtlRequest,
  cap_uses: CapUsesRequest,
  narrow_scopes: NarrowScopesRequest,
  require_bound_key: RequireBoundKeyRequest,
  redact: RedactRequest,
  log: LogRequest,
} as const satisfies { readonly [Type in Obligation['type']]: new () => Extract<Obligation, { type: Type }> };
