import { Module } from '@nestjs/common';

/** The catalogue: tools, their versions and types, import and search. */
@Module({})
export class RegistryModule {}
