import { type Backend, type Module, type Tensor, to } from '@heed/core';

/** The backend that holds a model's weights; undefined for a model without any. */
export function backendOf(model: Module): Backend | undefined {
  return model.parameters().values().next().value?.value.backend;
}

/** A tensor on the backend that holds the model. */
export function besideModel(model: Module, x: Tensor): Tensor {
  const backend = backendOf(model);
  return backend === undefined ? x : to(x, backend);
}
