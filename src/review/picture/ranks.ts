/** What is used of dagre; its own types cannot be imported into a CommonJS module. */
interface Dagre {
  readonly graphlib: { readonly Graph: new () => DagreGraph };
  layout(graph: DagreGraph): void;
}
interface DagreGraph {
  setGraph(options: object): void;
  setDefaultEdgeLabel(label: () => object): void;
  setNode(id: string, box: { width: number; height: number }): void;
  setEdge(from: string, to: string): void;
  node(id: string): { x: number; y: number };
}

/** Lanes between the two outer columns. */
const COLUMNS = 3;

/**
 * Columns of nodes from callers to called, each in the order that crosses least: dagre's ranks and order. Where it would
 * place nodes and lines is not used: its lines have corners anywhere and its width follows the graph.
 */
export function rankColumns(nodes: readonly string[], edges: readonly { readonly from: string; readonly to: string }[]): string[][] {
  const columns: string[][] = Array.from({ length: COLUMNS }, () => []);
  if (nodes.length === 0) { return columns; }
  if (edges.length === 0) { columns[1].push(...nodes); return columns; }
  const dagre: Dagre = require('@dagrejs/dagre');
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 20, ranksep: 80, ranker: 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) { graph.setNode(node, { width: 204, height: 60 }); }
  for (const { from, to } of edges) { graph.setEdge(from, to); }
  dagre.layout(graph);
  const placed = nodes.map((node) => ({ node, ...graph.node(node) }));
  const ranks = [...new Set(placed.map((p) => p.x))].sort((a, b) => a - b);
  const column = (x: number): number => (ranks.length <= COLUMNS ? ranks.indexOf(x) : Math.floor(ranks.indexOf(x) * COLUMNS / ranks.length));
  placed.sort((a, b) => a.x - b.x || a.y - b.y || (a.node < b.node ? -1 : 1));
  for (const { node, x } of placed) { columns[column(x)].push(node); }
  return columns;
}
