import { Injectable } from '@nestjs/common';
import type { Finding } from './finding.js';
import { MODEL_INSTRUCTIONS } from './model-instructions.js';
import type { CheckedTool, ToolCheck } from './tool-check.js';
import { textsForModels, type ToolText } from './tool-texts.js';

/** Shorter texts hold no sentence. */
const SHORTEST = 10;
// eslint-disable-next-line no-misleading-character-class -- each of them by itself
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF\u{E0000}-\u{E01EF}]/gu;

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
  const plain = text.replace(INVISIBLE, '').normalize('NFKC').replace(/\s+/g, ' ');
  return MODEL_INSTRUCTIONS.filter(({ pattern }) => pattern.test(plain)).map(({ code, severity, detail }) => ({
    ...{ code, severity, pointer, detail },
  }));
}
