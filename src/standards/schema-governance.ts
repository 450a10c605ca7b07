import { CloudName } from '../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../governance/control';
import { FRAMEWORKS } from '../governance/frameworks';
import { choice, email, JsonSchema, listOf, struct, text } from './schema-parts';

/** Frameworks by which packs are switched on: each by name, and the three benchmarks of CIS together. */
const FRAMEWORK_CHOICES = [...FRAMEWORKS.filter((name) => !name.startsWith('CIS ')), 'CIS', ...FRAMEWORKS.filter((name) => name.startsWith('CIS '))];
const CONTROL_ID = '^[a-z](-?[a-z0-9])*\\.[a-z](-?[a-z0-9])*$';
const PATTERN_ID = '^[a-z](-?[a-z0-9])*$';
/** Construct ids may hold nearly anything; what would stand for several is refused. */
const CONSTRUCT_PATH = '^(\\.|[^\\s/*?]+(/[^\\s/*?]+)*)$';
/** Type of a resource or data source, and an argument of it: keys of documents and maps are in it as they are. */
const TYPE = '((data|ephemeral)\\.)?[a-z][a-z0-9_]*';
const ARGUMENT = '[^\\s*?]+';

/** JSON Schema of the section `governance`. */
export function governanceSchema(): JsonSchema {
  return struct('What the enterprise decided about controls, approvals and exceptions. Default: every control as it is, and no approvals asked for.', {
    mode: choice('`enforce` fails the synthesis where a control fails; `report` only says so, for the time of an adoption.', ['enforce', 'report'], { default: 'enforce' }),
    frameworks: listOf('Frameworks whose clauses are shown. Default: all.', choice('Name of a framework, with its version.', FRAMEWORK_CHOICES),
      { minItems: 1, uniqueItems: true, examples: [['NIST 800-53 r5', 'CIS']] }),
    controls: listOf('What differs for single controls. Default: every control as it is.', settingSchema(), { maxItems: 1000 }),
    rego: listOf('Controls that are written in Rego. Default: none.', regoSchema(), { maxItems: 500 }),
    modules: listOf(
      'CommonJS modules that export controls of the enterprise, as classes or as objects, relative to this file; code adds its own with `Standards.addControl`. Default: none.',
      file('A CommonJS module.', 'controls/acme.js'), { maxItems: 100, uniqueItems: true }),
    approvals: file('Folder of the approvals, relative to this file. Default: no approvals are asked for, and no verdict is given.', 'approvals'),
    functions: listOf('Functions that must approve each pattern. Default: security, compliance and architecture.',
      choice('A governance function.', Object.values(GovernanceFunction)), { minItems: 1, uniqueItems: true }),
    approvers: listOf('Who may approve, and accept exceptions. Default: anybody but an author or an owner.', approverSchema(), { maxItems: 1000 }),
    requireSignatures: { type: 'boolean', description: 'Whether an approval counts only with the signature of an approver\'s key.', default: false },
    authors: listOf('Who maintains each pattern, and so may not approve it. Default: none.', struct('Who maintains a pattern.', {
      pattern: text('Id of the pattern.', PATTERN_ID, 'customer-facing-api', { maxLength: 60 }),
      emails: listOf('E-mail addresses of its authors.', email('E-mail address.', 'platform@acme.example'), { minItems: 1, uniqueItems: true }),
    }, ['pattern', 'emails']), { maxItems: 500 }),
    exceptions: listOf('Failed controls and deviations that were accepted. Default: none.', exceptionSchema(), { maxItems: 5000 }),
  });
}

function file(description: string, example: string): JsonSchema {
  return { type: 'string', description, minLength: 1, maxLength: 400, examples: [example] };
}

function sentence(description: string, example: string): JsonSchema {
  return { type: 'string', description, minLength: 3, maxLength: 600, examples: [example] };
}

function parameters(description: string): JsonSchema {
  return {
    type: 'object',
    description,
    propertyNames: { type: 'string', description: 'Name of a parameter: lower camel case.', pattern: '^[a-z][A-Za-z0-9]*$', examples: ['accepted'] },
    additionalProperties: true,
    examples: [{ accepted: ['customer'] }],
  };
}

function settingSchema(): JsonSchema {
  return struct('What the enterprise sets for one control.', {
    id: text('Id of the control.', CONTROL_ID, 'encryption.data-stores', { maxLength: 80 }),
    severity: choice('How much a failure weighs. Default: of the control.', Object.values(ControlSeverity)),
    reportOnly: { type: 'boolean', description: 'Report a failure instead of failing the synthesis.', default: false },
    parameters: parameters('Values of its parameters. Default: of the control.'),
  }, ['id']);
}

