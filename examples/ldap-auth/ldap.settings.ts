import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';

export class LdapSettings {
  @ApiProperty({ description: 'Names the directory as the issuer of identities.', example: 'ldap://directory.example' })
  @IsString()
  @MaxLength(200)
  @Matches(/^ldaps?:\/\/\S+$/)
  issuer!: string;

  @ApiProperty({ description: 'Where people are searched.', example: 'ou=people,dc=example,dc=org' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  baseDn!: string;

  @ApiProperty({ description: 'Attribute that holds what people log in with.', example: 'uid' })
  @Matches(/^[A-Za-z]{1,64}$/)
  loginAttribute!: string;
}

export class LdapCredentials {
  @ApiProperty({ description: 'The name in the directory.', example: 'ada' })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  username!: string;

  @ApiProperty({
    format: 'password',
    writeOnly: true,
    description: 'The password there.',
    example: 'analytical-engine',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(256)
  password!: string;
}
