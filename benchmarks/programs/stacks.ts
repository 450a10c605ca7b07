import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Aspects, IAspect, S3Backend, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';

const ACCOUNT = '123456789012';
const REGION = 'eu-central-1';
const ORGANIZATION = 'acme';
const CONTACT = 'platform@acme.example';

/** What the tags of Groundwork come to in a stack without an environment. */
const TAGS = { 'data-classification': 'internal', 'landing-zone': 'eu-aws', 'managed-by': 'groundwork', 'owner': CONTACT };

/** How somebody writes the same stack with plain cdktf. */
export function plainStack(scope: Construct): TerraformStack {
  const stack = new TerraformStack(scope, 'stack');
  const backend = new S3Backend(stack, { bucket: `${ORGANIZATION}-tfstate-${ACCOUNT}`, key: `${ORGANIZATION}/eu-aws/stack.tfstate`, region: REGION, encrypt: true });
  backend.addOverride('use_lockfile', true);
  new AwsProvider(stack, 'aws', { region: REGION, allowedAccountIds: [ACCOUNT] });
  stack.addOverride('terraform.required_version', '>= 1.10.0');
  Aspects.of(stack).add(new Tags());
  return stack;
}

class Tags implements IAspect {
  public visit(node: IConstruct): void {
    const resource = node as any;
    if (TerraformResource.isTerraformResource(node) && 'tagsInput' in resource) { resource.tags = { ...TAGS, ...resource.tagsInput }; }
  }
}

/**
 * A stack of Groundwork as `Foundation` and `Environment` are, with nothing in it yet: state, provider, tags, rules of the cloud, gate. Controls only report:
 * resources that nobody protects would fail them.
 */
export function groundworkStack(): (scope: Construct) => TerraformStack {
  const { LandingZoneStack } = require('../../src/environment/landing-zone-stack') as typeof import('../../src/environment/landing-zone-stack');
  const { Standards } = require('../../src/standards/standards') as typeof import('../../src/standards/standards');
  const { CloudName } = require('../../src/environment/landing-zone') as typeof import('../../src/environment/landing-zone');
  const standards = Standards.fromProps({
    organization: ORGANIZATION,
    domain: 'acme.example',
    landingZones: [{ name: 'eu-aws', cloud: CloudName.AWS, account: ACCOUNT, region: REGION }],
    alertContacts: { warning: [CONTACT], critical: [CONTACT] },
    governance: { mode: 'report' },
  });
  class Stack extends LandingZoneStack {
    public constructor(scope: Construct) {
      super(scope, 'stack', { standards, landingZone: standards.landingZone('eu-aws') }, false);
    }
  }
  return (scope) => new Stack(scope);
}
