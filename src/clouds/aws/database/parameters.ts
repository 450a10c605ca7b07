import { Construct } from 'constructs';
import { physicalName } from '../../../environment/physical-name';
import { DbParameterGroup, RdsClusterParameterGroup } from '../resources';
import { plain } from '../text';

/** Parameters that need a restart must say so, or every plan finds a difference. */
const STATIC = (name: string, value: string) => ({ name, value, applyMethod: 'pending-reboot' });
const DYNAMIC = (name: string, value: string) => ({ name, value, applyMethod: 'immediate' });

/** TLS only, changes of structure and of rights audited, slow statements logged without their values. */
export function clusterParameters(scope: Construct, family: string): RdsClusterParameterGroup {
  return new RdsClusterParameterGroup(scope, 'cluster-parameters', {
    name: physicalName(scope, 'aws_rds_cluster_parameter_group'),
    family,
    description: plain(`TLS only, audited: ${scope.node.path}`),
    parameter: [
      STATIC('rds.force_ssl', '1'),
      STATIC('shared_preload_libraries', 'pg_stat_statements,pgaudit'),
      STATIC('pgaudit.log', 'ddl,role'),
      STATIC('ssl_min_protocol_version', 'TLSv1.2'),
      STATIC('rds.accepted_password_auth_method', 'scram'),
      DYNAMIC('log_statement', 'ddl'),
      DYNAMIC('log_connections', '1'),
      DYNAMIC('log_disconnections', '1'),
      DYNAMIC('log_min_duration_statement', '1000'),
      // Bound values may be personal data.
      DYNAMIC('log_parameter_max_length', '0'),
      DYNAMIC('log_parameter_max_length_on_error', '0'),
    ],
    lifecycle: { createBeforeDestroy: true },
  });
}

export function instanceParameters(scope: Construct, family: string): DbParameterGroup {
  return new DbParameterGroup(scope, 'instance-parameters', {
    name: physicalName(scope, 'aws_db_parameter_group'),
    family,
    description: plain(`Instances: ${scope.node.path}`),
    parameter: [DYNAMIC('log_lock_waits', '1')],
    lifecycle: { createBeforeDestroy: true },
  });
}
