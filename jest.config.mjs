import { availableParallelism } from 'node:os';

/**
 * swc turns our TypeScript and ESM-only dependencies into CommonJS, so Jest needs no Node flags.
 * Only large packages known to be CommonJS are left as they are, for speed.
 */
const swc = (typescript) => [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      target: 'es2023',
      keepClassNames: true,
      parser: typescript ? { syntax: 'typescript', decorators: true } : { syntax: 'ecmascript' },
      ...(typescript && {
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      }),
    },
    module: { type: 'commonjs' },
    sourceMaps: typescript ? 'inline' : false,
  },
];

const commonjs = [
  'ajv',
  'avvio',
  'class-transformer',
  'class-validator',
  'fastify',
  'find-my-way',
  'ioredis',
  'jsonwebtoken',
  'libphonenumber-js',
  'light-my-request',
  'luxon',
  'passport',
  'passport-jwt',
  'pg',
  'pg-[a-z]+',
  'pino',
  'prom-client',
  'reflect-metadata',
  'rxjs',
  'semver',
  'swagger-ui-dist',
  'typeorm',
  'undici',
  'validator',
].join('|');

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/examples'],
  testRegex: '\\.(spec|e2e-spec)\\.ts$',
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  transform: { '\\.ts$': swc(true), '\\.[cm]?js$': swc(false) },
  transformIgnorePatterns: [`/node_modules/(${commonjs})/`],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
    '^genai-tool-registry$': '<rootDir>/src/sdk/index.ts',
    '^genai-tool-registry/(server|testing)$': '<rootDir>/src/sdk/$1.ts',
    '^genai-tool-registry/(verifier(?:/nest)?)$': '<rootDir>/src/$1/index.ts',
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/main.ts'],
  coverageThreshold: { global: { lines: 90 } },
  testTimeout: 120_000,
  /** Modules of a finished test file are not given back: a worker that holds many is replaced. */
  workerIdleMemoryLimit: '1GB',
  maxWorkers: Math.min(Math.max(availableParallelism(), 2), 6),
};
