import { Body, Controller, type DynamicModule, Get, Module, Param, ParseIntPipe, Put, UseGuards } from '@nestjs/common';
import type { VerifiedCredential } from 'genai-tool-registry/verifier';
import {
  CredentialGuard,
  CredentialModule,
  type CredentialModuleOptions,
  CurrentCredential,
  RequireScopes,
} from 'genai-tool-registry/verifier/nest';
import { type CountOf, Stock } from './stock.js';

/** The service behind a tool: agents call it directly, with the credentials that the registry vends them. */
@Controller('stock')
@UseGuards(CredentialGuard)
export class StockController {
  constructor(private readonly stock: Stock) {}

  @Get()
  @RequireScopes('stock:read')
  list(): CountOf[] {
    return this.stock.list();
  }

  @Put(':sku')
  @RequireScopes('stock:read', 'stock:write')
  count(
    @CurrentCredential() { agentId }: VerifiedCredential,
    @Param('sku') sku: string,
    @Body('count', ParseIntPipe) count: number,
  ): CountOf {
    return this.stock.count(agentId, sku, count);
  }
}

@Module({})
export class StockModule {
  /** @param options what registry vouches for which tool, and how callers know this service. */
  static of(options: CredentialModuleOptions): DynamicModule {
    return {
      module: StockModule,
      imports: [CredentialModule.forRoot(options)],
      controllers: [StockController],
      providers: [Stock],
    };
  }
}
