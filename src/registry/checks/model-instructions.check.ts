import { Injectable } from '@nestjs/common';
import type { Finding } from './finding.js';
import { MODEL_INSTRUCTIONS } from './model-instructions.js';
import { textAsRead } from './plain-text.js';
import type { CheckedTool, ToolCheck } from './tool-check.js';
import { textsForModels, type ToolText } from './tool-texts.js';

/** Shorter texts hold no sentence. */
const SHORTEST = 10;

/** Finds what tells models what to do, where it is to say what the tool does. */
@Injectable()
export class ModelInstructionsCheck implements ToolCheck {
  find(tool: CheckedTool): Finding[] {
    return textsForModels(tool)
      .filter(({ text }) => text.length >= SHORTEST)
      .flatMap(findIn);
  }
}

function findIn({ text, pointer }: ToolText): Finding[] {
  const plain = textAsRead(text);
  return MODEL_INSTRUCTIONS.filter(({ pattern }) => pattern.test(plain)).map(({ code, severity, detail }) => ({
    ...{ code, severity, pointer, detail },
  }));
}
