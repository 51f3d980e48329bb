export { forkJoin, initialize, setThreads, spin, stop, work } from './pool';
export { matmul, matmulNeedsPacking } from './matmul/index';
export * from './neural/index';
