export default {
  testEnvironment: 'node',
  // Tests that run Helm or the binary share a machine with others: a slow one is not a failed one.
  testTimeout: 120_000,
  extensionsToTreatAsEsm: ['.ts'],
  setupFiles: ['<rootDir>/test/seed.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } },
    ],
  },
}
