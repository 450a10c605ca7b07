import { Construct } from 'constructs';
import { Concern, LogClass, Metric } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { Agent } from './agents';
import { nodeImage } from './images';
import { GoogleKey } from './key';
import { GoogleLogStream } from './log-stream';
import { is, metricFilter, toMetrics } from './metrics';
import { ProgramBucket } from './program-bucket';
import { SECRET_ROTATOR } from './programs/secret-rotator';
import { References } from './references';
import { CloudRunV2Job, CloudRunV2JobIamMember, CloudSchedulerJob } from './resources';
import { GoogleIdentity, workloadIdentity } from './workload-identity';

/** How often the job looks whether the value is due: the first value is there a quarter of an hour after the apply at most. */
const SCHEDULE = '*/15 * * * *';

/** The job that rotates, and what it runs as. */
export interface Rotation {
  readonly identity: GoogleIdentity;
  readonly jobName: string;
}

/** A job with no way in, started by the scheduler. Missed runs do no harm: each looks at the age of the value. */
export function rotationJob(scope: Construct, secret: string, days: number): Rotation {
  const references = References.of(scope);
  const { dataKey, profile } = environmentOf(scope);
  const identity = workloadIdentity(new Construct(scope, 'identity'), { description: `Rotates ${secret}` });
  const programs = new ProgramBucket(new Construct(scope, 'program'));
  const program = programs.add('rotator.js', SECRET_ROTATOR, 'text/javascript');
  const jobName = physicalName(scope, 'google_cloud_run_v2_job');
  const job = after(new CloudRunV2Job(scope, 'job', {
    name: jobName,
    location: references.region,
    launchStage: 'GA',
    deletionProtection: profile.deletionProtection,
    binaryAuthorization: { useDefault: true },
    template: {
      taskCount: 1,
      parallelism: 1,
      template: {
        serviceAccount: identity.account.email,
        executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN2',
        encryptionKey: dataKey.reference,
        maxRetries: 2,
        timeout: '120s',
        containers: [{
          name: 'rotator',
          image: nodeImage(scope),
          args: [program.path],
          env: [{ name: 'ROTATION_DAYS', value: String(days) }, { name: 'SECRET', value: secret }],
          resources: { limits: { cpu: '1', memory: '512Mi' } },
          volumeMounts: [{ name: 'program', mountPath: ProgramBucket.MOUNT }],
        }],
        volumes: [{ name: 'program', gcs: { bucket: programs.bucket.name, readOnly: true } }],
        vpcAccess: {
          egress: 'ALL_TRAFFIC',
          networkInterfaces: [{ network: references.network, subnetwork: references.workloadSubnet, tags: [physicalName(scope, 'network_tag')] }],
        },
      },
    },
    lifecycle: { ignoreChanges: ['client', 'client_version'] },
  }), (dataKey as GoogleKey).useBy(Agent.CLOUD_RUN), program.resource, programs.grantRead(identity));
  start(scope, job, jobName);
  const logs = new GoogleLogStream(new Construct(scope, 'logs'), { logClass: LogClass.APPLICATION });
  logs.collect(`resource.type="cloud_run_job" AND resource.labels.job_name="${jobName}"`);
  return { identity, jobName };
}

function start(scope: Construct, job: CloudRunV2Job, jobName: string): void {
  const references = References.of(scope);
  const starter = workloadIdentity(new Construct(scope, 'starter'), { description: `Starts ${jobName}` });
  const invoker = new CloudRunV2JobIamMember(scope, 'invoker', {
    location: job.location, name: job.name, role: 'roles/run.invoker', member: starter.member,
  });
  after(new CloudSchedulerJob(scope, 'schedule', {
    name: physicalName(scope, 'google_cloud_scheduler_job'),
    region: references.region,
    description: `Looks whether ${scope.node.path} is due`,
    schedule: SCHEDULE,
    timeZone: 'Etc/UTC',
    attemptDeadline: '180s',
    retryConfig: { retryCount: 3 },
    httpTarget: {
      httpMethod: 'POST',
      uri: `https://run.googleapis.com/v2/${references.location}/jobs/${jobName}:run`,
      oauthToken: { serviceAccountEmail: starter.account.email, scope: 'https://www.googleapis.com/auth/cloud-platform' },
    },
  }), invoker);
}

/** Failed runs of the job. */
export function rotationMetrics(jobName: string): Metric[] {
  const filter = metricFilter('run.googleapis.com/job/completed_execution_count', 'cloud_run_job',
    is('resource.labels.job_name', jobName), is('metric.labels.result', 'failed'));
  return toMetrics([{
    id: 'failures', title: 'Failed rotations', concern: Concern.ERRORS, unit: 'count',
    query: { filter, aligner: 'ALIGN_DELTA', reducer: 'REDUCE_SUM' }, warning: { value: 2, minutes: 60 },
  }]);
}
