import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { Hardened, lasting, on, oneOf, settingsControl } from './azure-hardened';
import { asList } from './values';

const containers = (value: any) => asList(value);
const environment = (value: any) => containers(value).flatMap((c) => asList(c?.env));
const said = (value: any, name: RegExp, strict: (value: string) => boolean) => environment(value).every((e) => !name.test(String(e?.name)) || strict(String(e.value)));

/** Values of a container that are SQL. */
const sql = (value: any) => environment(value).filter((e) => /_SQL$/.test(String(e?.name))).map((e) => String(e.value)).join('\n');
const hasSql = (text: string) => (value: any) => sql(value) === '' || sql(value).includes(text);

const PROBES = ['liveness_probe', 'readiness_probe'].map((probe): Hardened[string][number] => ['template.0.container', (value) => containers(value).every((c, i) => i > 0 || asList(c?.[probe]).length > 0), `has no ${probe.replace('_', ' ')}`]);

/** Whether variables that become part of an image take a digest only. */
function digests(value: any, _: ControlledResource, context: ControlContext): boolean {
  return containers(value).flatMap((c) => [...String(c?.image).matchAll(/\$\{var\.([\w-]+)\}/g)].map(([, name]) => name)).every((name) => {
    const [validation] = asList(context.document(`variable.${name}.validation`));
    const given = context.document(`variable.${name}.default`);
    return /sha256:\[0-9a-f\]\{64\}\$/.test(String(validation?.condition)) && (given === undefined || given === null || /sha256:[0-9a-f]{64}$/.test(String(given)));
  });
}

const COMMON: Hardened[string] = [
  ['identity.0.type', oneOf('UserAssigned'), 'runs with an identity that nobody narrowed'],
  ['registry', (value) => asList(value).every((r) => /\.azurecr\.io$|\$\{/.test(String(r?.server)) && !r?.username && !r?.password_secret_name), 'takes images with a password, or from elsewhere'],
  ['template.0.container', digests, 'takes an image that is not named by digest'],
  ['template.0.container', (value) => said(value, /SSL_?MODE$/, (mode) => ['verify-full', 'verify-ca'].includes(mode)), 'does not check the database\'s certificate'],
  ['template.0.container', (value) => said(value, /PASSWORD$/, (password) => password === '' || password.includes('${') || password === 'undefined'), 'is given a password in words'],
  ['template.0.container', (value) => said(value, /_TLS$/, (tls) => tls === 'true'), 'talks in clear'],
  ['template.0.container', (value) => containers(value).every((c) => asList(c?.command).every((text) => !/PGSSLMODE=(?!verify-full)/.test(String(text)))), 'does not check the database\'s certificate'],
];

const AZURE: Hardened = {
  azurerm_container_app_environment: [['zone_redundancy_enabled', lasting(on), 'is in one zone']],
  azurerm_container_app: [...COMMON, ...PROBES],
  azurerm_container_app_job: [
    ...COMMON,
    ['template.0.container', (value) => !/\bSUPERUSER\b|\bALL PRIVILEGES\b|\bCREATEROLE\b|\bBYPASSRLS\b|\bTO PUBLIC\b/i.test(sql(value)), 'gives roles more than they need'],
    ['template.0.container', (value) => sql(value) === '' || /REVOKE ALL ON DATABASE "[^"]+" FROM PUBLIC/.test(sql(value)), 'leaves the database to everybody'],
    ['template.0.container', hasSql('REVOKE CREATE ON SCHEMA public FROM PUBLIC'), 'lets everybody make tables'],
    ['template.0.container', hasSql('CREATE EXTENSION IF NOT EXISTS pgaudit'), 'leaves the audit of statements out'],
  ],
};

/** What no other control of workloads asks. */
export const azureWorkloadSettings = settingsControl({
  id: 'workload.azure-settings',
  title: 'Workloads come by identity, check whom they call, and give no more than was asked for',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'what a container is told decides whether it checks a certificate, where its image is from, and what a role of the database may do',
  mend: 'Leave the setting to the capability.',
}, AZURE);
