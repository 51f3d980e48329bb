// Where harness/places.ts points to, on the server of the page, which serves the repository.

export const cache = '/.cache/bench';
export const pretrained = '/.cache/pretrained';
