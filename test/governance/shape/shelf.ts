import { Construct } from 'constructs';
import { KeyValueStore, KeyValueStoreProps } from '../../../src/capabilities/key-value-store';
import { ObjectStore, ObjectStoreProps } from '../../../src/capabilities/object-store';
import { cloudFor } from '../../../src/clouds/factory';
import { CloudName } from '../../../src/environment/landing-zone';
import { Pattern } from '../../../src/environment/pattern';
import { InputKind, PatternContract } from '../../../src/governance/pattern-contract';
import { ShapePlace } from '../../../src/governance/shape/canonical';
import { Standards } from '../../../src/standards/standards';
import { testStandards } from '../../support/standards';

export interface ShelfProps {
  readonly items?: KeyValueStoreProps;
  readonly objects?: ObjectStoreProps;
}

/** A pattern that is small enough to be made many times. */
export class Shelf extends Pattern {
  public static readonly PATTERN_ID: string = 'shelf';
  public static readonly VERSION: string = '1.0.0';

  public constructor(scope: Construct, id: string, props: ShelfProps) {
    super(scope, id, Shelf.PATTERN_ID, Shelf.VERSION, props);
    this.build(props);
  }

  public get contract(): PatternContract { return SHELF; }

  protected build({ items, objects }: ShelfProps): void {
    if (items) { new KeyValueStore(this, 'items', items); }
    if (objects) { new ObjectStore(this, 'objects', objects); }
  }
}

export const SHELF: PatternContract = {
  inputs: [
    { path: 'items', kind: InputKind.STRUCTURAL, samples: [{}] },
    { path: 'items.partitionKey', kind: InputKind.VALUE, samples: ['one', 'two'] },
    { path: 'items.expiryAttribute', kind: InputKind.VALUE, samples: ['until', 'expires'], adds: true },
    { path: 'objects', kind: InputKind.STRUCTURAL, samples: [{}] },
    { path: 'objects.expireDays', kind: InputKind.VALUE, samples: [11, 12], bounds: { type: 'integer', minimum: 1, maximum: 36500 } },
  ],
};

const standards = testStandards();

/** Where to make it. */
export function on(cloud: CloudName, under: Standards = standards): ShapePlace {
  return { standards: under, cloud: cloudFor(cloud) };
}

export const CLOUDS = Object.values(CloudName);
