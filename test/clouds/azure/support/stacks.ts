import { App } from 'cdktf';
import { Environment, Foundation, Stage } from '../../../../src';
import { EnvironmentProps } from '../../../../src/environment/environment-props';
import { StandardsProps } from '../../../../src/standards/standards-props';
import { testStandards } from '../../../support/standards';
import { synthesize, Terraform } from '../../../support/terraform';

const LANDING_ZONE = 'eu-azure';

/** What an environment on Azure becomes, with what `build` puts into it. */
export function azureEnvironment(
  build: (env: Environment) => void, stage: Stage = Stage.PRODUCTION, props: Partial<EnvironmentProps> = {}, standards: Partial<StandardsProps> = {},
): Terraform {
  return synthesize((app: App) => {
    build(new Environment(app, 'orders-prod', { standards: testStandards(standards), pod: 'orders', stage, landingZone: LANDING_ZONE, ...props }));
  })['orders-prod'];
}

/** The foundation of the landing zone on Azure. */
export function azureFoundation(standards: Partial<StandardsProps> = {}): Terraform {
  return synthesize((app: App) => {
    new Foundation(app, 'foundation', { standards: testStandards(standards), landingZone: LANDING_ZONE });
  }).foundation;
}

/** What of `references` the resource waits for, by reference or by order. */
export function waitsFor(body: any, address: string): boolean {
  return (body.depends_on ?? []).includes(address) || JSON.stringify(body).includes(`\${${address}`);
}

/** Template of a deployment. */
export function templateOf(body: any): any {
  return JSON.parse(body.template_content);
}
