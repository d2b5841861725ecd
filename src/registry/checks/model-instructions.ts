import type { Severity } from './finding.js';

/** A way of telling a model what to do besides saying what a tool is for. */
export interface ModelInstruction {
  readonly code: string;
  readonly severity: Severity;
  readonly pattern: RegExp;
  readonly detail: string;
}

const DISCLOSE = '(?:tell|inform|mention|notify|alert|reveal|disclose)';
const FILES = String.raw`(?:~\/\.ssh|\bid_rsa\b|\.aws\/credentials|\/etc\/(?:passwd|shadow)|\.cursor\/mcp\.json|\.netrc\b)`;
const MOVE = '(?:read|send|upload|post|include|pass|attach|copy|append|exfiltrate)';

/**
 * Refused is only what no description of a tool has a reason to say; what a good one may say is a warning. Texts are looked
 * at without what hides in them, and with single spaces. None looks on without end from each of its beginnings.
 */
export const MODEL_INSTRUCTIONS: readonly ModelInstruction[] = [
  {
    code: 'OVERRIDES_INSTRUCTIONS',
    severity: 'error',
    pattern:
      /\b(?:ignore|disregard|forget|override)\b[^.]{0,30}\b(?:previous|prior|earlier|above|preceding|system|developer)\b[^.]{0,20}\b(?:instructions?|prompts?|directions)\b/i,
    detail: 'It tells models to ignore what they were told before.',
  },
  {
    code: 'CONCEALS_FROM_USER',
    severity: 'error',
    pattern: new RegExp(
      String.raw`\b(?:do not|don['’]t|never)\s(?:ever\s)?${DISCLOSE}\b[^.]{0,30}\b(?:the|your) (?:user|human|operator)\b(?!['’])`,
      'i',
    ),
    detail: 'It tells models to keep something from the user.',
  },
  {
    code: 'CONCEALS_FROM_USER',
    severity: 'warning',
    pattern: /\bwithout (?:telling|informing|notifying|mentioning|asking)\b[^.]{0,30}\bthe user\b(?!['’])/i,
    detail: 'It speaks of doing something without the user knowing.',
  },
  {
    code: 'CHAT_MARKUP',
    severity: 'error',
    pattern: /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|>|\[\/?INST\]|<<SYS>>/,
    detail: 'It holds the marks by which models tell the parts of a conversation apart.',
  },
  {
    code: 'INSTRUCTION_MARKUP',
    severity: 'error',
    pattern: /<(important|system|instructions?|secret|hidden)>.{0,4000}<\/\1>/is,
    detail: 'It holds a passage marked as an instruction to models.',
  },
  {
    code: 'HIDDEN_COMMENT',
    severity: 'warning',
    pattern: /<!--/,
    detail: 'It holds a comment, which people do not see where it is rendered.',
  },
  {
    code: 'MOVES_LOCAL_SECRETS',
    severity: 'error',
    pattern: new RegExp(String.raw`\b${MOVE}\b[^.]{0,60}${FILES}`, 'i'),
    detail: 'It tells models to pass on files that hold secrets.',
  },
  {
    code: 'MOVES_CONVERSATION',
    severity: 'warning',
    pattern:
      /\b(?:include|send|pass|append|attach|forward)\b[^.]{0,50}\b(?:the (?:full|entire|whole|complete) (?:conversation|chat)|(?:system|developer) prompt|(?:conversation|chat) (?:history|transcript))\b/i,
    detail: 'It asks models for their conversation or their instructions.',
  },
  {
    code: 'ASSIGNS_ROLE',
    severity: 'warning',
    pattern: /\byou are now (?:an?|the|in)\b|\bnew (?:system )?instructions?:|^\s*system\s*:/i,
    detail: 'It gives models another role.',
  },
  {
    code: 'CLAIMS_PRECEDENCE',
    severity: 'warning',
    pattern:
      /\b(?:before|instead of) (?:using |calling |invoking )?(?:any|every|all|each)(?: of the)?(?: other)? tools?\b|\b(?:must|always) (?:use|call|invoke|prefer) this tool (?:first|before|instead)\b/i,
    detail: 'It tells models to prefer it to other tools.',
  },
];
