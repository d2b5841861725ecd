import { AppError } from '../errors/app-error.js';

/** The guard said no: address, protocol, redirect. Messages name no address, so nobody maps a network by them. */
export class OutboundRefusedError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'OUTBOUND_REFUSED';

  constructor(reason: string) {
    super(`The outbound call was refused: ${reason}.`);
  }
}

export class OutboundTimeoutError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'OUTBOUND_TIMEOUT';

  constructor() {
    super('The remote service did not answer completely in time.');
  }
}

export class OutboundTooLargeError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'OUTBOUND_TOO_LARGE';

  constructor() {
    super('The remote service sent more than may be received.');
  }
}

export class OutboundUnreachableError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'OUTBOUND_UNREACHABLE';

  constructor() {
    super('The remote service could not be reached, or broke off.');
  }
}

export class OutboundMalformedError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'OUTBOUND_MALFORMED';

  constructor() {
    super('The remote service sent an answer that is not valid HTTP.');
  }
}
