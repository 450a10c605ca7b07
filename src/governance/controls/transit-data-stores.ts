import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers, typeOf } from './answers';
import { DATABASES, ITEMS, MESSAGES, OBJECTS } from './store-types';

const TYPES = [...DATABASES, ...ITEMS, 'aws_s3_bucket', 'azurerm_storage_account', 'aws_elasticache_serverless_cache', 'aws_elasticache_replication_group', 'azurerm_managed_redis', 'google_memorystore_instance'];

/** Databases, items and caches; object stores and messages have controls of their own. */
export const transitDataStores = onAnswers({
  id: 'transit.data-stores',
  title: 'Databases, items and caches refuse connections without TLS',
  objective: Objective.ENCRYPTION_IN_TRANSIT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'one client without TLS is enough for what it reads and the login it uses to be seen on the way',
  mend: 'Leave transport to the capability; require TLS by the parameter of the server, not by the client.',
  scanners: ['CKV2_AWS_69', 'CKV_AWS_31', 'CKV_GCP_6'],
  card: 'Encryption in transit: TLS 1.2 and newer, managed certificate',
}, {
  rules: ['data.transit'], types: TYPES.filter((type) => !OBJECTS.includes(type)),
  asked: (_, address) => !OBJECTS.includes(typeOf(address)) && !MESSAGES.includes(typeOf(address)),
}, ({ value, text }) => /^TLS/.test(value) || text);
