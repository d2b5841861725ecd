/**
 * The shell blocks of a Markdown text, each with the output that the text promises.
 *
 * A block fenced `sh` is run; a block fenced `json output` or `text output` right after it is what it must print.
 * The one fenced `sh start` starts the registry and is left to `test/fresh`.
 */
export function shellBlocks(markdown) {
  const fences = [...markdown.matchAll(/^```(\w+)?[ ]?(\w+)?\n([\s\S]*?)^```$/gm)];
  const blocks = [];
  for (const [, language, role, text] of fences) {
    if (language === 'sh' && role !== 'start') blocks.push({ command: text });
    const last = blocks.at(-1);
    if (role === 'output' && last && last.output === undefined) last.output = text;
  }
  return blocks;
}
