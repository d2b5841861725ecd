import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength, ValidateIf } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsWithout } from '../../dto/is-without.decorator.js';

/** One of the two. */
export class LookupRequest {
  @ApiPropertyOptional({
    format: 'password',
    writeOnly: true,
    description: 'The accessor that came with a credential, whoever holds that. Either this or `token`.',
    example: 'tra_3xampl3000000000000000000000000000000000000000000',
    maxLength: 128,
  })
  @ValidateIf(({ accessor, token }: LookupRequest) => accessor !== undefined || token === undefined)
  @IsString({ message: 'accessor must be a string, or token be given in its place' })
  @MaxLength(128)
  accessor?: string;

  @ApiPropertyOptional({
    format: 'password',
    writeOnly: true,
    description: "The token of one of the caller's own credentials. Either this or `accessor`.",
    example: 'trc_3xampl3000000000000000000000000000000000000000000',
    maxLength: 4096,
  })
  @IfGiven()
  @IsString()
  @MaxLength(4096)
  @IsWithout('accessor')
  token?: string;
}
