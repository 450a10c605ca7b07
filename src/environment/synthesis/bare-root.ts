import { App } from 'cdktf';
import { Construct } from 'constructs';

const { version }: { version: string } = require('cdktf/package.json');

/**
 * The root of a tree that nobody writes. An app would make its output folder, and take over the context of the process: what is tried out must be
 * the same wherever it is tried.
 */
export function bareRoot(context: { readonly [key: string]: unknown } = {}): App {
  const root = new Construct(undefined as unknown as Construct, '');
  for (const [key, value] of Object.entries({ cdktfVersion: version, 'groundwork:review': 'off', 'groundwork:governance': 'off', ...context })) { root.node.setContext(key, value); }
  return root as App;
}
