import type { FastifyReply } from 'fastify';
import type { Deprecation } from './deprecation.js';
import { currentRequest } from './request-context.js';

/** Has the reply to the request being served say so, whatever it is. Outside a request nobody is told. */
export function tellDeprecation(deprecation: Deprecation): void {
  const request = currentRequest();
  if (request) request.deprecation = deprecation;
}

/** `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a link to the successor, beside the links that are there. */
export function addDeprecation(reply: FastifyReply): void {
  const deprecation = currentRequest()?.deprecation;
  if (!deprecation) return;
  const { since, sunset, successor } = deprecation;
  reply.header('deprecation', `@${Math.floor(since.getTime() / 1000)}`);
  if (sunset) reply.header('sunset', sunset.toUTCString());
  if (successor === null) return;
  const links = [reply.getHeader('link') ?? [], `<${successor}>; rel="successor-version"`].flat();
  reply.header('link', links.join(', '));
}
