import { IAspect, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { DataClassification } from '../capabilities/common';
import { CloudBackend } from '../clouds/cloud';
import { findEnvironment, placeOf } from './place';

const PATTERN = Symbol.for('cdktf-groundwork/Pattern');
const CLASSIFICATION = Symbol.for('cdktf-groundwork/DataClassification');

/** Says that everything below `construct` belongs to a version of a pattern. */
export function markPattern(construct: IConstruct, id: string, version: string): void {
  Object.defineProperty(construct, PATTERN, { value: { id, version } });
}

/** Says how sensitive the data below `construct` is. */
export function markClassification(construct: IConstruct, classification: DataClassification): void {
  Object.defineProperty(construct, CLASSIFICATION, { value: classification });
}

function inherited(construct: IConstruct, mark: symbol): any {
  const owner: any = [...construct.node.scopes].reverse().find((s) => mark in s);
  return owner?.[mark];
}

/** What was said of the data below `construct`, if anything was. */
export function classificationOf(construct: IConstruct): string | undefined {
  return inherited(construct, CLASSIFICATION);
}

/** Tags of `construct`: the enterprise's own, then those that Groundwork answers for. */
export function tagsOf(construct: IConstruct): { [key: string]: string } {
  const place = placeOf(construct);
  const environment = findEnvironment(construct);
  const pattern = inherited(construct, PATTERN);
  return {
    ...place.standards.tags,
    'managed-by': 'groundwork',
    'landing-zone': place.landingZone.name,
    ...(environment ? {
      'environment': environment.environmentName,
      'pod': environment.pod.name,
      'stage': environment.stage,
      'cost-centre': environment.pod.costCentre,
      'owner': environment.pod.contact,
    } : { owner: place.standards.alertContacts.warning[0] }),
    ...(pattern ? { 'pattern': pattern.id, 'pattern-version': pattern.version } : {}),
    'data-classification': classificationOf(construct) ?? DataClassification.INTERNAL,
  };
}

/** Puts the tags on every resource that can carry them, also on raw resources of a team. */
export class TagAspect implements IAspect {
  private readonly known = new WeakMap<IConstruct, { readonly cloud: CloudBackend; readonly tags: { [key: string]: string } }>();

  public visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node)) { return; }
    const { cloud, tags } = this.isMarked(node) ? this.of(node) : this.ofParent(node);
    cloud.tag(node, { ...tags });
  }

  private isMarked(node: IConstruct): boolean {
    return PATTERN in node || CLASSIFICATION in node;
  }

  /** Resources of one construct have the same tags. */
  private ofParent(node: IConstruct): { readonly cloud: CloudBackend; readonly tags: { [key: string]: string } } {
    const parent = node.node.scope!;
    let known = this.known.get(parent);
    if (!known) {
      known = this.of(node);
      this.known.set(parent, known);
    }
    return known;
  }

  private of(node: IConstruct): { readonly cloud: CloudBackend; readonly tags: { [key: string]: string } } {
    return { cloud: placeOf(node).cloud, tags: tagsOf(node) };
  }
}
