import { Injectable } from '@nestjs/common';
import type { Finding, Severity } from './finding.js';
import type { CheckedTool, ToolCheck } from './tool-check.js';
import { allTexts, type ToolText } from './tool-texts.js';

interface HiddenText {
  readonly code: string;
  readonly severity: Severity;
  readonly pattern: RegExp;
  readonly detail: string;
}

/** Of Latin text: joiners belong to emoji and to scripts that need them. */
const LATIN = String.raw`[\p{Script=Latin}0-9]`;

/** They take no room; the last ones are letters of Korean that have no shape. */
const FILLERS = String.raw`\u034F\u180E\u200B\u2060-\u2064\u115F\u1160\u3164\uFFA0`;

/** What people do not see and models do. Sources: Unicode TR 36 and 39, Trojan Source (CVE-2021-42574). */
const HIDDEN: readonly HiddenText[] = [
  {
    code: 'HIDDEN_TAG_CHARACTERS',
    severity: 'critical',
    // Flags of regions are the one use that is left of them: a black flag, six tags at most, and the end of tags.
    pattern: /(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]{0,6})[\u{E0000}-\u{E007F}]/u,
    detail: 'It holds Unicode tag characters: text that nobody sees and models read.',
  },
  {
    code: 'HIDDEN_VARIATION_SELECTORS',
    severity: 'error',
    pattern: /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{3}/u,
    detail: 'It holds variation selectors in a row, which can carry hidden text.',
  },
  {
    code: 'BIDI_OVERRIDE',
    severity: 'error',
    pattern: /[\u202D\u202E]/,
    detail: 'It turns the direction of text round, so that people read it otherwise than it is.',
  },
  {
    code: 'INVISIBLE_RUN',
    severity: 'error',
    pattern: /\p{Default_Ignorable_Code_Point}{8}/u,
    detail: 'It holds many invisible characters in a row, which can carry hidden text.',
  },
  {
    code: 'ESCAPE_SEQUENCE',
    severity: 'error',
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    pattern: /[\u001B\u009B]/,
    detail: 'It holds escape sequences, by which a terminal hides text.',
  },
  {
    code: 'BIDI_CONTROL',
    severity: 'warning',
    pattern: /[\u202A-\u202C\u2066-\u2069]/,
    detail: 'It holds characters that change the direction of text.',
  },
  {
    code: 'INVISIBLE_CHARACTER',
    severity: 'warning',
    pattern: new RegExp(`[${FILLERS}]|.\\uFEFF|${LATIN}[\\u200C\\u200D]${LATIN}`, 'u'),
    detail: 'It holds characters that cannot be seen.',
  },
];

/** What no plain text holds: most need no closer look. */
const SUSPECT =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\p{Default_Ignorable_Code_Point}\u001B\u009B\u202A-\u202E\u2066-\u2069]/u;

/** Finds what is in texts and not to be seen there. */
@Injectable()
export class HiddenTextCheck implements ToolCheck {
  find(tool: CheckedTool): Finding[] {
    return allTexts(tool)
      .filter(({ text }) => SUSPECT.test(text))
      .flatMap(findIn);
  }
}

function findIn({ text, pointer }: ToolText): Finding[] {
  return HIDDEN.filter(({ pattern }) => pattern.test(text)).map(({ code, severity, detail }) => ({
    ...{ code, severity, pointer, detail },
  }));
}
