import { TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { Capability } from '../capabilities/capability';
import { edgeOf } from '../edge/declared-edge';
import { Environment } from '../environment/environment';
import { EmbeddedEnvironment } from '../environment/embedded-environment';
import { IEnvironment } from '../environment/environment-props';
import { CardRow, Pattern } from '../environment/pattern';
import { findEnvironment, IPlace } from '../environment/place';
import { PodRole } from '../environment/pod';
import { classificationOf } from '../environment/tags';
import { KINDS, laneOf, titleOf } from './kinds';
import { Identity, Part, Tree } from './model';

/** Reads what only the construct tree knows of a stack of ours, or of an environment inside a team's stack. */
export function treeOf(place: IPlace): Tree {
  const parts: Part[] = [];
  const cards: Tree['cards'][number][] = [];
  const patterns: Identity['patterns'][number][] = [];
  const base = TerraformStack.of(place).node.path;
  const visit = (construct: IConstruct, pattern?: string): void => {
    const path = relative(base, construct.node.path);
    if (construct instanceof Pattern) {
      patterns.push({ id: construct.patternId, version: construct.patternVersion, path });
      cards.push({ pattern: construct.patternId, path, rows: rowsFor(construct.card, place.cloud.cloudName) });
      construct.node.children.forEach((child) => visit(child, `${construct.patternId} ${construct.patternVersion}`));
      return;
    }
    if (construct instanceof Capability) {
      parts.push({ path, ...kindOf(construct), ...classified(construct), ...declared(construct), ...(pattern ? { pattern } : {}) });
      return;
    }
    if (construct !== place && hasElements(construct)) {
      parts.push({ path, kind: 'Construct', title: titleOf(construct.node.id), lane: laneOf(construct.node.id), ...(pattern ? { pattern } : {}) });
      return;
    }
    construct.node.children.forEach((child) => visit(child, pattern));
  };
  visit(place);
  const under = relative(base, place.node.path);
  return { identity: identityOf(place, patterns), ...(under ? { under } : {}), parts: parts.sort((a, b) => (a.path < b.path ? -1 : 1)), cards };
}

/** Path within the stack. */
function relative(base: string, path: string): string { return path === base ? '' : path.slice(base.length + 1); }

/** A resource of its own, or a group around some: a part. A plain scope around capabilities is none. */
function hasElements(construct: IConstruct): boolean {
  return TerraformElement.isTerraformElement(construct) || construct.node.children.some((child) => TerraformElement.isTerraformElement(child));
}

function kindOf(capability: Capability): Pick<Part, 'kind' | 'title' | 'lane'> {
  for (let proto = Object.getPrototypeOf(capability); proto; proto = Object.getPrototypeOf(proto)) {
    const name: string = proto.constructor.name;
    if (Object.prototype.hasOwnProperty.call(KINDS, name)) { return { kind: name, title: KINDS[name].title, lane: KINDS[name].lane }; }
  }
  return { kind: 'Capability', title: titleOf(capability.node.id), lane: laneOf(capability.node.id) };
}

function classified(construct: IConstruct): { classification?: string } {
  const classification = classificationOf(construct);
  return classification ? { classification } : {};
}

function declared(construct: IConstruct): Pick<Part, 'edge'> {
  const edge = edgeOf(construct);
  return edge ? { edge } : {};
}

function rowsFor(card: CardRow[], cloud: string): Tree['cards'][number]['rows'] {
  return card.filter((row) => row.cloud === cloud).map(({ property, by, resources, rules, reach, permissions }) => ({
    property, by, types: resources, ...(rules ? { rules } : {}), ...(reach === 'in' || reach === 'out' ? { reach } : {}), ...(permissions ? { permissions } : {}),
  }));
}

function identityOf(place: IPlace, patterns: Identity['patterns']): Identity {
  const stack = TerraformStack.of(place).node.id;
  const { landingZone, cloud } = place;
  const where = { organization: place.standards.organization, landingZone: landingZone.name, cloud: cloud.cloudName as string, account: landingZone.account,
    region: landingZone.region };
  if (!(place instanceof Environment || place instanceof EmbeddedEnvironment || findEnvironment(place) === place)) {
    return { kind: 'foundation', stack, name: place.node.id, ...where, patterns };
  }
  const { environmentName, pod, stage, profile, standards } = place as unknown as IEnvironment;
  const owners = pod.members.filter((m) => m.role === PodRole.OWNER).map((m) => m.email);
  return {
    kind: 'environment', stack, name: environmentName, stage, ...where, patterns,
    pod: { name: pod.name, type: pod.type, contact: pod.contact, costCentre: pod.costCentre, owners },
    budget: { amount: profile.monthlyBudget, currency: standards.currency },
  };
}
