import { Construct } from 'constructs';
import { environmentOf } from '../../environment/environment-rules';
import { awsPlace } from './context';
import { Statement } from './policy';

/** The environment's data key, through one service only: what a caller needs besides the data itself. */
export function dataKeyThrough(scope: Construct, service: string, actions: string[]): Statement {
  return {
    sid: 'Key',
    actions,
    resources: [environmentOf(scope).dataKey.reference],
    condition: { StringEquals: { 'kms:ViaService': `${service}.${awsPlace(scope).region}.amazonaws.com` } },
  };
}

/** Id of a grant's policy: which resource, by its place in the environment, and which verb. */
export function grantId(scope: Construct, access: string): string {
  const environment = environmentOf(scope);
  return [...scope.node.scopes.slice(environment.node.scopes.length).map((s) => s.node.id), access].join('-').replace(/[^\w+=,.@-]/g, '-');
}
