import { summary } from '@heed/core';
import { type FileContent, fromPretrained } from '@heed/transformer';
import type { HeadMaps } from '../maps/head-maps.ts';
import { loadStories, loadTranslator, type OnShare, type StoryModel, type Translator } from './checkpoints.ts';
import { Engine, type EngineCounts, type EngineReport } from './engine.ts';
import { describeModel, type ModelDescription } from './describe-model.ts';
import { TrainRun, type TrainLook, type TrainOptions, type TrainState } from './train.ts';
import { type TranslatedSentence, translateText } from './translate.ts';
import { type ModelShape, TextWriter, type WriteOptions, type Writer, type WrittenToken } from './write.ts';
