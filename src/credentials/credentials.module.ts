import { Module } from '@nestjs/common';

/** Credentials vended to agents, and the secrets that tools want. */
@Module({})
export class CredentialsModule {}
