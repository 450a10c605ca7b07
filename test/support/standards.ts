import { CloudName } from '../../src/environment/landing-zone';
import { Standards } from '../../src/standards/standards';
import { StandardsProps } from '../../src/standards/standards-props';

/** Standards with one landing zone on each cloud. */
export const STANDARDS: StandardsProps = {
  organization: 'acme',
  domain: 'acme.example',
  landingZones: [
    { name: 'eu-aws', cloud: CloudName.AWS, account: '123456789012', region: 'eu-central-1' },
    {
      name: 'eu-azure',
      cloud: CloudName.AZURE,
      account: '11111111-2222-3333-4444-555555555555',
      tenant: '66666666-7777-8888-9999-aaaaaaaaaaaa',
      region: 'germanywestcentral',
    },
    {
      name: 'eu-google',
      cloud: CloudName.GOOGLE,
      account: 'acme-eu-landing',
      projectNumber: '123456789012',
      billingAccount: '012345-6789AB-CDEF01',
      region: 'europe-west3',
    },
  ],
};

/** Landing zones by cloud. */
export const ZONES: { [cloud in CloudName]: string } = { aws: 'eu-aws', azure: 'eu-azure', google: 'eu-google' };

export function testStandards(overrides: Partial<StandardsProps> = {}): Standards {
  return Standards.fromProps({ ...STANDARDS, ...overrides });
}
