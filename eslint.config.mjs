import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const processEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only src/config/process-variables.ts reads the environment.',
};
const systemClock = {
  selector:
    "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Ask the injected Clock.',
};
const httpException = {
  selector:
    'ImportSpecifier[imported.name=/^(HttpException|BadRequestException|NotFoundException|ForbiddenException|UnauthorizedException|ConflictException|InternalServerErrorException)$/]',
  message: 'Throw an AppError; only the problem filter knows HTTP.',
};
const outboundCall = {
  selector: "CallExpression[callee.name='fetch']",
  message: 'Every outbound call goes through OutboundClient.',
};

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'data', 'node_modules'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', { max: 5 }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', processEnv, systemClock, httpException, outboundCall] },
  },
  {
    files: ['src/config/process-variables.ts'],
    rules: { 'no-restricted-syntax': ['error', systemClock, httpException, outboundCall] },
  },
  {
    files: ['src/common/http/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', processEnv, systemClock, outboundCall] },
  },
  {
    // It runs in the processes of tools, where there is neither our OutboundClient nor our Clock.
    files: ['src/verifier/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', processEnv] },
  },
  {
    files: ['src/common/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', processEnv, httpException, outboundCall] },
  },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', 'test/**/*.ts', 'bench/**/*.ts', 'demo/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  {
    // Clients of the API read its replies as a script would.
    files: ['test/support/api-client.ts', 'demo/api.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        module: 'writable',
        require: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
