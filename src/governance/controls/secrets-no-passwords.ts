import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding, isUnknown, Judgement, UNKNOWN } from './build';
import { asFlag } from './values';

/** How each cloud keeps an administrator from having a password that somebody knows. */
const ASKED: { readonly [type: string]: readonly [argument: string, says: (value: any, body: any) => Judgement] } = {
  aws_rds_cluster: ['manage_master_user_password', (value, body) => asFlag(value) === true || body.replication_source_identifier !== undefined || 'its administrator has a password that the cloud does not keep'],
  aws_db_instance: ['manage_master_user_password', (value, body) => asFlag(value) === true || body.replicate_source_db !== undefined || 'its administrator has a password that the cloud does not keep'],
  azurerm_postgresql_flexible_server: ['authentication.0.password_auth_enabled', (value) => asFlag(value) === false || 'its users can log in with a password'],
  google_sql_user: ['type', (value) => (typeof value === 'string' && value !== 'BUILT_IN') || 'logs in with a password'],
};

function judged(context: ControlContext, type: string): ControlFinding[] {
  const [argument, says] = ASKED[type];
  return context.resources([type]).map((resource) => {
    const value = resource.argument(argument);
    return finding(resource.address, isUnknown(value) ? UNKNOWN : says(value, resource.argument('')), argument);
  });
}

/** Nobody can lose a password that nobody has. */
export const secretsNoPasswords = control({
  id: 'secrets.no-passwords',
  title: 'Databases have no password that people or programs keep',
  objective: Objective.SECRETS,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a password is copied, shared and never changed; an identity is not',
  mend: 'Leave login to the capability: identities log in, and the administrator\'s password is kept and rotated by the cloud or switched off.',
  scanners: ['CKV_AWS_161', 'CKV_AWS_162'],
  card: 'Database login by identity, no stored password',
}, (context) => Object.keys(ASKED).flatMap((type) => judged(context, type)));
