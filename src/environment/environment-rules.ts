import { IConstruct } from 'constructs';
import { Fault, GroundworkError, throwFaults } from '../errors';
import { EnvironmentProps, IEnvironment } from './environment-props';
import { LandingZone } from './landing-zone';
import { findEnvironment } from './place';
import { Pod } from './pod';
import { Stage } from './stage';

/** Context key that moves every environment of an app to another landing zone; with `:<environment>` behind it, only that one. */
export const LANDING_ZONE_CONTEXT = 'groundwork:landingZone';

const NAME = /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/;
const TAKEN = Symbol.for('cdktf-groundwork/EnvironmentNames');

/** Where an environment goes and for whom. */
export interface Placement {
  readonly name: string;
  readonly pod: Pod;
  readonly landingZone: LandingZone;
}

/** The environment that `scope` is in. */
export function environmentOf(scope: IConstruct): IEnvironment {
  const environment = findEnvironment(scope);
  if (!environment) {
    throw new GroundworkError('No environment', [{
      where: scope.node.path || '(app)',
      problem: 'capabilities and patterns live in an environment, and this construct is in none',
      mend: 'Create it inside an Environment or an EmbeddedEnvironment.',
    }]);
  }
  return environment;
}

/** Checks the properties of an environment and decides where it goes; one error with every fault. */
export function resolvePlacement(scope: IConstruct, id: string, props: EnvironmentProps): Placement {
  const name = props.name ?? id;
  const where = [scope.node.path, id].filter((p) => p !== '').join('/');
  const faults: Fault[] = [];
  const attempt = <T>(property: string, what: () => T): T | undefined => {
    try { return what(); } catch (error) {
      faults.push(...(error instanceof GroundworkError ? error.faults : [{ where: `${where}.${property}`, problem: (error as Error).message, mend: '' }]));
      return undefined;
    }
  };
  if (!NAME.test(name)) {
    faults.push({ where, problem: `"${shorten(name)}" is no name for an environment`, mend: 'Use 2 to 32 lower case letters, digits and dashes, beginning with a letter.' });
  }
  if (!Object.values(Stage).includes(props.stage)) {
    faults.push({ where: `${where}.stage`, problem: `"${shorten(String(props.stage))}" is no stage`, mend: `Use one of ${Object.values(Stage).join(', ')}.` });
  }
  const pod = attempt('pod', () => props.standards.pod(props.pod));
  const context = scope.node.tryGetContext(`${LANDING_ZONE_CONTEXT}:${name}`) ?? scope.node.tryGetContext(LANDING_ZONE_CONTEXT);
  const wanted: string | undefined = context ?? props.landingZone;
  const landingZone = attempt('landingZone', () => (wanted ? props.standards.landingZone(wanted) : props.standards.place(props.pod, props.stage, props.pattern)));
  if (landingZone) { faults.push(...claim(scope, where, name, landingZone)); }
  throwFaults(`Environment ${where}`, faults);
  return { name, pod: pod!, landingZone: landingZone! };
}

/** Two environments of one name in one account would fight over the same physical names. */
function claim(scope: IConstruct, where: string, name: string, zone: LandingZone): Fault[] {
  const root: any = scope.node.root;
  const taken: Map<string, string> = (root[TAKEN] ??= new Map());
  const key = `${zone.cloud}/${zone.account}/${zone.region}/${name}`;
  const other = taken.get(key);
  taken.set(key, other ?? where);
  return other === undefined ? [] : [{
    where,
    problem: `collides with environment ${other}: both are called "${name}" in ${zone.account}, ${zone.region} (landing zone ${zone.name})`,
    mend: 'Give one of them another name.',
  }];
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}… (${text.length} characters)` : text;
}
