import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers } from './answers';

const WORKLOADS = ['google_cloud_run_v2_service', 'google_cloud_run_v2_job', 'azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine', 'google_compute_instance', 'aws_ecr_repository_creation_template'];

/** Images, and the disks of what runs. */
export const encryptionWorkloads = onAnswers({
  id: 'encryption.workloads',
  title: 'Images and disks of workloads are encrypted with a customer-managed key',
  objective: Objective.ENCRYPTION_AT_REST,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'an image holds the program, and a disk what it works on: whoever holds the key reads them',
  mend: 'Leave the key to the capability, or name the environment\'s data key.',
  scanners: ['CKV_AWS_136', 'CKV_GCP_84', 'CKV_GCP_90'],
  card: 'Encryption at rest with the environment\'s own key',
  parameters: [{ name: 'accepted', description: 'Owners of keys that are accepted', defaultValue: ['customer', 'foundation'] }],
}, { rules: ['compute.key', 'image.key'], types: WORKLOADS }, ({ value, text }, context) => context.parameter('accepted').includes(value) || text);
