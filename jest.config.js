export default {
  testEnvironment: 'node',
  // Tests that run Helm or the binary share a machine with others: a slow one is not a failed one.
  testTimeout: 120_000,
  maxWorkers: '100%',
  extensionsToTreatAsEsm: ['.ts', '.css'],
  setupFiles: ['<rootDir>/test/seed.ts'],
  // What needs a cluster has a run of its own: npm run test:cluster.
  testMatch: ['<rootDir>/test/**/*.test.ts', '!**/test/cluster/**'],
  collectCoverageFrom: ['src/**/*.ts', '!**/*.d.ts'],
  coverageReporters: ['text-summary', 'html'],
  transform: {
    // Files whose text the program imports.
    '\\.css$|/filters\\.js$': '<rootDir>/test/text-module.js',
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } },
    ],
  },
}
