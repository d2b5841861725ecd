import { pipeline, type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OutboundMalformedError, OutboundTooLargeError } from './outbound.errors.js';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Encodings that the client asks for. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/**
 * The decoded body, cut when it exceeds `maxBytes` before or after decoding.
 *
 * @throws OutboundMalformedError for an encoding that was not asked for.
 */
export function decodeBody(body: Readable, encoding: string | undefined, maxBytes: number): Readable {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return pipeline(body, atMost(maxBytes), ignoreEnd);
  const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (!decoder) throw new OutboundMalformedError();
  return pipeline(body, atMost(maxBytes), decoder(), atMost(maxBytes), ignoreEnd);
}

function atMost(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new OutboundTooLargeError());
      else done(null, chunk);
    },
  });
}

/** A failure reaches the reader of the last stream. */
function ignoreEnd(): void {
  return undefined;
}
