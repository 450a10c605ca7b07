import { Mutant } from './environments';
import { changed, each, FOREIGN, inDocument } from './weakenings-aws-make';

interface Way { readonly what: string; readonly fits: (statement: any) => boolean; readonly change: (statement: any) => void }

const list = (value: any): any[] => [value].flat();
const service = (statement: any): string => String(list(statement.Action)[0]).split(':')[0];

const KEYS: Way[] = [
  { what: 'for everybody', fits: ({ Effect }) => Effect === 'Allow', change: (s) => { s.Principal = '*'; delete s.Condition; } },
  { what: 'for another account', fits: ({ Effect }) => Effect === 'Allow', change: (s) => { s.Principal = { AWS: `arn:aws:iam::${FOREIGN}:root` }; delete s.Condition; } },
  { what: 'without its condition', fits: ({ Condition }) => Condition !== undefined, change: (s) => { delete s.Condition; } },
  { what: 'every action', fits: ({ Effect }) => Effect === 'Allow', change: (s) => { s.Action = 'kms:*'; } },
];

const ROLES: Way[] = [
  { what: 'every action of the service', fits: ({ Effect }) => Effect === 'Allow', change: (s) => { s.Action = `${service(s)}:*`; } },
  { what: 'every action of all services', fits: ({ Effect }) => Effect === 'Allow', change: (s) => { s.Action = '*'; } },
  { what: 'every resource', fits: ({ Effect, Resource }) => Effect === 'Allow' && Resource !== '*', change: (s) => { s.Resource = '*'; } },
  { what: 'without its condition', fits: ({ Effect, Condition }) => Effect === 'Allow' && Condition !== undefined, change: (s) => { delete s.Condition; } },
  { what: 'allowed instead of denied', fits: ({ Effect }) => Effect === 'Deny', change: (s) => { s.Effect = 'Allow'; delete s.Condition; } },
];

const TRUST: Way[] = [
  { what: 'for everybody', fits: () => true, change: (s) => { s.Principal = { AWS: '*' }; delete s.Condition; } },
  { what: 'for another account', fits: () => true, change: (s) => { s.Principal = { AWS: `arn:aws:iam::${FOREIGN}:root` }; delete s.Condition; } },
  { what: 'for every machine of the account', fits: () => true, change: (s) => { s.Principal = { Service: 'ec2.amazonaws.com' }; delete s.Condition; } },
  { what: 'without its condition', fits: ({ Condition }) => Condition !== undefined, change: (s) => { delete s.Condition; } },
];

const ACCESS: Way[] = [
  { what: 'allowed for everybody', fits: () => true, change: (s) => { s.Effect = 'Allow'; s.Principal = '*'; delete s.Condition; } },
  { what: 'without its condition', fits: ({ Effect, Condition }) => Effect === 'Allow' && Condition !== undefined, change: (s) => { delete s.Condition; } },
  { what: 'allowed for another account', fits: ({ Effect }) => Effect === 'Allow', change: (s) => { s.Principal = { AWS: `arn:aws:iam::${FOREIGN}:root` }; delete s.Condition; } },
  { what: 'for one address only', fits: ({ Effect }) => Effect === 'Deny', change: (s) => { s.Condition = { ...s.Condition, IpAddress: { 'aws:SourceIp': '203.0.113.7/32' } }; } },
];

const OTHER: readonly (readonly [type: string, argument: string, ways: readonly Way[]])[] = [
  ['aws_kms_key', 'policy', KEYS], ['aws_iam_role_policy', 'policy', ROLES], ['aws_iam_role', 'assume_role_policy', TRUST],
  ['aws_sns_topic_policy', 'policy', ACCESS], ['aws_s3_bucket_policy', 'policy', ACCESS],
];

function widened(terraform: any, [type, argument, ways]: (typeof OTHER)[number]): Mutant[] {
  return Object.entries<any>(terraform.resource[type]).flatMap(([name, body]) => JSON.parse(body[argument]).Statement.flatMap((statement: any, i: number) => ways
    .filter(({ fits }) => fits(statement))
    .flatMap(({ what, change }) => changed(terraform, type, name, `statement ${statement.Sid ?? i} ${what}`, inDocument(argument, (read) => change(read.Statement[i]))))));
}

/** Statements that deny, and the whole of the policies that hold them, taken out. */
function denials(terraform: any): Mutant[] {
  return ['aws_sns_topic_policy', 'aws_s3_bucket_policy', 'aws_iam_role_policy'].flatMap((type) => Object.entries<any>(terraform.resource[type]).flatMap(([name, body]) => JSON.parse(body.policy).Statement
    .filter(({ Effect }: any) => Effect === 'Deny')
    .flatMap(({ Sid }: any) => changed(terraform, type, name, `statement ${Sid} taken out`, inDocument('policy', (read) => { read.Statement = read.Statement.filter((s: any) => s.Sid !== Sid); })))));
}

const MORE: readonly (readonly [what: string, statement: object])[] = [
  ['administration of everything', { Action: '*', Resource: '*' }],
  ['handing over every role', { Action: 'iam:PassRole', Resource: '*' }],
  ['new keys for every user', { Action: 'iam:CreateAccessKey', Resource: '*' }],
  ['becoming anybody', { Action: 'sts:AssumeRole', Resource: '*' }],
  ['every secret', { Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
  ['stopping the trail', { Action: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'], Resource: '*' }],
  ['everything but one thing', { NotAction: 'iam:CreateUser', Resource: '*' }],
];

/** Policies made weaker, statement by statement. */
export function weakerPolicies(terraform: any): Mutant[] {
  const [role] = Object.keys(terraform.resource.aws_iam_role_policy).filter((name) => name.startsWith('orders_service_allow-orders-objects'));
  return [
    ...OTHER.flatMap((one) => widened(terraform, one)),
    ...denials(terraform),
    ...MORE.flatMap(([what, statement]) => changed(terraform, 'aws_iam_role_policy', role, `also ${what}`, inDocument('policy', (read) => { read.Statement.push({ Effect: 'Allow', ...statement }); }))),
    ...each(terraform, 'aws_s3_bucket_policy', 'also a statement for everybody', inDocument('policy', (read) => { read.Statement.push({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders-production-orders-objects-k09a97/*' }); })),
  ];
}
