import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fromPretrained } from '../../pretrained/from-pretrained.ts';
import type { Pretrained } from '../../pretrained/load-pretrained.ts';
import type { FileContent } from '../../pretrained/pretrained-files.ts';

const fixtures = new URL('../../../../../fixtures/', import.meta.url);

/** What Python's pipelines made of texts: offsets in code points. */
export interface GoldenTasks {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
  readonly tagTokens: Readonly<
    Record<string, Readonly<Record<string, readonly (readonly GoldenEntity[])[]>>>
  >;
  readonly fillMask: Readonly<
    Record<
      string,
      {
        readonly texts: readonly string[];
        readonly found: readonly (readonly (GoldenFilling | readonly GoldenFilling[])[])[];
        readonly targets: readonly GoldenFilling[];
      }
    >
  >;
  readonly classify: Readonly<Record<string, Readonly<Record<string, readonly (readonly GoldenLabel[])[]>>>>;
  readonly questions: readonly { readonly question: string; readonly context: string }[];
  readonly answer: Readonly<
    Record<
      string,
      readonly Readonly<Record<'best' | 'top' | 'plain' | 'none', GoldenAnswer | GoldenAnswer[]>>[]
    >
  >;
  readonly embed: readonly (readonly number[])[];
  readonly rerank: readonly { readonly index: number; readonly score: number }[];
  readonly sources: readonly string[];
  readonly taskSpecificParams: object;
  readonly summarize: readonly string[];
  readonly translate: readonly string[];
  readonly manyLanguages: Readonly<Record<string, readonly string[]>>;
}

interface GoldenLabel {
  readonly label: string;
  readonly score: number;
}

interface GoldenEntity {
  readonly entity?: string;
  readonly entity_group?: string;
  readonly score: number;
  readonly index?: number;
  readonly start: number;
  readonly end: number;
}

interface GoldenFilling {
  readonly score: number;
  readonly token: number;
  readonly token_str: string;
  readonly sequence: string;
}

interface GoldenAnswer {
  readonly score: number;
  readonly start: number;
  readonly end: number;
  readonly answer: string;
}

/** The file golden.json. */
export const goldenTasks: GoldenTasks = JSON.parse(
  readFileSync(new URL('tasks/golden.json', fixtures), 'utf8'),
);

/**
 * A tiny checkpoint with a tokenizer.
 *
 * @param folder Such as `models/bert-token`.
 * @param tokenizer A folder of tasks/.
 * @param change Fields of the config to change.
 */
export async function loadTask(
  folder: string,
  tokenizer: string,
  change: Readonly<Record<string, unknown>> = {},
  more: Readonly<Record<string, FileContent>> = {},
): Promise<Pretrained> {
  const read = (path: string): Uint8Array => readFileSync(new URL(path, fixtures));
  const config: object = JSON.parse(new TextDecoder().decode(read(`${folder}/config.json`)));
  const generation = `${folder}/generation_config.json`;
  return await fromPretrained({
    'config.json': new Blob([JSON.stringify({ ...config, ...change })]),
    'model.safetensors': read(`${folder}/model.safetensors`),
    'tokenizer.json': read(`tasks/${tokenizer}/tokenizer.json`),
    'tokenizer_config.json': read(`tasks/${tokenizer}/tokenizer_config.json`),
    ...(existsSync(new URL(generation, fixtures)) && { 'generation_config.json': read(generation) }),
    ...more,
  });
}

/** The files of a folder of tasks/, by their paths in it. */
export function filesIn(folder: string): Record<string, Uint8Array> {
  const root = new URL(`tasks/${folder}/`, fixtures);
  return Object.fromEntries(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, readFileSync(new URL(name, root))]),
  );
}

/** A place in code points as one in UTF-16 units. */
export function unitsOf(text: string, codePoints: number): number {
  return Array.from(text).slice(0, codePoints).join('').length;
}
