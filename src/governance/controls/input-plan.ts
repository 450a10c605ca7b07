import { readFileSync } from 'fs';
import { join } from 'path';
import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding } from './build';
import { blocks } from './judging';

/** The program, as Terraform writes it down: it would take the beginnings of templates for its own. */
function approved(): string {
  program ??= readFileSync(join(__dirname, '../../edge/assets/validator.js'), 'utf8').replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{');
  return program;
}
let program: string | undefined;

/** What the validator beside Envoy holds requests against, and that it is the one that was approved. */
export const inputPlan = control({
  id: 'input.plan',
  title: 'The validator checks bodies and their type, and is the program that was approved',
  objective: Objective.INPUT_VALIDATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a schema that takes everything, or another program in its place, answers yes to every request',
  mend: 'Leave plan and program to the gateway.',
  clouds: [CloudName.GOOGLE],
}, (context) => (context.kind === 'environment' ? context.resources(['google_storage_bucket_object']).map((file) => {
  const [content, name] = [file.argument('content'), String(file.argument('name'))];
  if (file.argument('source') !== undefined) { return finding(file.address, 'comes from a file that nobody approved', 'source'); }
  if (typeof content !== 'string' || content.length === 0) { return finding(file.address, 'is empty', 'content'); }
  const known = context.kindOf(file.address) === 'ApiGateway';
  const another = known && /^validator-/.test(name) && content !== approved();
  const edge = context._edgeOf(file.address);
  const free = new Set((edge?.operations ?? []).filter((operation) => operation.free).map((operation) => operation.name));
  const weak = blocks(file.argument('content.routes')).filter((route) => !free.has(`${route.method} ${route.path}`))
    .filter((route) => (route.body !== undefined && Object.keys(route.body).length === 0) || (route.contentTypes ?? []).some((type: string) => type.includes('*')))
    .map((route) => `${route.method} ${route.path}`);
  return finding(file.address, another ? 'is not the program that was approved' : weak.length === 0 || `takes any body: ${weak.join(', ')}`, 'content');
}) : []));
