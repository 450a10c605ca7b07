/** Role of a member of a pod. */
export enum PodRole {
  OWNER = 'owner',
  DEVELOPER = 'developer',
  OPERATOR = 'operator',
  VIEWER = 'viewer',
}

/** What kind of work a pod does. */
export enum PodType {
  PRODUCT = 'product',
  DATA = 'data',
  PLATFORM = 'platform',
  ENABLING = 'enabling',
}

/** A person of a pod. */
export interface PodMember {
  readonly email: string;
  readonly role: PodRole;
}

/** A delivery team. */
export interface PodProps {
  /** Name, lower case letters, digits and dashes, 2 to 24 characters. */
  readonly name: string;
  /** @default PodType.PRODUCT */
  readonly type?: PodType;
  /** Who answers for it. @default - the warning contacts of the standards */
  readonly contact?: string;
  /** @default - the pod's name */
  readonly costCentre?: string;
  /** @default - none */
  readonly members?: PodMember[];
}

/** A pod with every default filled in. */
export interface Pod {
  readonly name: string;
  readonly type: PodType;
  readonly contact: string;
  readonly costCentre: string;
  readonly members: PodMember[];
}
