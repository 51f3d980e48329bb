export { measureRoute } from './measure-route.ts';
export { defaultRoutePolicy, type OpCost, type RoutePolicy, type SideCost } from './policy.ts';
export { type RoutedBackend, type RouteOptions, route } from './route.ts';
export type { RoutedBuffer } from './routed-buffer.ts';
