import { GradientError, ShapeError } from '../errors.ts';
import type { Parameter } from '../module/parameter.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { showValue } from '../weights/strict-json.ts';

/** Refuses gradients that are not exactly those of the parameters. */
export function checkGradients(
  kind: string,
  parameters: ReadonlyMap<string, Parameter>,
  gradients: ReadonlyMap<string, Tensor>,
): void {
  if (!(gradients instanceof Map)) {
    throw new GradientError(
      `${kind}: gradients must be the Map that valueAndGrad gives, got ${showValue(gradients)}`,
    );
  }
  const missing = [...parameters.keys()].filter((path) => !gradients.has(path));
  const extra = [...gradients.keys()].filter((path) => !parameters.has(path));
  if (missing.length > 0 || extra.length > 0) {
    const faults = [
      missing.length > 0 ? `missing ${missing.join(', ')}` : '',
      extra.length > 0 ? `extra ${extra.join(', ')}` : '',
    ];
    throw new GradientError(
      `${kind}: gradients do not match the parameters: ${faults.filter(Boolean).join('; ')}`,
    );
  }
  for (const [path, { shape, dtype }] of parameters) {
    const gradient = gradients.get(path);
    if (gradient === undefined || (sameShape(gradient.shape, shape) && gradient.dtype === dtype)) continue;
    throw new ShapeError(
      `${kind}: the gradient of ${path} is ${gradient.dtype} ${showShape(gradient.shape)}, ` +
        `the parameter is ${dtype} ${showShape(shape)}`,
    );
  }
}
