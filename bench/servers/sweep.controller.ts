import { Controller, HttpCode, type OnModuleInit, Post } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Public } from '../../src/auth/index.js';
import { EndedCredentials } from '../../src/credentials/leases/ended-credentials.js';

/** Deletes now what the registry deletes once a minute, in the same way. */
@Controller('sweep')
export class SweepController implements OnModuleInit {
  #credentials!: EndedCredentials;

  constructor(private readonly modules: ModuleRef) {}

  onModuleInit(): void {
    this.#credentials = this.modules.get(EndedCredentials, { strict: false });
  }

  @Post()
  @Public()
  @HttpCode(200)
  async sweep(): Promise<object> {
    return { deleted: await this.#credentials.sweep() };
  }
}
