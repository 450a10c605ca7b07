/**
 * A team has a CDKTF app of its own: a stack with its provider, its state and its resources. It adopts Groundwork inside
 * that stack: an environment, and in it one capability.
 */
import * as path from 'path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Access, EmbeddedEnvironment, KeyValueStore, Service, Stage, Standards } from 'cdktf-groundwork';
import { Construct } from 'constructs';

class LegacyStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: 'legacy.tfstate' });
    new AwsProvider(this, 'aws', { region: 'eu-central-1', allowedAccountIds: ['123456789012'] });
    new SsmParameter(this, 'greeting', { name: '/legacy/greeting', type: 'String', value: 'hello' });

    const environment = new EmbeddedEnvironment(this, 'legacy-dev', {
      standards: Standards.fromFile(path.join(__dirname, '../acme/standards.yaml')),
      pod: 'orders',
      stage: Stage.DEVELOPMENT,
      landingZone: 'eu-aws',
    });
    const worker = new Service(environment, 'worker');
    worker.connectTo(new KeyValueStore(environment, 'items'), Access.READ_WRITE);
  }
}

const app = new App({ outdir: process.env.CDKTF_OUTDIR ?? 'cdktf.out' });
new LegacyStack(app, 'legacy');
app.synth();
