/** What becomes of tools whose operations the document no longer has. */
export const GONE_CHOICES = ['keep', 'deprecate', 'delete'] as const;
export type GoneChoice = (typeof GONE_CHOICES)[number];

export const GONE_OUTCOMES = ['kept', 'deprecated', 'deleted'] as const;
