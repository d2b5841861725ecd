import { type DynamicModule, type FactoryProvider, Module, type ModuleMetadata } from '@nestjs/common';
import { createVerifier } from '../create-verifier.js';
import { CredentialGuard } from './credential.guard.js';
import { CREDENTIAL_MODULE_OPTIONS, type CredentialModuleOptions } from './credential-module.options.js';
import { CREDENTIAL_VERIFIER } from './credential-verifier.token.js';

export interface CredentialModuleAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly useFactory: (...dependencies: never[]) => CredentialModuleOptions | Promise<CredentialModuleOptions>;
  readonly inject?: FactoryProvider['inject'];
}

/** Offers `CredentialGuard` to the whole application of a tool's service. */
@Module({})
export class CredentialModule {
  static forRoot(options: CredentialModuleOptions): DynamicModule {
    return this.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync({ imports = [], inject = [], useFactory }: CredentialModuleAsyncOptions): DynamicModule {
    const verifier = { provide: CREDENTIAL_VERIFIER, inject: [CREDENTIAL_MODULE_OPTIONS], useFactory: createVerifier };
    return {
      module: CredentialModule,
      global: true,
      imports,
      providers: [{ provide: CREDENTIAL_MODULE_OPTIONS, inject, useFactory }, verifier, CredentialGuard],
      exports: [CREDENTIAL_MODULE_OPTIONS, CREDENTIAL_VERIFIER, CredentialGuard],
    };
  }
}
