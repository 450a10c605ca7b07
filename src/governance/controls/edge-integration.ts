import { GovernanceFunction, Objective, ControlSeverity, ControlFinding } from '../control';
import { ControlledResource } from '../control-context';
import { CloudName } from '../../environment/landing-zone';
import { control, finding } from './build';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'x-amazon-apigateway-any-method']);
/** Headers by which the service knows who calls. */
const IDENTITY = /^integration\.request\.header\.X-(Client-Id|Subject|Consent\w*|Scopes?|Operation-Id)$/i;

function judged(api: ControlledResource): ControlFinding[] {
  const paths = api.argument('body.paths') ?? {};
  return Object.entries<any>(paths).flatMap(([path, item]) => Object.entries<any>(item).filter(([method]) => METHODS.has(method)).map(([method, operation]) => {
    const sent = operation['x-amazon-apigateway-integration'] ?? {};
    const believed = Object.entries<any>(sent.requestParameters ?? {}).filter(([name, from]) => IDENTITY.test(name) && String(from).startsWith('method.request.')).map(([name]) => name.split('.').pop());
    const says = /^http_?/.test(String(sent.type)) && !/^https:/.test(String(sent.uri)) ? 'is sent on in plain' : believed.length === 0 || `believes what the caller says in ${believed.join(', ')}`;
    return finding(api.address, says, 'body', `${method.toUpperCase()} ${path}`);
  }));
}

/** The last step to the service. */
export const edgeIntegration = control({
  id: 'edge.integration',
  title: 'Requests are sent on by TLS, and who calls is said by the gateway',
  objective: Objective.ENCRYPTION_IN_TRANSIT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'a service that takes the name of the caller from the caller serves everybody as anybody',
  mend: 'Leave the document to the gateway.',
  clouds: [CloudName.AWS],
}, (context) => context.resources(['aws_api_gateway_rest_api']).flatMap(judged));
