import { Module } from '@nestjs/common';

/** The judge: policies, decisions and what an agent may see. */
@Module({})
export class PolicyModule {}
