import * as h from '@heed/core';
import type { Program } from '../testing/judge.ts';
import { testKernels } from '../testing/test-kernels.ts';

// Up to a thousand terms are summed in float32.
testKernels(
  {
    matmul: {
      '[0, 3] · [3, 2]': (x) => [h.matmul(x.float(0, 3), x.float(3, 2))],
      '[3, 0] · [0, 2]': (x) => [h.matmul(x.float(3, 0), x.float(0, 2))],
      '[1, 1] · [1, 1]': (x) => [h.matmul(x.float(1, 1), x.float(1, 1))],
      ...Object.fromEntries(
        [
          [1, 70, 33],
          // So large that each thread has one stretch of B, or several.
          [1, 1031, 523],
          [3, 509, 67],
          [3, 9, 130],
          [4, 67, 37],
          [6, 83, 45],
          [5, 7, 11],
          [8, 19, 23],
          [9, 11, 521],
          [10, 17, 31],
          [14, 29, 47],
          [77, 13, 53],
          [37, 41, 43],
          [67, 129, 70],
          [13, 11, 1033],
          [131, 139, 149],
        ].flatMap(([m = 0, n = 0, k = 0]) =>
          [false, true].flatMap((transposeA) =>
            [false, true].map((transposeB): [string, Program] => [
              `${m} × ${n} × ${k}${transposeA ? ' Aᵀ' : ''}${transposeB ? ' Bᵀ' : ''}`,
              (x) => {
                const a = transposeA ? x.float(k, m) : x.float(m, k);
                const b = transposeB ? x.float(n, k) : x.float(k, n);
                return [h.multiply(h.matmul(a, b, { transposeA, transposeB }), 1 / Math.sqrt(k))];
              },
            ]),
          ),
        ),
      ),
      'a batch': (x) => [h.matmul(x.float(2, 3, 5, 7), x.float(2, 3, 7, 11))],
      'a large batch': (x) => [h.multiply(h.matmul(x.float(5, 67, 71), x.float(5, 71, 73)), 0.1)],
      'operands that broadcast along some axes': (x) => [
        h.matmul(x.float(2, 1, 5, 3), x.float(3, 3, 7)),
        h.matmul(x.float(2, 1, 3, 5), x.float(2, 4, 7, 3), { transposeA: true, transposeB: true }),
        h.matmul(x.float(3, 1, 2, 5, 3), x.float(1, 2, 1, 3, 7)),
      ],
      'one A for all': (x) => [h.matmul(x.float(5, 7), x.float(3, 7, 11))],
      'one B for all': (x) => [
        h.matmul(x.float(3, 5, 7), x.float(7, 11)),
        h.matmul(x.float(3, 7, 5), x.float(7, 11), { transposeA: true }),
      ],
    },
    linear: {
      'with bias': (x) => [h.linear(x.float(2, 7, 13), x.float(11, 13), x.float(11))],
      'one row': (x) => [h.linear(x.float(1, 13), x.float(67, 13), x.float(67))],
      ...Object.fromEntries(
        (['float16', 'bfloat16'] as const).flatMap((dtype) =>
          [
            [1, 37, 43],
            [3, 131, 7],
            [6, 41, 513],
            [7, 41, 513],
            [67, 139, 131],
          ].map(([m = 0, n = 0, k = 0]): [string, Program] => [
            `${m} rows, a weight of ${dtype}, ${n} × ${k}`,
            (x) => [
              h.multiply(h.linear(x.float(m, k), h.cast(x.float(n, k), dtype), x.float(n)), 1 / Math.sqrt(k)),
            ],
          ]),
        ),
      ),
      'a half weight that is packed by parts': (x) => [
        h.multiply(h.linear(x.float(7, 1033), h.cast(x.float(1031, 1033), 'bfloat16')), 0.03),
      ],
      'large, with bias': (x) => [
        h.multiply(h.linear(x.float(131, 139), x.float(149, 139), x.float(149)), 0.1),
      ],
    },
  },
  { tolerance: 1e-5 },
);
