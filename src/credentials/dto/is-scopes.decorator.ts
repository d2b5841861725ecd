import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayUnique, IsArray, Matches } from 'class-validator';

const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

/** A list of different scopes, each a token of RFC 6749 §3.3. */
export const IsScopes = () =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(100),
    ArrayUnique(),
    Matches(SCOPE, { each: true, message: 'each scope must be 1 to 128 printable characters without spaces' }),
  );
