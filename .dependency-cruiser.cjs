/** Which room of src/ may enter which. Every room may also use itself, common and config. */
const MAY_IMPORT = {
  database: [],
  auth: ['database'],
  idempotency: ['database', 'auth'],
  policy: ['database', 'auth', 'idempotency'],
  registry: ['database', 'auth', 'idempotency', 'policy'],
  credentials: ['database', 'auth', 'idempotency', 'policy', 'registry'],
  invocation: ['database', 'auth', 'idempotency', 'policy', 'registry', 'credentials'],
  monitoring: ['database', 'auth', 'idempotency', 'policy', 'registry', 'credentials', 'invocation'],
};
const ROOMS = Object.keys(MAY_IMPORT).join('|');
const CONTRACTS = 'auth-method|policy-type|entity-source|tool-type|secret-store|monitoring-sink';

const direction = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  name: `${room}-direction`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: '\\.spec\\.ts$' },
  to: { path: `^src/(${ROOMS}|sdk)/`, pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...direction,
    {
      name: 'front-door-only',
      comment: 'Another room is entered through its index.ts.',
      severity: 'error',
      from: { path: `^src/(${ROOMS})/` },
      to: { path: `^src/(${ROOMS})/(?!index\\.ts$)`, pathNot: '^src/$1/' },
    },
    {
      name: 'common-is-a-leaf',
      severity: 'error',
      from: { path: '^src/common/' },
      to: { path: `^src/(${ROOMS}|sdk|config)/` },
    },
    {
      name: 'config-is-a-leaf',
      severity: 'error',
      from: { path: '^src/config/' },
      to: { path: `^src/(${ROOMS}|sdk)/` },
    },
    {
      name: 'built-ins-play-by-the-guests-rules',
      comment: 'A built-in kind sees contracts, common and its own feature folder.',
      severity: 'error',
      from: {
        path: '^src/(auth/methods|policy/types|registry/types|monitoring/sinks)/',
        pathNot: '\\.(spec|feature)\\.ts$',
      },
      to: {
        path: `^src/(${ROOMS})/`,
        pathNot: [`(${CONTRACTS})\\.ts$`, '^src/$1/', '^src/(auth|policy|registry|monitoring)/[a-z-]+/'],
      },
    },
    {
      name: 'examples-are-guests',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^src/', pathNot: '^src/(sdk|verifier)/' },
    },
    {
      name: 'verifier-stands-alone',
      comment: 'The services of tools load it without the server: Node, jose, and for the guard Nest.',
      severity: 'error',
      from: { path: '^src/verifier/', pathNot: ['\\.spec\\.ts$', '^src/verifier/nest/'] },
      to: { dependencyTypesNot: ['core'], pathNot: ['^src/verifier/(?!nest/)', 'node_modules/jose/'] },
    },
    {
      name: 'verifier-guard-stands-alone',
      severity: 'error',
      from: { path: '^src/verifier/nest/' },
      to: { pathNot: ['^src/verifier/', 'node_modules/@nestjs/(common|core)/'] },
    },
    {
      name: 'verifier-is-not-for-the-server',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/verifier/' },
      to: { path: '^src/verifier/' },
    },
    {
      name: 'typeorm-stays-in-its-corner',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(entity|repository|module)\\.ts$|^src/database/' },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm|pg)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
