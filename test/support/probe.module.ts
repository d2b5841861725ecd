import { Body, Controller, Delete, Get, HttpCode, Module, Param, Post, Query } from '@nestjs/common';
import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { RequirePermission, Public } from '../../src/auth/index.js';
import { Idempotent } from '../../src/common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../src/common/http/if-match.decorator.js';
import { LargeBody } from '../../src/common/http/large-body.decorator.js';
import { PageQuery } from '../../src/common/http/page.js';
import { UuidParam } from '../../src/common/http/uuid-param.js';

class ProbeQuery extends PageQuery {
  @IsOptional()
  @IsString()
  color?: string;
}

class ProbeBody {
  @IsString()
  @MaxLength(100)
  name!: string;

  @IsOptional()
  @IsInt()
  size?: number;

  @IsOptional()
  metadata?: Record<string, unknown>;
}

/** Routes that show what HTTP does by itself, without any room behind them. */
@Controller('api/v1/probe')
class ProbeController {
  executions = 0;

  @Public()
  @Get()
  list(@Query() query: ProbeQuery) {
    return { data: [query.color ?? null], page: { nextCursor: 'next', hasMore: true } };
  }

  @Public()
  @Get('failing')
  fail(): never {
    throw new Error('the cause, with ?secret=hunter2');
  }

  @Public()
  @Get('outage')
  outage(): never {
    throw Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
  }

  @Public()
  @Get(':id')
  get(@UuidParam('id') id: string) {
    return { id, revision: 7 };
  }

  @Public()
  @Get('named/:name')
  byName(@Param('name') name: string) {
    return { name };
  }

  @Public()
  @Post()
  create(@Body() body: ProbeBody) {
    return body;
  }

  @Public()
  @LargeBody()
  @Post('large')
  @HttpCode(200)
  large(@Body() body: object) {
    return { size: JSON.stringify(body).length };
  }

  @Public()
  @Post('bare')
  @HttpCode(200)
  bare() {
    return {};
  }

  @RequirePermission('self:read')
  @Idempotent({ secrets: ['token'] })
  @Post('executions')
  async execute(@Body() body: ProbeBody) {
    this.executions += 1;
    await new Promise((done) => setImmediate(done));
    return { count: this.executions, name: body.name, token: 'shown-once' };
  }

  @Public()
  @Delete(':id')
  @HttpCode(204)
  remove(@UuidParam('id') id: string, @IfMatch() expected: ExpectedRevision) {
    return { id, expected };
  }
}

@Module({ controllers: [ProbeController] })
export class ProbeModule {}
