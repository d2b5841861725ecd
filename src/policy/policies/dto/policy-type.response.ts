import { ApiProperty } from '@nestjs/swagger';
import type { JsonSchema } from '../../../common/extensions/settings-schema.js';
import { PageInfo } from '../../../common/http/page.js';
import type { PolicyType } from '../../policy-type.js';

/** What is known of a kind; of one that is not installed, its name alone. */
export class PolicyTypeResponse {
  @ApiProperty({ description: 'What a policy names as its `kind`.', example: 'time_based' })
  kind!: string;

  @ApiProperty({
    description: 'Whether it is installed. False where policies of the kind exist, but it is gone.',
    example: true,
  })
  installed!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it matches.',
    example: 'Matches on given weekdays between given hours of a time zone.',
  })
  description!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['principal', 'tool', 'call', null],
    description: 'What it looks at beside the time: the agent, also the tool, also address and arguments.',
    example: 'principal',
  })
  dependsOn!: PolicyType['dependsOn'] | null;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['permit', 'require', null],
    description: 'The effect of a policy that names none.',
    example: 'require',
  })
  defaultEffect!: PolicyType['defaultEffect'] | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'JSON Schema of the settings.',
    example: { type: 'object', properties: { zone: { type: 'string' } }, required: ['zone'] },
  })
  settingsSchema!: JsonSchema | null;
}

export class PolicyTypePage {
  @ApiProperty({ description: 'Policy kinds by name.', type: [PolicyTypeResponse] })
  data!: PolicyTypeResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
