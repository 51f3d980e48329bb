// The same side on graphs of accuracy level 0: its peer's name says so.
export * from './onnx.mjs';
