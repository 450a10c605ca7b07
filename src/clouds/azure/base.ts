import { Construct, IConstruct } from 'constructs';
import { IEnvironment } from '../../environment/environment-props';
import { environmentOf } from '../../environment/environment-rules';
import { preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { diagnose } from './diagnostics';
import { foundationOf } from './ids';
import { maskAtIngestion } from './masking-rule';
import {
  ApplicationInsights, KeyVault, LogAnalyticsWorkspace, MonitorPrivateLinkScopedService, ResourceGroup, RoleAssignment,
  UserAssignedIdentity,
} from './resources';
import { assignRole } from './role';

/**
 * What the capabilities of one environment share on Azure and no capability owns: resource group, key vault, log workspace,
 * Application Insights. Each is made when it is first asked for.
 */
export class AzureBase extends Construct {
  private readonly made: { vault?: KeyVault; workspace?: LogAnalyticsWorkspace; insights?: ApplicationInsights; alerting?: UserAssignedIdentity } = {};
  private readonly masked = new Set<string>();
  private readonly tables = new Set<string>();
  /** Everything of the environment is in one resource group: one budget, one place to look. */
  public readonly group: ResourceGroup;
  public readonly location: string;

  public constructor(private readonly environment: IEnvironment) {
    super(environment, 'shared');
    this.location = environment.landingZone.region;
    this.group = preventDestroy(new ResourceGroup(this, 'group', {
      name: this.groupName, location: this.location,
    }), environment.profile.deletionProtection);
  }

  /** `name` would be a token; the same text as a literal, for computed ids. */
  public get groupName(): string { return physicalName(this.environment, 'azurerm_resource_group', this.environment.landingZone.name); }
  public get subscription(): string { return this.environment.landingZone.account; }
  /** Literal name of the key vault. */
  public get vaultName(): string { return physicalName(this, 'azurerm_key_vault'); }

  /** Vault for keys and secrets: private, by role only, and nobody can purge it for 90 days. */
  public get vault(): KeyVault {
    return this.made.vault ??= this.makeVault();
  }

  /** Workspace with the logs of this environment. Their key is Microsoft's: only a dedicated cluster takes a customer's. */
  public get workspace(): LogAnalyticsWorkspace {
    return this.made.workspace ??= this.makeWorkspace();
  }

  /** Traces and requests, kept in the workspace. Takes no keys, only identities, and no public connections. */
  public get insights(): ApplicationInsights {
    return this.made.insights ??= this.makeInsights();
  }

  /** Identity that log alerts query with. */
  public get alerting(): UserAssignedIdentity {
    if (this.made.alerting) { return this.made.alerting; }
    const identity = new UserAssignedIdentity(this, 'alerting', {
      name: physicalName(this, 'azurerm_user_assigned_identity', 'alerting'), location: this.location, resourceGroupName: this.group.name,
    });
    this.made.alerting = identity;
    this.alertingRole = assignRole(this, 'alerting-reads-logs', { scope: this.workspace.id, principal: identity.principalId, role: 'Log Analytics Reader' });
    return identity;
  }

  /** Order for log alerts: the identity may read before the first evaluation. */
  public alertingRole?: RoleAssignment;

  /** Values of these fields are masked before they are stored, in every table that holds free text. */
  public mask(fields: string[]): void {
    fields.forEach((f) => this.masked.add(f));
  }

  /** Whether nobody has set the retention of `table` yet. */
  public claimTable(table: string): boolean {
    const free = !this.tables.has(table);
    this.tables.add(table);
    return free;
  }

  private makeVault(): KeyVault {
    const vault = preventDestroy(new KeyVault(this, 'vault', {
      name: this.vaultName,
      location: this.location,
      resourceGroupName: this.group.name,
      tenantId: this.environment.landingZone.tenant,
      skuName: 'premium',
      rbacAuthorizationEnabled: true,
      publicNetworkAccessEnabled: false,
      purgeProtectionEnabled: true,
      softDeleteRetentionDays: 90,
      // Storage, databases and caches unwrap their keys as trusted services.
      networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' },
    }), this.environment.profile.deletionProtection);
    diagnose(this, 'vault', vault.id, 'vault', this.workspace.id);
    return vault;
  }

  private makeWorkspace(): LogAnalyticsWorkspace {
    const retentionDays = this.retention(this.environment.standards.retention.application ?? 90);
    const workspace = new LogAnalyticsWorkspace(this, 'workspace', {
      name: physicalName(this, 'azurerm_log_analytics_workspace'),
      location: this.location,
      resourceGroupName: this.group.name,
      sku: 'PerGB2018',
      retentionInDays: retentionDays,
      allowResourceOnlyPermissions: true,
      localAuthenticationEnabled: false,
      // azurerm 5 calls these two `internet_ingestion_access_type` and `internet_query_access_type`; 4.55 has no other names.
      internetIngestionEnabled: false,
      internetQueryEnabled: true,
      // The template below links the rule that masks: by reference it would be a cycle.
      lifecycle: { ignoreChanges: ['data_collection_rule_id'] },
    });
    preventDestroy(workspace, this.environment.profile.deletionProtection);
    this.reachPrivately('workspace', workspace.id);
    diagnose(this, 'workspace', workspace.id, 'workspace', workspace.id);
    maskAtIngestion(this, { workspace, group: this.group, groupName: this.groupName, retentionDays, fields: () => [...this.masked].sort() });
    return workspace;
  }

  private makeInsights(): ApplicationInsights {
    const insights = new ApplicationInsights(this, 'insights', {
      name: physicalName(this, 'azurerm_application_insights'),
      location: this.location,
      resourceGroupName: this.group.name,
      applicationType: 'web',
      workspaceId: this.workspace.id,
      internetIngestionEnabled: false,
      internetQueryEnabled: true,
      // azurerm 5 turns this into `local_authentication_enabled`; 4.55 has no other name.
      localAuthenticationDisabled: true,
      samplingPercentage: 100,
    });
    this.reachPrivately('insights', insights.id);
    return insights;
  }

  /** Workspaces keep between 30 and 730 days. */
  private retention(days: number): number {
    return Math.min(730, Math.max(30, days));
  }

  /** Logs come in over the hub's private link scope only. */
  private reachPrivately(what: string, id: string): void {
    const hub = foundationOf(this);
    new MonitorPrivateLinkScopedService(this, `${what}-private-link`, {
      name: physicalName(this, 'azurerm_monitor_private_link_scoped_service', what),
      resourceGroupName: hub.group('platform'),
      scopeName: hub.privateLinkScope,
      linkedResourceId: id,
    });
  }
}

const bases = new WeakMap<IConstruct, AzureBase>();

/** What the capabilities of the environment around `scope` share. */
export function baseOf(scope: IConstruct): AzureBase {
  const environment = environmentOf(scope);
  const known = bases.get(environment);
  if (known) { return known; }
  const made = new AzureBase(environment);
  bases.set(environment, made);
  return made;
}
