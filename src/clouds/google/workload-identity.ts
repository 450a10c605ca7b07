import { Construct } from 'constructs';
import { IWorkloadIdentity } from '../../capabilities/backends';
import { WorkloadIdentityProps } from '../../capabilities/workload-identity';
import { physicalName } from '../../environment/physical-name';
import { References } from './references';
import { ServiceAccount } from './resources';

/** A service account without keys: workloads get short-lived tokens from their platform. */
export class GoogleIdentity implements IWorkloadIdentity {
  public readonly principal: string;
  public readonly member: string;

  public constructor(public readonly account: ServiceAccount, accountId: string, project: string) {
    // Known before the apply, which keeps plans readable; the members below refer to the resource itself.
    this.principal = `${accountId}@${project}.iam.gserviceaccount.com`;
    this.member = account.member;
  }

  /** PostgreSQL role of a service account: its address without the domain that all share. */
  public get databaseUser(): string {
    return this.principal.replace(/\.gserviceaccount\.com$/, '');
  }
}

export function workloadIdentity(scope: Construct, props: WorkloadIdentityProps): GoogleIdentity {
  const accountId = physicalName(scope, 'google_service_account');
  const account = new ServiceAccount(scope, 'account', { accountId, displayName: accountId, description: props.description.slice(0, 256) });
  return new GoogleIdentity(account, accountId, References.of(scope).project);
}
