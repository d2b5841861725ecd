import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import type { HttpSettings } from './http-settings.js';

const EXPOSED = [
  'Deprecation',
  'ETag',
  'Idempotency-Replayed',
  'Link',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Sunset',
  'WWW-Authenticate',
  'X-Request-Id',
];

/** Nothing may be loaded but the documentation's own files; the Swagger UI cannot do without inline styles. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** What browsers are told: no foreign content, no framing, and which origins may call. */
export async function addSecurityHeaders(
  server: FastifyInstance,
  { PUBLIC_URL, CORS_ORIGINS }: HttpSettings,
): Promise<void> {
  const addHeaders = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    hsts: PUBLIC_URL?.startsWith('https:') ?? false,
    frameguard: { action: 'deny' },
  });
  server.addHook('onRequest', (request, reply, done) => addHeaders(request.raw, reply.raw, () => done()));
  if (CORS_ORIGINS.length === 0) return;
  await server.register(cors, {
    origin: [...CORS_ORIGINS],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: EXPOSED,
    maxAge: 600,
  });
}
