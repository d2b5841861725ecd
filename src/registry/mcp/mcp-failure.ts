import { ProtocolError, SdkError, SdkErrorCode } from '@modelcontextprotocol/client';

/** An MCP server answered, but not as it should. The message is for the caller and holds nothing that the server said. */
export class McpFailure extends Error {
  override readonly name = 'McpFailure';

  constructor(
    message: string,
    /** The HTTP status, where that is how the server said no. */
    readonly status?: number,
    /** The JSON-RPC error, where it is that. */
    readonly error?: { readonly code: number; readonly message: string },
  ) {
    super(message);
  }
}

/** The server wants of its client what we do not offer: to be asked, to ask a model, to list folders. */
const MISSING_CAPABILITY = -32021;
const MORE_INPUT = 'The tool asks for further input in the middle of a call, and nobody is there to give it.';
export const UNINTELLIGIBLE = 'The MCP server gave an answer that cannot be understood.';

/** What the library threw, in our words. @param status by which the server last refused a message. */
export function toMcpFailure(thrown: unknown, status: number | undefined): McpFailure {
  if (thrown instanceof McpFailure) return thrown;
  if (thrown instanceof ProtocolError) {
    const { code, message } = thrown;
    if (Number(code) === MISSING_CAPABILITY) return new McpFailure(MORE_INPUT);
    return new McpFailure(`The MCP server answered with the error ${code}.`, undefined, { code, message });
  }
  const code = thrown instanceof SdkError ? thrown.code : undefined;
  if (code === SdkErrorCode.UnsupportedResultType) return new McpFailure(MORE_INPUT);
  if (status !== undefined) return new McpFailure(`The MCP server answered with status ${status}.`, status);
  if (code === SdkErrorCode.EraNegotiationFailed) {
    return new McpFailure('The MCP server speaks no revision of the protocol that is known here.');
  }
  return new McpFailure(UNINTELLIGIBLE);
}