function regoSchema(): JsonSchema {
  return struct('A control that is written in Rego and compiled to WebAssembly.', {
    file: file('What `opa build -t wasm` made, relative to this file: the `.wasm`, or the bundle (`.tar.gz`) with it.', 'controls/ports.wasm'),
    id: text('Id, with a family of your own before the dot.', CONTROL_ID, 'acme.allowed-ports', { maxLength: 80 }),
    title: sentence('The requirement, as a sentence without a full stop.', 'Only the agreed ports are open'),
    objective: choice('What the control is for.', Object.values(Objective)),
    owner: choice('Who is asked when it fails.', Object.values(GovernanceFunction)),
    severity: choice('How much a failure weighs.', Object.values(ControlSeverity)),
    why: sentence('What happens where it does not hold.', 'every further port is a way in that nobody looks after'),
    mend: sentence('What to do.', 'Close the port, or ask the network team for it.'),
    entrypoint: text('Entry point that was compiled. Default: the first one.', '^[A-Za-z0-9_./-]+$', 'acme/ports/deny', { maxLength: 200 }),
    parameters: parameters('`input.parameters` of the policy: text, number, boolean, or a list of texts or of numbers. Default: none.'),
    clouds: listOf('Clouds on which the requirement exists. Default: all three.', choice('A cloud.', Object.values(CloudName)), { minItems: 1, uniqueItems: true }),
    clauses: listOf('Clauses that it supports beyond those of its objective. Default: none.',
      text('Framework and clause.', `^(${FRAMEWORKS.map((name) => name.replace(/\./g, '\\.')).join('|')}): .{1,40}$`, 'PCI DSS 4.0.1: 1.2.5'), { uniqueItems: true }),
  }, ['file', 'id', 'title', 'objective', 'owner', 'severity', 'why', 'mend']);
}

function approverSchema(): JsonSchema {
  return struct('Who may approve for one function.', {
    function: choice('The function.', Object.values(GovernanceFunction)),
    email: email('E-mail address.', 'alice@acme.example'),
    publicKeyFile: file('PEM file with the public key (Ed25519, ECDSA P-256 or RSA) whose signature is trusted, relative to this file. '
      + 'Default: none; an unsigned approval counts, under the review of the repository.', 'keys/alice.pem'),
  }, ['function', 'email']);
}

function exceptionSchema(): JsonSchema {
  return struct('A failed control or a deviation that was accepted: who, why, until when.', {
    id: text('Short name, unique among the exceptions.', '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$', 'sec-1041'),
    control: text('Control whose failure is accepted. Default: `deviation` says what is accepted.', CONTROL_ID, 'encryption.data-stores', { maxLength: 80 }),
    deviation: text(
      'Deviation that is accepted, as the verdict names it: `<resource type>.<argument>` (with what is in it), `input <property>`, `added <resource type>`, `removed <resource type>` or, of another stack, `elsewhere <resource type>`. '
      + 'Default: `control` says what is accepted.',
      `^(${TYPE}\\.${ARGUMENT}|(added|removed|elsewhere) ${TYPE}|input ${ARGUMENT})$`, 'aws_rds_cluster.backup_retention_period', { maxLength: 200 }),
    construct: text(
      'Construct path within the environment: what this capability is made of, or the one resource of this path; nothing below a plain scope, and no wildcard. '
      + '`.` is the environment itself, where a control says that something is missing in it. Default: wherever the pattern is.', CONSTRUCT_PATH, 'orders/database', { maxLength: 300 }),
    pattern: text('Id of the pattern in which it is accepted. Default: only at `construct`.', PATTERN_ID, 'customer-facing-api', { maxLength: 60 }),
    environment: text('Name of the environment or foundation; required for a critical control, with `construct`. Default: every environment.', '^[^\\s*?/]+$', 'orders-prod', { maxLength: 100 }),
    reason: { type: 'string', description: 'Why it is accepted, in at least 20 characters.', minLength: 20, maxLength: 2000, examples: ['The archive is read by a scanner that cannot decrypt.'] },
    owner: email('Who mends it or answers for it.', 'bob@acme.example'),
    approver: email('Who accepted it; not the owner.', 'alice@acme.example'),
    expires: text('Last day on which it holds, at most 400 days from today.', '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', '2027-06-30'),
  }, ['id', 'reason', 'owner', 'approver', 'expires']);
}
