import { Construct } from 'constructs';
import { AuthorizerBundle } from '../../../edge/authorizer-bundle';
import { deterministicZip } from '../../../edge/zip';
import { createHash } from 'crypto';
import { environmentOf } from '../../../environment/environment-rules';
import { OwnFunction, ownFunction, Program } from '../function';
import { AwsLogStream } from '../log-stream';
import { AwsNetwork } from '../network';

/**
 * Runs the token authorizer and writes one line for each decision: who asked for what, and what was decided. The audit log is the
 * function's only log.
 */
export const AUDITED = `'use strict';
const { handler: decide } = require('./authorizer.js');

exports.handler = async (event) => {
  const line = { audit: 'access', time: new Date().toISOString(), requestId: event.requestContext && event.requestContext.requestId, method: event.httpMethod, path: event.resource };
  try {
    const answer = await decide(event);
    const { client, subject, operation, reason } = answer.context || {};
    const decision = answer.policyDocument.Statement.every((s) => s.Effect === 'Allow') ? 'allow' : 'deny';
    console.info(JSON.stringify({ ...line, client, subject, operation, decision, reason }));
    return answer;
  } catch (error) {
    console.info(JSON.stringify({ ...line, decision: 'deny', reason: error.message === 'Unauthorized' ? 'no_valid_token' : 'error' }));
    throw error;
  }
};
`;

/** The authorizer's archive with the audit in front of it. */
export function auditedProgram(bundle: AuthorizerBundle): Program {
  const { unzipSync, strFromU8 } = require('fflate') as typeof import('fflate');
  const files = Object.fromEntries(Object.entries(unzipSync(Buffer.from(bundle.zipBase64, 'base64'))).map(([name, bytes]) => [name, strFromU8(bytes)]));
  const { 'index.js': authorizer, ...rest } = files;
  const zip = deterministicZip({ ...rest, 'authorizer.js': authorizer, 'index.js': AUDITED });
  const hash = createHash('sha256').update(zip).digest();
  return { zipBase64: zip.toString('base64'), sha256: hash.toString('hex'), sha256Base64: hash.toString('base64') };
}

/** The function that decides on tokens. It reaches the issuer's keys by the egress firewall. */
export function authorizer(scope: Construct, bundle: AuthorizerBundle, audit: AwsLogStream): OwnFunction {
  const network = environmentOf(scope).network as AwsNetwork;
  return ownFunction(scope, {
    description: `Decides on tokens for ${scope.node.scope!.node.path}`,
    program: auditedProgram(bundle),
    environment: { ...bundle.environment },
    timeoutSeconds: 10,
    statements: [],
    log: audit,
    network: { subnets: network.privateSubnets, endpoint: network.workload(scope, `Authorizer of ${scope.node.scope!.node.path}`, true) },
  });
}
