import { ApiPropertyOptional } from '@nestjs/swagger';
import { IgnoresUnknown } from '../../../common/http/ignores-unknown.decorator.js';
import { IsAddress } from '../../../common/http/is-address.decorator.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { TokenQueryForm } from './token-query.form.js';

/** RFC 7662 §2.1, with the address of the token's holder, which that foresees. */
@IgnoresUnknown()
export class IntrospectionForm extends TokenQueryForm {
  @ApiPropertyOptional({
    description:
      'From which address the token was presented. Without it a vended credential that is bound to addresses is told ' +
      'as not active.',
    example: '203.0.113.7',
  })
  @IfGiven()
  @IsAddress()
  address?: string;
}
