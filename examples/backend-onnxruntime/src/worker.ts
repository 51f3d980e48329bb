import { InferenceSession, Tensor } from 'onnxruntime-node';
import { runAsWorker } from 'synckit';
import { type Graph, modelOf } from './model.ts';

/** Floats in shared memory, with their shape. */
export type Operand = readonly [data: Float32Array, shape: readonly number[]];

const sessions = new Map<string, Promise<InferenceSession>>();

function sessionOf(graph: Graph): Promise<InferenceSession> {
  const key = JSON.stringify(graph);
  const session = sessions.get(key) ?? InferenceSession.create(modelOf(graph));
  sessions.set(key, session);
  return session;
}

const tensorOf = ([data, shape]: Operand): Tensor => new Tensor('float32', data, shape);

/** Runs a graph and writes its result where `output` lies. */
export async function run(graph: Graph, inputs: readonly Operand[], output: Operand): Promise<void> {
  const session = await sessionOf(graph);
  const feeds = Object.fromEntries(inputs.map((input, at) => [graph.inputs[at] ?? '', tensorOf(input)]));
  await session.run(feeds, { y: tensorOf(output) });
}

runAsWorker(run);
