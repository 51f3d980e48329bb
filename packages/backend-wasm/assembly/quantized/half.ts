/** 2¹¹²: what an exponent is too small by once the bits of a float16 stand in a float32. */
const SCALE: f32 = 5.192296858534828e33;
/** 2⁻¹¹² */
const UNSCALE: f32 = 1.925929944387236e-34;

/** The float16 at a place. */
export function loadHalf(at: usize): f32 {
  const bits = <u32>load<u16>(at);
  const size = bits & 0x7fff;
  const sign = (bits & 0x8000) << 16;
  const exact = size < 0x7c00 ? reinterpret<u32>(reinterpret<f32>(size << 13) * SCALE) : 0x7f800000 | (size << 13);
  return reinterpret<f32>(sign | exact);
}

/** Stores a number that a float16 holds exactly. */
export function storeHalf(at: usize, value: f32): void {
  const bits = reinterpret<u32>(value);
  const size = bits & 0x7fffffff;
  const sign = (bits >> 16) & 0x8000;
  const exact =
    size < 0x7f800000 ? reinterpret<u32>(reinterpret<f32>(size) * UNSCALE) >> 13 : 0x7c00 | ((size >> 13) & 0x3ff);
  store<u16>(at, <u16>(sign | exact));
}
