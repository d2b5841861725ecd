import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** A request whose DPoP proof the guard has verified. */
export interface RequestWithProof {
  /** Thumbprint (RFC 7638) of the key that the sender holds. */
  provenKey?: string;
}

/** The key that the sender of this request has proved to hold by DPoP (RFC 9449); undefined when it sent no proof. */
export const ProvenKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<RequestWithProof>().provenKey,
);
