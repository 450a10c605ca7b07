import { IConstruct } from 'constructs';
import { LandingZone } from '../../environment/landing-zone';
import { NameRule } from '../../environment/naming';
import { foundationName } from '../../environment/physical-name';
import { placeOf } from '../../environment/place';
import { Stage } from '../../environment/stage';
import { Standards } from '../../standards/standards';
import { googleNameRules } from './names';

/**
 * Names and ids of what the foundation makes. Google composes ids of project, location and name, so foundation and
 * environments compute the same and no environment looks anything up. An enterprise that has a hub of its own states
 * the fact of the same name instead.
 */
export class References {
  /** References from anywhere in a foundation or environment. */
  public static of(scope: IConstruct): References {
    const place = placeOf(scope);
    return new References(place.landingZone, place.standards, place.cloud.nameRules);
  }

  public constructor(
    public readonly zone: LandingZone,
    private readonly standards: Standards,
    private readonly rules: { [type: string]: NameRule } = googleNameRules,
  ) {}

  /** The project of the landing zone. */
  public get project(): string { return this.zone.account; }
  public get region(): string { return this.zone.region; }
  /** `projects/<project>/locations/<region>` */
  public get location(): string { return `projects/${this.project}/locations/${this.region}`; }

  /** The name that the foundation gives. */
  public name(type: string, ...parts: string[]): string {
    return foundationName(this.zone, this.standards, this.rules, type, ...parts);
  }

  public get network(): string {
    return this.stated('network', `projects/${this.project}/global/networks/${this.name('google_compute_network')}`);
  }

  /** Project of the network and its firewall: another one where the enterprise states a shared VPC. */
  public get networkProject(): string { return this.network.split('/')[1]; }

  /** Where workloads get their addresses. */
  public get workloadSubnet(): string { return this.stated('workload_subnetwork', this.subnetwork('workloads')); }

  /** Where private endpoints of databases get theirs. */
  public get endpointSubnet(): string { return this.stated('endpoint_subnetwork', this.subnetwork('endpoints')); }

  /** Name of the network firewall policy with the landing zone's egress rules. */
  public get firewallPolicy(): string { return this.stated('firewall_policy', this.name('google_compute_network_firewall_policy')); }

  /** Public zone of the landing zone's domain. */
  public get publicDnsZone(): string { return this.stated('public_dns_zone', this.name('google_dns_managed_zone', 'public')); }

  /** Private zone of Cloud SQL in this region. */
  public get sqlDnsZone(): string { return this.stated('sql_dns_zone', this.name('google_dns_managed_zone', 'sql')); }

  public get keyRing(): string {
    return this.stated('key_ring', `${this.location}/keyRings/${this.name('google_kms_key_ring')}`);
  }

  /** Locked bucket of audit records. */
  public get auditArchive(): string { return this.stated('audit_archive_bucket', this.name('google_storage_bucket', 'audit')); }

  /** Pull-through repository of Docker Hub: address without image. */
  public get dockerHub(): string { return this.stated('docker_hub_repository', this.repository('docker-hub')); }

  /** Where images of gcr.io come from: the enterprise's mirror if it states one. */
  public get gcr(): string { return this.stated('gcr_repository', 'gcr.io'); }

  /** Address of a repository of this project. */
  public repository(id: string, name = this.name('google_artifact_registry_repository', id)): string {
    return `${this.region}-docker.pkg.dev/${this.project}/${name}`;
  }

  /** A role of our own that the foundation makes, since the name of a deleted one stays taken for weeks. */
  public customRole(id: string): string {
    return this.stated(`role_${id.replace(/-/g, '_')}`, `projects/${this.project}/roles/${this.name('google_project_iam_custom_role', id)}`);
  }

  /** Vault for backups of environments of `stage`. */
  public backupVault(stage: Stage): string {
    return this.stated(`backup_vault_${stage}`, `${this.location}/backupVaults/${this.name('google_backup_dr_backup_vault', stage)}`);
  }

  private subnetwork(id: string): string {
    return `projects/${this.project}/regions/${this.region}/subnetworks/${this.name('google_compute_subnetwork', id)}`;
  }

  private stated(fact: string, computed: string): string {
    const value = this.zone.facts[fact];
    return value === undefined ? computed : String(value);
  }
}
