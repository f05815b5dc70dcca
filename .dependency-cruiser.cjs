// Who may import whom (design: layout). Checked by test/contract/structure.test.ts and `npm run structure`.
const may = {
  core: ['core'],
  text: ['core'],
  stats: ['core'],
  inference: ['text', 'core'],
  store: ['core'],
  input: ['core'],
  stages: ['text', 'stats', 'core'],
  output: ['store', 'core'],
  web: ['store', 'core'],
  run: ['store', 'core'],
  cli: ['run', 'store', 'web', 'output', 'core', 'input', 'inference', 'stages', 'text'],
  library: ['run', 'store', 'core', 'inference', 'text', 'stats', 'cli', 'input'],
};

const layers = Object.entries(may).map(([from, allowed]) => ({
  name: `${from}-imports-only-${allowed.filter(name => name !== from).join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[...new Set([from, ...allowed])].join('|')})/` },
}));

/** One door per big dependency. */
const doors = [
  ['duckdb', '@duckdb/', '^src/store/'],
  ['arrow', 'node_modules/apache-arrow', '^src/(store|input)/arrow'],
  ['docx', 'node_modules/docx/', '^src/output/report-docx/'],
  ['exceljs', 'node_modules/exceljs/', '^(src/output/workbook|data/sample/)'],
  ['echarts', 'node_modules/echarts/', '^src/output/report-html/'],
  ['jieba', 'node_modules/@node-rs/jieba', '^src/text/'],
  ['p-queue', 'node_modules/p-queue', '^src/inference/pool'],
  ['xlsx', 'node_modules/@e965/xlsx', '^src/input/xls\\.'],
  ['htmlparser', 'node_modules/htmlparser2', '^src/input/(xml|html)\\.'],
  ['parquet', 'node_modules/hyparquet', '^src/input/parquet'],
  ['opencc', 'node_modules/opencc-js', '^src/text/'],
].map(([name, dependency, door]) => ({
  name: `one-door-to-${name}`,
  severity: 'error',
  from: { path: '^(src|pipelines|models|data)/', pathNot: door },
  to: { path: dependency },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...layers,
    ...doors,
    {
      name: 'core-imports-zod-and-itself',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: '^(src/core/|node_modules/zod/)' },
    },
    {
      name: 'stages-do-no-input-or-output',
      severity: 'error',
      from: { path: '^src/(stages|text|stats|core)/' },
      to: { path: '^(fs|node:fs|child_process|http|https|net)', dependencyTypes: ['core'] },
    },
    {
      name: 'process-belongs-to-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|inference/worker|store/parquet)' },
      to: { path: '^(process|readline|os)$', dependencyTypes: ['core'] },
    },
    {
      name: 'src-knows-no-pipeline-but-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|library)/' },
      to: { path: '^pipelines/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
