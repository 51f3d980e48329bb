import type { Work } from '../harness/work.ts';
import { browserColdStartWork, browserWork } from './browser/work.ts';
import { bundleSizeWork } from './bundle-size/work.ts';
import { coldStartWork } from './cold-start/work.ts';
import { batchWork, encodeWork } from './encode/work.ts';
import { fineTuneWork } from './fine-tune/work.ts';
import { languageModelWork } from './language-model/work.ts';
import { logMelWork } from './log-mel/work.ts';
import { matmulWork, threadsWork } from './matmul/work.ts';
import { observersWork } from './observers/work.ts';
import { pictureProcessingWork } from './picture-processing/work.ts';
import { rowsWork } from './rows/work.ts';
import { samplingWork } from './sampling/work.ts';
import { lengthWork, sdpaWork } from './sdpa/work.ts';
import { sharedModelWork } from './shared-model/work.ts';
import { speechWork } from './speech/work.ts';
import { routeWork, tensorflowWork } from './tensorflow/work.ts';
import { tinyOpWork } from './tiny-op/work.ts';
import { trainWork } from './train/work.ts';
import { transcribeWork } from './transcribe/work.ts';
import { translateWork } from './translate/work.ts';
import { visionWork } from './vision/work.ts';
import { windowsWork } from './windows/work.ts';

/** All works, in the order of the page. */
export const works: readonly Work[] = [
  matmulWork,
  sdpaWork,
  rowsWork,
  windowsWork,
  tinyOpWork,
  encodeWork,
  languageModelWork,
  samplingWork,
  sharedModelWork,
  translateWork,
  visionWork,
  pictureProcessingWork,
  speechWork,
  logMelWork,
  transcribeWork,
  trainWork,
  fineTuneWork,
  tensorflowWork,
  routeWork,
  lengthWork,
  batchWork,
  threadsWork,
  browserWork,
  browserColdStartWork,
  coldStartWork,
  bundleSizeWork,
  observersWork,
];
