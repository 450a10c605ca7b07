import { TerraformStack } from 'cdktf';
import { LandingZone } from '../../environment/landing-zone';
import { AwsProvider } from './resources';

/** Configures the provider for one account and region; it refuses to work on any other account. */
export function configureProviders(stack: TerraformStack, zone: LandingZone): void {
  new AwsProvider(stack, 'aws', { region: zone.region, allowedAccountIds: [zone.account] });
}
