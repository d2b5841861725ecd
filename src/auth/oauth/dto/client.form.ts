import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** How a client proves itself in the body (RFC 6749 §2.3.1, RFC 7523 §2.2), where it does not in the header. */
export class ClientForm {
  @ApiPropertyOptional({
    description: "The client's id; needed beside `client_secret`.",
    maxLength: 64,
    example: '019a9f0e-8c3d-7e21-9b14-6f2a1d0c5e44',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  client_id?: string;

  @ApiPropertyOptional({
    description: "The client's secret, unless it comes by HTTP Basic (client_secret_post).",
    format: 'password',
    maxLength: 128,
    example: 'trs_4QmHb0...',
  })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  client_secret?: string;

  @ApiPropertyOptional({
    description: 'A JWT that the client has signed just now (private_key_jwt).',
    maxLength: 4096,
    example: 'eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ...',
  })
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  client_assertion?: string;

  @ApiPropertyOptional({
    description: 'Comes with `client_assertion`.',
    enum: ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
    example: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  client_assertion_type?: string;
}
