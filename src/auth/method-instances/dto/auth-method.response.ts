import { ApiProperty } from '@nestjs/swagger';
import type { JsonSchema } from '../../../common/extensions/settings-schema.js';
import { PageInfo } from '../../../common/http/page.js';
import { ClaimsMappingDto } from '../../mapping/dto/claims-mapping.dto.js';
import type { AuthMethodKindView, AuthMethodView } from '../auth-method-view.js';

export class AuthMethodResponse implements AuthMethodView {
  @ApiProperty({ description: 'What callers name to log in by it.', example: 'corporate-ldap' })
  name!: string;

  @ApiProperty({ description: 'The kind it is of.', example: 'api_key' })
  kind!: string;

  @ApiProperty({ description: 'Whether the kind is installed. If not, nobody can log in by it.', example: true })
  installed!: boolean;

  @ApiProperty({ description: 'Whether it can be used.', example: true })
  enabled!: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Its settings, secrets masked.',
    example: {},
  })
  settings!: Readonly<Record<string, unknown>>;

  @ApiProperty({
    type: ClaimsMappingDto,
    nullable: true,
    description:
      'What claims make of subjects of other issuers. Null: those that are linked to an agent log in, and no others.',
  })
  mapping!: ClaimsMappingDto | null;

  @ApiProperty({ description: 'Counts its changes; the ETag is made of it.', example: 1 })
  revision!: number;

  @ApiProperty({ description: 'When it was created.', example: '2026-03-01T09:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ description: 'When it was last changed.', example: '2026-03-01T09:00:00.000Z' })
  updatedAt!: Date;
}

export class AuthMethodKindResponse implements AuthMethodKindView {
  @ApiProperty({ description: 'What an auth method names as its `kind`.', example: 'api_key' })
  kind!: string;

  @ApiProperty({
    description: 'Whether it is installed. False where methods of the kind exist, but it is gone.',
    example: true,
  })
  installed!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'What it is.', example: 'A long-lived key of an agent.' })
  description!: string | null;

  @ApiProperty({ description: 'Whether its proofs may be presented as bearer tokens.', example: true })
  bearer!: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'JSON Schema of the settings.',
    example: { type: 'object', properties: {} },
  })
  settingsSchema!: JsonSchema | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'JSON Schema of the `credentials` in `POST /api/v1/auth/token`.',
    example: { type: 'object', properties: { key: { type: 'string' } }, required: ['key'] },
  })
  credentialsSchema!: JsonSchema | null;

  @ApiProperty({ type: [AuthMethodResponse], description: 'The configured methods of this kind, by name.' })
  instances!: readonly AuthMethodResponse[];
}

export class AuthMethodPage {
  @ApiProperty({ description: 'Kinds by name.', type: [AuthMethodKindResponse] })
  data!: AuthMethodKindResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
