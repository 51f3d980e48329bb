export {
  DeiTForImageClassification,
  DeiTForImageClassificationWithTeacher,
  type DeiTLogits,
} from './model.ts';
