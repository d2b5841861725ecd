import { Injectable, Module } from '@nestjs/common';
import { IsIn, IsOptional, IsUrl } from 'class-validator';
import { TOOL_TYPE, type ToolCall, type ToolResult, type ToolType } from '../../src/registry/index.js';

class CallSettings {
  /** Where to call instead of the tool's endpoint. */
  @IsOptional()
  @IsUrl({ require_tld: false })
  url?: string;

  @IsOptional()
  @IsIn(['sleep', 'throw', 'cycle', 'slot'])
  misbehave?: 'sleep' | 'throw' | 'cycle' | 'slot';
}

/** Posts its input to the tool and returns the JSON that comes back; or misbehaves as it is told. */
@Injectable()
export class CallToolType implements ToolType<CallSettings> {
  readonly kind = 'call';
  readonly description = 'Posts the input to the endpoint.';
  readonly settingsDto = CallSettings;
  /** Ends every call that sleeps. */
  wake: () => void = () => undefined;
  asleep = 0;
  readonly #woken = new Promise<void>((resolve) => (this.wake = resolve));

  async execute({ url, misbehave }: CallSettings, call: ToolCall): Promise<ToolResult> {
    if (misbehave === 'throw') throw new Error(`the password is ${await call.secret('key')}`);
    if (misbehave === 'slot') return { outcome: 'success', output: { slot: await call.secret('key') } };
    if (misbehave === 'cycle') return { outcome: 'success', output: round() };
    if (misbehave === 'sleep') {
      this.asleep += 1;
      await this.#woken;
    }
    const reply = await call.http(url ?? call.tool.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(call.input),
      signal: call.signal,
    });
    const output: unknown = await reply.json();
    if (reply.ok) return { outcome: 'success', output, status: reply.status };
    return { outcome: 'failure', message: `The tool answered with status ${reply.status}.`, status: reply.status };
  }
}

function round(): unknown {
  const value: Record<string, unknown> = {};
  value['itself'] = value;
  return value;
}

@Module({
  providers: [CallToolType, TOOL_TYPE.provide({ useFactory: (it: CallToolType) => it, inject: [CallToolType] })],
})
export class CallToolModule {}
