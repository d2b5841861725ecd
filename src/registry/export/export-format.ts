/** The shapes in which tools leave the registry: those that models are given, and our own. */
export const EXPORT_FORMATS = ['mcp', 'openai', 'anthropic', 'gemini', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Those that somebody else laid down. */
export type VendorFormat = Exclude<ExportFormat, 'jsonl'>;
export const VENDOR_FORMATS: readonly VendorFormat[] = ['mcp', 'openai', 'anthropic', 'gemini'];
