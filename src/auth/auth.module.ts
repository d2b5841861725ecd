import { Module } from '@nestjs/common';

/** Who is calling: agents, roles, auth methods, access tokens and the guard. */
@Module({})
export class AuthModule {}
