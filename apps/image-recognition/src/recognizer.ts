import { join } from 'node:path';
import { type Module, OptionError, softmax, type Tensor, tensor } from '@heed/core';
import type { Tokenizer } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
import {
  DetrForObjectDetection,
  DetrForSegmentation,
  loadProcessor,
  MobileViTForSemanticSegmentation,
  type PictureClassifier,
  type PictureEncoder,
  type PictureProcessor,
  type PictureTextModel,
  ResNetForImageClassification,
  ResNetModel,
  SamModel,
  SegformerForSemanticSegmentation,
  type TextTowerConfig,
  visionFamilies,
  YolosForObjectDetection,
} from '@heed/vision';

/** The checkpoints that come with the application. */
const builtIn: Readonly<Record<string, string>> = Object.fromEntries(
  ['fashion', 'digits'].map((name) => [name, join(import.meta.dirname, '..', 'checkpoint', name)]),
);

/** A class or text with its probability. */
export interface Recognized {
  readonly label: string;
  readonly probability: number;
}

/** Any published model of pictures, and what it can do. */
export interface Recognizer {
  readonly model: Module;
  readonly processor: PictureProcessor;
  /** The names that are told apart. */
  readonly labels: readonly string[];
  /** Probabilities of all names, [pictures, labels]. */
  classify(pixels: Tensor): Tensor;
  /** A vector for each picture, [pictures, width]. */
  embed(pixels: Tensor): Tensor;
}

/** The folder of a checkpoint that comes along, or the source itself. */
export function locationOf(source: string): string {
  return Object.hasOwn(builtIn, source) ? (builtIn[source] ?? source) : source;
}

/** What {@link loadRecognizer} may be told. */
export interface RecognizerOptions {
  /** Names that a model of pictures and texts chooses from. */
  readonly labels?: readonly string[] | undefined;
  /** The sentence around a name; `{}` stands for it. */
  readonly template?: string;
  readonly log?: (line: string) => void;
}

/**
 * Loads a model: a checkpoint of this application by name, a folder, or an id of the hub.
 *
 * @throws {OptionError} for a model that needs labels and got none, or got labels that it cannot use.
 */
export async function loadRecognizer(source: string, options: RecognizerOptions = {}): Promise<Recognizer> {
  const { log } = options;
  const { model, files, tokenizer } = await fromPretrained(locationOf(source), {
    families: visionFamilies,
    tokenizer: options.labels !== undefined,
    ...(log && {
      onProgress: ({ stage, loaded, total }) =>
        log(`update ${stage} ${Math.round((100 * loaded) / total)} %`),
    }),
  });
  if (model instanceof YolosForObjectDetection || model instanceof DetrForObjectDetection) {
    throw new OptionError(`${source}: finds things and names no picture: see the command detect`);
  }
  if (isSegmenter(model)) {
    throw new OptionError(
      `${source}: names the parts of a picture, not the picture: see the command segment`,
    );
  }
  const processor = await loadProcessor(files);
  if (isPictureTextModel(model)) return zeroShot(model, processor, tokenizer, options);
  if (options.labels !== undefined) {
    throw new OptionError(
      `${source}: its classes are fixed; labels are for models of pictures and texts, such as CLIP`,
    );
  }
  if (isEncoder(model) || model instanceof ResNetModel) return encoder(model, processor);
  if (isClassifier(model) || model instanceof ResNetForImageClassification)
    return classifier(model, processor);
  throw new OptionError(`${source}: ${model.constructor.name} is no model of pictures`);
}

/** The names of one picture, the likeliest first. */
export function ranked(labels: readonly string[], probabilities: ArrayLike<number>): Recognized[] {
  return labels
    .map((label, at) => ({ label, probability: probabilities[at] ?? 0 }))
    .sort((one, other) => other.probability - one.probability);
}

function classifier(
  model: PictureClassifier | ResNetForImageClassification,
  processor: PictureProcessor,
): Recognizer {
  return {
    model,
    processor,
    labels: model.config.labels,
    classify: (pixels) => softmax(model.forward(pixels), { axis: -1 }),
    embed: (pixels) => model.forward(pixels),
  };
}

function encoder(model: PictureEncoder | ResNetModel, processor: PictureProcessor): Recognizer {
  return {
    model,
    processor,
    labels: [],
    classify() {
      throw new OptionError(
        `${model.constructor.name} has no classes, only embeddings: see the command nearest`,
      );
    },
    embed: (pixels) => model.embed(model.forward(pixels)),
  };
}

function zeroShot(
  model: PictureTextModel,
  processor: PictureProcessor,
  tokenizer: Tokenizer | undefined,
  { labels = [], template = 'a photo of a {}' }: RecognizerOptions,
): Recognizer {
  const sentences = labels.map((label) => template.replaceAll('{}', label));
  const texts =
    tokenizer === undefined
      ? undefined
      : model.encodeTexts(tokensOf(tokenizer, sentences, model.config.text));
  return {
    model,
    processor,
    labels,
    classify(pixels) {
      if (texts === undefined)
        throw new OptionError('a model of pictures and texts needs --labels to choose from');
      return model.probabilities(model.similarity(model.encodePictures(pixels), texts));
    },
    embed: (pixels) => model.encodePictures(pixels),
  };
}

/** Ids of texts, padded to the full length: what SigLIP wants, and CLIP does not mind behind the end token. */
function tokensOf(
  tokenizer: Tokenizer,
  texts: readonly string[],
  { maximumLength }: TextTowerConfig,
): Tensor {
  const encodings = tokenizer.encodeTexts(texts, {
    padding: { length: maximumLength },
    truncation: { maximumLength },
  });
  return tensor(
    encodings.map(({ ids }) => [...ids]),
    { dtype: 'int32' },
  );
}

function isPictureTextModel(model: Module): model is Module & PictureTextModel {
  return 'encodePictures' in model && 'encodeTexts' in model;
}

function isEncoder(model: Module): model is Module & PictureEncoder {
  return 'embed' in model && 'attentionPath' in model;
}

/** A model that tells the parts of a picture apart. */
export type Segmenter =
  | SegformerForSemanticSegmentation
  | MobileViTForSemanticSegmentation
  | DetrForSegmentation
  | SamModel;

/** True for a model that tells the parts of a picture apart. */
export function isSegmenter(model: Module): model is Segmenter {
  return [
    SegformerForSemanticSegmentation,
    MobileViTForSemanticSegmentation,
    DetrForSegmentation,
    SamModel,
  ].some((kind) => model instanceof kind);
}

/** True for a model that names pictures. */
export function isClassifier(model: Module): model is Module & PictureClassifier {
  return 'attentionPath' in model && 'firstTokens' in model;
}
