const TEXT = /^text\/|[/+](xml|yaml|javascript|csv|x-www-form-urlencoded)$/;

/** The body of an answer: JSON as its value, text as text, anything else in base64, nothing as null. */
export async function readAnswer(response: Response): Promise<unknown> {
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length === 0) return null;
  const [type = ''] = (response.headers.get('content-type') ?? 'text/plain').split(';');
  const contentType = type.trim().toLowerCase();
  if (/[/+]json$/.test(contentType)) return parsed(bytes.toString());
  return TEXT.test(contentType) ? bytes.toString() : { contentType, base64: bytes.toString('base64') };
}

/** What calls itself JSON and is not is handed on as the text it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
