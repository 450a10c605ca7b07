import { ControlContext, ControlledResource } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeEach, judgeFacts, judgeResources } from './judging';

/** What is known of faults in images. */
export const imageScan = control({
  id: 'image.scan',
  title: 'Registries scan their images for known vulnerabilities',
  objective: Objective.VULNERABILITY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'nobody hears of a fault in an image before somebody uses it',
  mend: 'Leave scanning to registry and foundation.',
  scanners: ['CKV_AWS_163', 'CKV_AZURE_163'],
}, (context) => {
  const stores = context.resources(['aws_ecr_repository', 'azurerm_container_registry', 'google_artifact_registry_repository']);
  const guards = context.kind === 'foundation' && context.cloud === 'aws' ? context.resources(['aws_ecr_repository_creation_template']) : [];
  return [
    ...judgeEach(context, stores.filter((one) => asked(one, context)).map((one) => one.address), 'image.scan', ({ value, text }) => value === true || text, 'images are not scanned for vulnerabilities'),
    ...judgeResources(context, ['google_artifact_registry_repository'], (one) => one.argument('vulnerability_scanning_config.enablement_config') !== 'DISABLED' || { argument: 'vulnerability_scanning_config.enablement_config', says: 'images are not scanned' }),
    ...judgeFacts(context, ['image.scan'], ({ value, text }) => value === true || text).filter((f) => !stores.some((one) => one.address === f.subject)),
    ...judgeResources(context, guards.slice(0, 1).map((one) => one.type), () => (context.resources(['aws_ecr_registry_scanning_configuration']).length > 0 && context.resources(['aws_inspector2_enabler']).length > 0) || 'the registry does not scan what is mirrored into it'),
  ];
});

/** In an environment of Google, scanning is on where the foundation switched the interface on. */
function asked(one: ControlledResource, context: ControlContext): boolean {
  return one.type !== 'google_artifact_registry_repository' || context.kind === 'foundation';
}
