import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsBoolean, Matches } from 'class-validator';
import {
  type AccessRequest,
  CurrentPrincipal,
  POLICY_TYPE,
  type PolicyType,
  type Principal,
  RegistryModule,
  RequirePermission,
  TOOL_TYPE,
  ToolCatalog,
  type ToolCall,
  type ToolResult,
  type ToolType,
  UuidParam,
  type Verdict,
} from 'genai-tool-registry';

export class TaggedSettings {
  @ApiProperty({ description: 'Tag that a tool must carry.', example: 'reviewed' })
  @Matches(/^[a-z]{1,32}$/)
  tag!: string;
}

@Injectable()
export class TaggedPolicy implements PolicyType<TaggedSettings> {
  readonly kind = 'tagged';
  readonly description = 'Matches tools that carry a tag.';
  readonly settingsDto = TaggedSettings;
  readonly dependsOn = 'tool';
  readonly defaultEffect = 'require';

  evaluate({ tag }: TaggedSettings, { resource }: AccessRequest): Verdict {
    const tags: unknown = resource.attributes['tags'];
    return Array.isArray(tags) && tags.includes(tag)
      ? { outcome: 'match', reasons: [{ code: 'TAGGED', detail: `The tool is tagged ${tag}.` }] }
      : { outcome: 'no_match', reasons: [{ code: 'NOT_TAGGED', detail: `The tool is not tagged ${tag}.` }] };
  }
}

export class WordCountSettings {
  @ApiProperty({ description: 'Whether a word is counted once, however often it comes.', example: false })
  @IsBoolean()
  distinct!: boolean;
}

@Injectable()
export class WordCountToolType implements ToolType<WordCountSettings> {
  readonly kind = 'word_count';
  readonly description = 'Counts the words of a text that it fetches from the endpoint.';
  readonly settingsDto = WordCountSettings;

  async execute({ distinct }: WordCountSettings, { tool, http, signal }: ToolCall): Promise<ToolResult> {
    const response = await http(tool.endpoint, { signal });
    const words = (await response.text()).split(/\s+/).filter(Boolean);
    return { outcome: 'success', output: { words: distinct ? new Set(words).size : words.length } };
  }
}

class ToolBadge {
  @ApiProperty({ description: 'Name and version in one.', example: 'forecast@1.0.0' })
  label!: string;
}

@ApiTags('Tools')
@Controller('api/v1/tools')
class ToolBadgeController {
  constructor(private readonly tools: ToolCatalog) {}

  @Get(':id/badge')
  @RequirePermission('tool:read')
  @ApiOperation({ operationId: 'getToolBadge', summary: 'Get a badge', description: 'Name and version of a tool.' })
  @ApiOkResponse({ type: ToolBadge })
  async getBadge(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ToolBadge> {
    const { name, version } = await this.tools.forUse(principal, id);
    return { label: `${name}@${version}` };
  }
}

@Module({
  imports: [RegistryModule],
  controllers: [ToolBadgeController],
  providers: [POLICY_TYPE.provide(TaggedPolicy), TOOL_TYPE.provide(WordCountToolType)],
})
export class GuestModule {}
