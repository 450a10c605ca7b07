/**
 * An enterprise has an approved bucket of its own. It subclasses the cloud, replaces one capability, and everything else,
 * grants, network, alarms and patterns included, stays as it is. `main.py` beside this file does the same in Python.
 */
import * as path from 'path';
import { App, TerraformResource } from 'cdktf';
import {
  Access, AwsCloud, Environment, INetworkEndpoint, IResourceBackend, IWorkloadIdentity, Metric, ObjectStore, ObjectStoreProps, Service, Stage, Standards,
} from 'cdktf-groundwork';
import { Construct } from 'constructs';

/** The approved bucket: a stack of the platform team makes it, so only its name matters here. */
class ApprovedBucket implements IResourceBackend {
  public readonly settings = { NAME: 'acme-approved-bucket' };
  public readonly metrics: Metric[] = [];

  public constructor(private readonly scope: Construct) {}

  public grant(identity: IWorkloadIdentity, access: Access): void {
    const resource = new TerraformResource(this.scope, `grant-${access}`, { terraformResourceType: 'aws_iam_role_policy' });
    resource.addOverride('name', `approved-bucket-${access}`);
    resource.addOverride('role', identity.principal);
    resource.addOverride('policy', JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${this.settings.NAME}/*` }],
    }));
  }

  public allowFrom(_endpoint: INetworkEndpoint): void {
    // S3 is reached by the gateway endpoint of the foundation.
  }
}

class OurAws extends AwsCloud {
  public objectStore(scope: Construct, _props: ObjectStoreProps): IResourceBackend {
    return new ApprovedBucket(scope);
  }
}

const app = new App({ outdir: process.env.CDKTF_OUTDIR ?? 'cdktf.out' });
const environment = new Environment(app, 'orders-dev', {
  standards: Standards.fromFile(path.join(__dirname, '../acme/standards.yaml')),
  pod: 'orders',
  stage: Stage.DEVELOPMENT,
  landingZone: 'eu-aws',
  cloud: new OurAws(),
});
const worker = new Service(environment, 'worker');
worker.connectTo(new ObjectStore(environment, 'objects'), Access.READ);
app.synth();
