import { Injectable } from '@nestjs/common';
import type { ToolCall, ToolResult, ToolType } from '../tool-type.js';
import { readAnswer } from './http-answer.js';
import { buildRequest } from './http-request.js';
import { HttpSettings } from './http.settings.js';

/** Calls an operation of an HTTP API. */
@Injectable()
export class HttpToolType implements ToolType<HttpSettings> {
  readonly kind = 'http';
  readonly description = 'Calls an operation of an HTTP API; what an OpenAPI import makes.';
  readonly settingsDto = HttpSettings;

  async execute(settings: HttpSettings, { tool, input, http, signal }: ToolCall): Promise<ToolResult> {
    const built = buildRequest(tool.endpoint, settings, input);
    if ('refused' in built) return { outcome: 'failure', message: built.refused };
    const { url, ...request } = built.request;
    const response = await http(url, { ...request, signal });
    const { status, ok } = response;
    const output = await readAnswer(response);
    if (ok) return { outcome: 'success', output, status };
    return { outcome: 'failure', message: `The tool answered with status ${status}.`, output, status };
  }
}
