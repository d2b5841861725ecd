import { Injectable } from '@nestjs/common';
import { namesOf } from '../../common/json-pointer.js';
import type { Finding } from './finding.js';
import { visibleText } from './plain-text.js';
import { holdsNamedSecret, isRandom, secretIn } from './secret-forms.js';
import type { CheckedTool, ToolCheck } from './tool-check.js';
import { allTexts, type ToolText } from './tool-texts.js';

const SECRET_NAME = /(?:api[_-]?key|secret|token|passw(?:or)?d|authorization|credential)s?$/i;
const ELSEWHERE = 'Definitions are shown to whoever may see the tool: put it in a secret slot.';

/** Finds secrets in what everybody who may see the tool can read. */
@Injectable()
export class SecretsCheck implements ToolCheck {
  find(tool: CheckedTool): Finding[] {
    return allTexts(tool).flatMap(findIn);
  }
}

function findIn({ text, pointer }: ToolText): Finding[] {
  if (text.length < 12) return [];
  const issuer = secretIn(visibleText(text));
  if (issuer) {
    const detail = `It holds what looks like ${issuer}. ${ELSEWHERE}`;
    return [{ code: 'SECRET_IN_DEFINITION', severity: 'critical', pointer, detail }];
  }
  if (!isNamedSecret(text, pointer) && !holdsNamedSecret(text)) return [];
  const detail = `It holds something random under the name of a secret. ${ELSEWHERE}`;
  return [{ code: 'POSSIBLE_SECRET', severity: 'warning', pointer, detail }];
}

function isNamedSecret(text: string, pointer: string): boolean {
  const name = namesOf(pointer).at(-1) ?? '';
  return name !== text && SECRET_NAME.test(name) && isRandom(text);
}
