/** A directed graph with capacities, and the largest flow between two of its nodes. */
export class FlowNetwork {
  // Edge e leads to targets[e]; e ^ 1 is the same edge backwards, whose room is what flows forwards.
  readonly #targets: number[] = [];
  readonly #capacities: number[] = [];
  readonly #edges: readonly number[][];
  #room = new Float64Array();

  constructor(nodes: number) {
    this.#edges = Array.from({ length: nodes }, () => []);
  }

  /** Adds an edge; several may join the same nodes. */
  connect(source: number, target: number, capacity: number): void {
    if (!(capacity > 0)) return;
    this.#edges[source]?.push(this.#targets.length);
    this.#edges[target]?.push(this.#targets.length + 1);
    this.#targets.push(target, source);
    this.#capacities.push(capacity, 0);
  }

  /**
   * The largest flow from a node to another one (Dinitz 1970): as long as the sink is in reach, send what fits along
   * shortest paths. Each round makes these longer, so it ends for any capacities.
   */
  maximumFlow(source: number, sink: number): number {
    this.#room = Float64Array.from(this.#capacities);
    let total = 0;
    for (;;) {
      const levels = this.#levelsFrom(source);
      if ((levels[sink] ?? -1) < 0) return total;
      const next = this.#edges.map(() => 0);
      for (;;) {
        const sent = this.#send(source, sink, Number.POSITIVE_INFINITY, levels, next);
        if (sent === 0) break;
        total += sent;
      }
    }
  }

  /** How many edges with room each node is away; −1 out of reach. */
  #levelsFrom(source: number): number[] {
    const levels = this.#edges.map(() => -1);
    levels[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (const edge of this.#edges[node] ?? []) {
        const target = this.#targets[edge] ?? 0;
        if ((levels[target] ?? 0) >= 0 || (this.#room[edge] ?? 0) <= 0) continue;
        levels[target] = (levels[node] ?? 0) + 1;
        queue.push(target);
      }
    }
    return levels;
  }

  /** Sends up to `limit` along one path that climbs the levels; `next` skips edges that lead nowhere any more. */
  #send(node: number, sink: number, limit: number, levels: readonly number[], next: number[]): number {
    if (node === sink) return limit;
    const edges = this.#edges[node] ?? [];
    for (; (next[node] ?? 0) < edges.length; next[node] = (next[node] ?? 0) + 1) {
      const edge = edges[next[node] ?? 0] ?? 0;
      const target = this.#targets[edge] ?? 0;
      const room = this.#room[edge] ?? 0;
      if (room <= 0 || levels[target] !== (levels[node] ?? 0) + 1) continue;
      const sent = this.#send(target, sink, Math.min(limit, room), levels, next);
      if (sent === 0) continue;
      this.#room[edge] = room - sent;
      this.#room[edge ^ 1] = (this.#room[edge ^ 1] ?? 0) + sent;
      return sent;
    }
    return 0;
  }
}
