import { Construct } from 'constructs';
import { Concern } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { Agent } from './agents';
import { nodeImage } from './images';
import { GoogleKey } from './key';
import { is, metricFilter, MetricSpec } from './metrics';
import { ProgramBucket } from './program-bucket';
import { References } from './references';
import { CloudRunV2Job, CloudRunV2JobIamMember, CloudSchedulerJob } from './resources';
import { GoogleIdentity, workloadIdentity } from './workload-identity';

/** Programs look every quarter of an hour whether there is something to do: what an apply asked for is done soon after it. */
const SCHEDULE = '*/15 * * * *';

/** A program of ours that runs beside the workload. */
export interface ScheduledProgramProps {
  readonly description: string;
  /** Name of the file, with extension. */
  readonly file: string;
  /** Text of the program, for Node.js without dependencies. */
  readonly program: string;
  /** Environment variables, given the name of the bucket that the program is in. */
  readonly variables: (bucket: string) => { [name: string]: string };
  /** Seconds after which a run is given up. */
  readonly timeoutSeconds: number;
}

/** The job, and what it runs as. */
export interface ScheduledProgram {
  readonly identity: GoogleIdentity;
  readonly programs: ProgramBucket;
  /** Runs that failed. */
  readonly failures: MetricSpec;
}

/**
 * A job with no way in, started by the scheduler alone. Missed runs do no harm: each looks at what is there. Its lines, which
 * hold no data, are in the landing zone's log: log buckets are a hundred for each project, too few for one a program.
 */
export function scheduledProgram(scope: Construct, props: ScheduledProgramProps): ScheduledProgram {
  const identity = workloadIdentity(new Construct(scope, 'identity'), { description: props.description });
  const programs = new ProgramBucket(new Construct(scope, 'program'));
  const jobName = physicalName(scope, 'google_cloud_run_v2_job');
  const job = jobOf(scope, props, jobName, identity, programs);
  start(scope, job, jobName, props.description);
  return { identity, programs, failures: failures(jobName) };
}

function jobOf(scope: Construct, props: ScheduledProgramProps, jobName: string, identity: GoogleIdentity, programs: ProgramBucket): CloudRunV2Job {
  const references = References.of(scope);
  const { dataKey, profile } = environmentOf(scope);
  const program = programs.add(props.file, props.program, 'text/javascript');
  const variables = props.variables(programs.bucket.name);
  return after(new CloudRunV2Job(scope, 'job', {
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
        maxRetries: 1,
        timeout: `${props.timeoutSeconds}s`,
        containers: [{
          name: 'program',
          image: nodeImage(scope),
          args: [program.path],
          env: Object.keys(variables).sort().map((name) => ({ name, value: variables[name] })),
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
}

function start(scope: Construct, job: CloudRunV2Job, jobName: string, description: string): void {
  const references = References.of(scope);
  const starter = workloadIdentity(new Construct(scope, 'starter'), { description: `Starts ${jobName}` });
  const invoker = new CloudRunV2JobIamMember(scope, 'invoker', {
    location: job.location, name: job.name, role: 'roles/run.invoker', member: starter.member,
  });
  after(new CloudSchedulerJob(scope, 'schedule', {
    name: physicalName(scope, 'google_cloud_scheduler_job'),
    region: references.region,
    description: description.slice(0, 499),
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

function failures(jobName: string): MetricSpec {
  const filter = metricFilter('run.googleapis.com/job/completed_execution_count', 'cloud_run_job',
    is('resource.labels.job_name', jobName), is('metric.labels.result', 'failed'));
  return {
    id: 'failures', title: `Failed runs of ${jobName}`, concern: Concern.ERRORS, unit: 'count',
    query: { filter, aligner: 'ALIGN_DELTA', reducer: 'REDUCE_SUM' }, warning: { value: 2, minutes: 60 },
  };
}
