import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers, typeOf } from './answers';
import { DATABASES, DISKS, ITEMS, MESSAGES, OBJECTS, REGISTRIES, VAULTS, WAREHOUSES } from './store-types';

/** Every store of data, whatever it is called on its cloud. */
export const encryptionDataStores = onAnswers({
  id: 'encryption.data-stores',
  title: 'Data stores are encrypted with a customer-managed key',
  objective: Objective.ENCRYPTION_AT_REST,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'whoever holds the key reads the data: with the provider\'s key nobody in the enterprise can withdraw access',
  mend: 'Leave the key to the capability, or name the environment\'s data key.',
  scanners: ['CKV_AWS_16', 'CKV_AWS_119', 'CKV_AWS_145', 'CKV_AZURE_100', 'CKV2_AZURE_1', 'CKV_GCP_80', 'CKV_GCP_81'],
  card: 'Encryption at rest with the environment\'s own key',
  parameters: [{ name: 'accepted', description: 'Owners of keys that are accepted', defaultValue: ['customer', 'foundation', 'fixed'] }],
}, {
  rules: ['data.key'], types: [...DATABASES, ...ITEMS, ...OBJECTS, ...WAREHOUSES, ...DISKS, ...REGISTRIES],
  asked: (_, address) => ![...VAULTS, ...MESSAGES].includes(typeOf(address)),
}, ({ value, text }, context) => context.parameter('accepted').includes(value) || text);
