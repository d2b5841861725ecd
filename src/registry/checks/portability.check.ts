import { Injectable } from '@nestjs/common';
import { VENDOR_FORMATS } from '../export/export-format.js';
import { portabilityOf } from '../export/portability.js';
import type { Finding } from './finding.js';
import type { CheckedTool, ToolCheck } from './tool-check.js';

/** Says which vendors cannot take the tool as it is. */
@Injectable()
export class PortabilityCheck implements ToolCheck {
  find(tool: CheckedTool): Finding[] {
    return VENDOR_FORMATS.flatMap((format) =>
      portabilityOf(tool, format).map(({ pointer, code, detail }) => ({
        ...{ code: `${format.toUpperCase()}_${code}`, severity: 'info' as const, pointer, detail },
      })),
    );
  }
}
