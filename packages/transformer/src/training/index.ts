export * from './adapters/index.ts';
export * from './data/index.ts';
export type { Objective, ObjectiveBatch } from './objective.ts';
export * from './objectives/index.ts';
export { type MemoryPlan, type PlanOptions, planMemory } from './plan-memory.ts';
export * from './runs/index.ts';
export { forwardRows, type TextModel, type TextModelOptions } from './text-model.ts';
export { evaluateLoss, type StepOptions, type StepReport, trainStep } from './train-step.ts';
