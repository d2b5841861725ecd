import { ApiProperty } from '@nestjs/swagger';
import { Matches, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { isHeaderForInput } from '../../types/is-parameter-name.decorator.js';

const HEADER_VALUE = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

export class McpSecretRequest {
  @ApiProperty({ description: 'The slot that the tools will name for it.', example: 'token' })
  @Matches(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/, {
    message: 'slot must begin with a letter or _ and hold at most 64 letters, digits, _, . and -',
  })
  slot!: string;

  @ApiProperty({
    description: 'Sent to the server while its tools are listed, and not kept.',
    minLength: 8,
    maxLength: 8192,
    writeOnly: true,
    example: 'example-token-of-the-server',
  })
  @MinLength(8)
  @MaxLength(8192)
  @Matches(HEADER_VALUE, { message: 'value must hold visible ASCII characters only' })
  value!: string;

  @IfGiven()
  @ApiProperty({
    required: false,
    description: 'The header that carries it. Where none is given it is a bearer token.',
    maxLength: 128,
    example: 'X-Api-Key',
  })
  @MaxLength(128)
  @ValidateBy({
    name: 'isHeaderForInput',
    validator: {
      validate: (name: unknown) =>
        typeof name === 'string' && isHeaderForInput(name) && !/^(mcp-|last-event)/i.test(name),
      defaultMessage: () => 'header must be the name of a header that the protocol does not use itself',
    },
  })
  header?: string;
}
