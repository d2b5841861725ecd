import type { AccessRequest } from '../../policy/index.js';

/** A question from inside: no address, no arguments. */
const BARE: AccessRequest = {
  subject: { id: '0190a0b0-0000-7000-8000-000000000001', name: 'alice', type: 'user', roles: ['user'] },
  action: 'invoke',
  resource: {
    type: 'tool',
    id: '0190a0b0-0000-7000-8000-000000000002',
    attributes: {
      name: 'forecast',
      toolType: 'http',
      tags: ['weather'],
      ownerId: '0190a0b0-0000-7000-8000-000000000003',
      scopes: ['read'],
      version: '1.0.0',
      metadata: {},
    },
  },
  at: new Date('2026-03-04T12:30:00Z'),
};

const ORDINARY: AccessRequest = { ...BARE, address: '198.51.100.7', arguments: { city: 'Berlin' } };

const ODD_MOMENTS = [
  '1970-01-01T00:00:00Z',
  '2024-02-29T23:59:59.999Z',
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:30:00Z',
  '2026-12-31T23:59:59Z',
  '9999-12-31T00:00:00Z',
];

/** Questions that are asked seldom, and must be answered all the same. */
export const ODD_REQUESTS: readonly AccessRequest[] = [
  ORDINARY,
  BARE,
  ...ODD_MOMENTS.map((moment) => ({ ...ORDINARY, at: new Date(moment) })),
  ...(['discover', 'describe', 'vend', 'manage'] as const).map((action) => ({ ...ORDINARY, action })),
  { ...ORDINARY, subject: { id: '', name: '', type: '', roles: [] } },
  { ...ORDINARY, subject: { ...ORDINARY.subject, name: '__proto__', roles: ['constructor', '__proto__', '*'] } },
  { ...ORDINARY, resource: { type: 'tool', id: '', attributes: {} } },
  {
    ...ORDINARY,
    resource: { type: 'tool', id: 'x', attributes: { tags: 'none', ownerId: null, scopes: 7, metadata: [] } },
  },
  { ...ORDINARY, address: '::ffff:10.0.0.1' },
  { ...ORDINARY, address: 'not an address' },
  { ...ORDINARY, arguments: {} },
  { ...ORDINARY, arguments: { deep: { deeper: [null, { deepest: '\u0000' }] }, constructor: 1 } },
];

/** The same question from elsewhere and with other arguments. */
export function otherCall(request: AccessRequest): AccessRequest {
  return { ...request, address: '203.0.113.99', arguments: { entirely: 'different' } };
}

/** The same question about another tool. */
export function otherTool(request: AccessRequest): AccessRequest {
  const attributes = {
    name: 'other',
    toolType: 'llm',
    tags: ['elsewhere'],
    ownerId: 'other',
    scopes: [],
    version: '9.9.9',
    metadata: {},
  };
  return { ...request, resource: { type: 'tool', id: '0190a0b0-0000-7000-8000-00000000ffff', attributes } };
}
