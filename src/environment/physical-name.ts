import { IConstruct } from 'constructs';
import { GroundworkError } from '../errors';
import { Standards } from '../standards/standards';
import { LandingZone } from './landing-zone';
import { composeName, NameRule, NameScope } from './naming';
import { findEnvironment, placeOf } from './place';

function ruleOf(rules: { [type: string]: NameRule }, type: string): NameRule {
  const rule = rules[type];
  if (!rule) {
    throw new GroundworkError('No name rule', [{ where: type, problem: 'the cloud has no name rule for this type', mend: 'Add it to names.ts of that cloud.' }]);
  }
  return rule;
}

/**
 * The name of a resource in the cloud: deterministic, readable, unique, and inside the rule of its type.
 *
 * @param scope construct that the resource belongs to
 * @param type Terraform resource type, a key of the cloud's name rules
 * @param suffix tells several names of one construct apart
 */
export function physicalName(scope: IConstruct, type: string, suffix = ''): string {
  const place = placeOf(scope);
  const rule = ruleOf(place.cloud.nameRules, type);
  const environment = findEnvironment(scope);
  const depth = place.node.scopes.length;
  const path = scope.node.scopes.slice(depth).map((s) => s.node.id).concat(suffix === '' ? [] : [suffix]);
  const owner = environment ? [environment.environmentName] : [place.standards.organization, place.landingZone.name];
  const parts = rule.scope === NameScope.PARENT && path.length > 0 ? path : [...owner, ...path];
  return composeName(rule, parts, identity(place.standards, place.landingZone, type, [...owner, ...path]));
}

/**
 * The name that the foundation of `zone` gives to a shared resource. Foundation and environments compute the same,
 * so that environments refer to it without a fact.
 */
export function foundationName(zone: LandingZone, standards: Standards, rules: { [type: string]: NameRule }, type: string, ...parts: string[]): string {
  const rule = ruleOf(rules, type);
  const all = [standards.organization, zone.name, ...parts];
  return composeName(rule, all, identity(standards, zone, type, all));
}

function identity(standards: Standards, zone: LandingZone, type: string, parts: string[]): string {
  return [standards.organization, zone.cloud, zone.account, zone.name, type, ...parts].join('\u0000');
}
