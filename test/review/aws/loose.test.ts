import { readAws } from '../../../src/review/aws';

const probe = (action: string) => ({
  resource: {
    aws_lambda_function: { probe: { function_name: 'probe', role: '${aws_iam_role.probe.arn}' } },
    aws_iam_role: { probe: { name: 'probe', assume_role_policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] }) } },
    aws_iam_role_policy: { probe: { role: '${aws_iam_role.probe.id}', policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: action, Resource: 'arn:aws:s3:::orders/*' }] }) } },
  },
});
const out = (tf: any) => readAws(tf).reach.filter((r) => r.direction === 'out').map(({ filter, weak }) => ({ filter, weak }));

test('a function outside of every network is to be decided, unless it has nothing to carry out', () => {
  expect(out(probe('logs:PutLogEvents'))).toEqual([{ filter: 'none, but it may read nothing', weak: false }]);
  expect(out(probe('s3:GetObject'))).toEqual([{ filter: 'none', weak: true }]);
  const { aws_iam_role_policy: _, ...rest } = probe('s3:GetObject').resource;
  expect(out({ resource: { ...rest, aws_iam_role_policy_attachment: { x: { role: '${aws_iam_role.probe.name}', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } } } })).toEqual([{ filter: 'none', weak: true }]);
});
