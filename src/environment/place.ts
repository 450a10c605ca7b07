import { IConstruct } from 'constructs';
import { CloudBackend } from '../clouds/cloud';
import { GroundworkError } from '../errors';
import { Standards } from '../standards/standards';
import { LandingZone } from './landing-zone';

/** Where constructs are: in a foundation or an environment of one landing zone. */
export interface IPlace extends IConstruct {
  readonly standards: Standards;
  readonly landingZone: LandingZone;
  readonly cloud: CloudBackend;
}

const PLACE = Symbol.for('cdktf-groundwork/Place');
const ENVIRONMENT = Symbol.for('cdktf-groundwork/Environment');

/** Marks `construct` as a place, and as an environment if it is one. */
export function markPlace(construct: IPlace, environment: boolean): void {
  Object.defineProperty(construct, PLACE, { value: true });
  if (environment) { Object.defineProperty(construct, ENVIRONMENT, { value: true }); }
}

function nearest(scope: IConstruct, mark: symbol): any {
  return [...scope.node.scopes].reverse().find((s) => mark in s);
}

/** The foundation or environment that `scope` is in. */
export function placeOf(scope: IConstruct): IPlace {
  const place = nearest(scope, PLACE);
  if (!place) {
    throw new GroundworkError('No landing zone', [{
      where: scope.node.path || '(app)',
      problem: 'this construct is in no foundation and no environment',
      mend: 'Create it inside an Environment.',
    }]);
  }
  return place;
}

/** The environment that `scope` is in, or undefined. */
export function findEnvironment(scope: IConstruct): any {
  return nearest(scope, ENVIRONMENT);
}
