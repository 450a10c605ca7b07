import { LandingZone } from '../environment/landing-zone';
import { Pod } from '../environment/pod';
import { Stage, StageProfile } from '../environment/stage';
import type { IControl } from '../governance/control';
import type { GovernanceSettings } from '../governance/settings';
import { DEFAULT_CURRENCY, DEFAULT_RETENTION } from './limits';
import type { Loaded } from './load';
import type { LoadedGovernance } from './load-governance';
import { podNamed, zoneFor, zoneNamed } from './look-up';
import { regionsInUse, resolveContacts, resolveIdentityProvider, resolveLandingZone, resolvePod } from './resolve';
import { stageProfile } from './stage-profiles';
import { AlertContactsProps, IdentityProviderProps, PlacementRule, RetentionProps, StagesProps, StandardsProps } from './standards-props';

/** Schema, checks and parsers are loaded with the first standards, not with the package. */
function reader(): typeof import('./load') {
  return require('./load');
}

/** Controls are loaded when the first stack is judged, or code adds one. */
function resolver(): typeof import('../governance/resolve') {
  return require('../governance/resolve');
}

/**
 * Enterprise standards: what the enterprise decided once, with every default filled in.
 *
 * A file has the same property names as `StandardsProps`; its JSON Schema is `schemas/standards.schema.json`.
 */
export class Standards {
  /**
   * Reads a YAML (or JSON) file.
   *
   * @param path the file; facts files are found relative to it
   * @throws one error that lists every fault of the file, with line, column, what is wrong and the mend
   */
  public static fromFile(path: string): Standards {
    return new Standards(reader().loadFile(path));
  }

  /**
   * Takes the standards as a struct; facts files are found relative to the working directory.
   *
   * @throws one error that lists every fault, with the property, what is wrong and the mend
   */
  public static fromProps(props: StandardsProps): Standards {
    return new Standards(reader().loadProps(props));
  }

  /** Short name of the enterprise. */
  public readonly organization: string;
  /** Public DNS domain of the enterprise. */
  public readonly domain: string;
  /** Every landing zone, in the order of the standards. */
  public readonly landingZones: LandingZone[];
  /** Tags on everything, besides those that Groundwork sets. */
  public readonly tags: { [key: string]: string };
  /** Regions in which data may live. */
  public readonly allowedRegions: string[];
  /** Days for which logs are kept; every class has a value. */
  public readonly retention: RetentionProps;
  /** ISO 4217 code of budgets. */
  public readonly currency: string;
  /** US dollars that one unit of `currency` is worth: AWS keeps budgets in US dollars. */
  public readonly usdRate: number;
  /** Who signs people and machines in, with `jwksUri` filled in; undefined if the standards name nobody. */
  public readonly identityProvider?: IdentityProviderProps;
  /** Who hears of alarms; both lists have a value. */
  public readonly alertContacts: AlertContactsProps;
  /** Image that a service runs until its pipeline brings the pod's own; undefined for the library's own choice. */
  public readonly starterImage?: string;

  private readonly pods?: Pod[];
  private readonly placement?: PlacementRule[];
  private readonly stages?: StagesProps;
  private readonly governance?: LoadedGovernance;
  private readonly addedControls: IControl[] = [];
  private settings?: GovernanceSettings;

  private constructor({ props, facts, governance }: Loaded) {
    this.organization = props.organization;
    this.domain = props.domain;
    this.landingZones = props.landingZones.map((zone, i) => resolveLandingZone(zone, props, facts[i]));
    this.tags = props.tags ?? {};
    this.allowedRegions = props.allowedRegions ?? regionsInUse(this.landingZones);
    this.retention = { ...DEFAULT_RETENTION, ...props.retention };
    this.currency = props.currency ?? DEFAULT_CURRENCY;
    this.usdRate = props.usdRate ?? 1;
    this.identityProvider = resolveIdentityProvider(props.identityProvider);
    this.alertContacts = resolveContacts(props);
    this.starterImage = props.starterImage;
    this.pods = props.pods?.map((pod) => resolvePod(pod, this.alertContacts));
    this.placement = props.placement;
    this.stages = props.stages;
    this.governance = governance;
  }

  /** The landing zone of this name. @throws if the standards have none */
  public landingZone(name: string): LandingZone {
    return zoneNamed(name, this.landingZones);
  }

  /**
   * Where an environment goes: to the landing zone of the first placement rule whose conditions all hold, or, without rules, to
   * the first landing zone.
   *
   * @param pod name of the pod
   * @param stage stage of the environment
   * @param pattern id of the pattern, such as `customer-facing-api`
   * @throws if there are rules and none holds
   */
  public place(pod: string, stage: Stage, pattern?: string): LandingZone {
    return zoneFor({ pod, stage, pattern }, this.placement, this.landingZones);
  }

  /** What a stage means: sizes, zones, redundancy, protection, backups, budget. */
  public profile(stage: Stage): StageProfile {
    return stageProfile(stage, this.stages);
  }

  /**
   * The pod of this name. If the standards list pods, it is one of them; else it is made from its name alone.
   *
   * @throws if the name is not listed, or is no name of a pod
   */
  public pod(name: string): Pod {
    return podNamed(name, this.pods, this.alertContacts);
  }

  /**
   * Adds a control of the enterprise, in whatever language it is written. It is judged in every environment and foundation of these standards
   * as the built-in ones are, and the section `governance` of the standards may set its severity and parameters.
   *
   * @param control its id begins with a family of the enterprise's own: `acme.allowed-ports`
   * @throws if there is a control of this id, or its definition lacks something
   */
  public addControl(control: IControl): void {
    resolver().checkAdded(control, this._governance.controls);
    this.addedControls.push(control);
    this.settings = undefined;
  }

  /**
   * What the standards say of governance, with every control there is.
   * @internal
   */
  public get _governance(): GovernanceSettings {
    this.settings ??= resolver().resolveGovernance(this.governance, this.addedControls);
    return this.settings;
  }
}
