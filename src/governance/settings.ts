import { Fault } from '../errors';
import { ControlDefinition, IControl } from './control';
import { ControlSettingProps } from './governance-props';
import { ExceptionRecord } from './model';

/** What the standards say of governance, read and checked, with every default filled in. */
export interface GovernanceSettings {
  readonly enforce: boolean;
  readonly frameworks?: readonly string[];
  /** Those of Groundwork, then those of the enterprise. */
  readonly controls: readonly IControl[];
  readonly settings: ReadonlyMap<string, ControlSettingProps>;
  readonly exceptions: readonly ExceptionRecord[];
  /** Who may accept exceptions, by function; anybody but the owner where none is listed. */
  readonly approvers?: readonly { readonly function: string; readonly email: string }[];
  /** Undefined if no approvals are asked for. */
  readonly approvals?: ApprovalSettings;
  /** Names in the standards for which there is no control even now that code has added its own: they fail the synthesis. */
  readonly faults?: readonly Fault[];
}

/** Who approves what, and where the approvals are. */
export interface ApprovalSettings {
  /** Absolute, or relative to the working folder. */
  readonly folder: string;
  /** Functions that must approve each pattern. */
  readonly functions: readonly string[];
  readonly approvers: readonly { readonly function: string; readonly email: string; readonly publicKey?: string }[];
  readonly requireSignatures: boolean;
  /** Authors by pattern. */
  readonly authors: ReadonlyMap<string, readonly string[]>;
}

/** Parameters of a control: what the standards set, else its defaults. */
export function parametersOf(definition: ControlDefinition, setting?: ControlSettingProps): { [name: string]: any } {
  return Object.fromEntries((definition.parameters ?? []).map(({ name, defaultValue }) => [name, setting?.parameters?.[name] ?? defaultValue]));
}
