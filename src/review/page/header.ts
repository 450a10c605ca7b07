import { Identity, ReviewModel } from '../model';
import { CLOUD_TITLES } from '../words';
import { Content, Html, html } from './html';

/** What it is, for whom, where, and how sure: the head of the page. */
export function header(model: ReviewModel): Html {
  const { identity } = model;
  return html`<header class="top">
<h1>${identity.stack}</h1>
<p class="what">${whatItIs(identity)}</p>
<dl class="facts">${facts(model).map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}

/** One sentence: `Production environment orders-production of pod orders on AWS, account 123456789012, eu-central-1.` */
export function whatItIs(identity: Identity): string {
  const { kind, stage, pod, cloud, account, region, name, stack } = identity;
  const what = kind === 'environment' ? `${stage ?? ''} environment${name === stack ? '' : ` ${name}`}`.trim() : kind === 'foundation' ? `foundation${identity.landingZone ? ` of landing zone ${identity.landingZone}` : ''}` : 'stack';
  const whose = pod ? ` of ${pod.type} pod ${pod.name}` : '';
  const where = [cloud && `on ${CLOUD_TITLES[cloud] ?? cloud}`, account && `${accountWord(cloud)} ${account}`, region].filter(Boolean).join(', ');
  return `${what[0].toUpperCase()}${what.slice(1)}${whose}${where ? ` ${where}` : ''}.`;
}

/** What each cloud calls the place that is billed. */
export function accountWord(cloud?: string): string {
  return cloud === 'azure' ? 'subscription' : cloud === 'google' ? 'project' : 'account';
}

function facts(model: ReviewModel): [string, Content][] {
  const { identity, digest } = model;
  const { pod, patterns } = identity;
  const known: [string, Content][] = [
    [patterns.length === 1 ? 'Pattern' : 'Patterns', [...new Set(patterns.map((p) => `${p.id} ${p.version}`))].join(', ')],
    ['Contact', pod?.contact],
    [pod?.owners.length === 1 ? 'Owner' : 'Owners', pod?.owners.join(', ')],
    ['Cost centre', pod?.costCentre],
    ['Landing zone', identity.kind === 'foundation' ? undefined : identity.landingZone],
    ['SHA-256', html`<code>${digest.slice(0, 12)}</code>`],
  ];
  return known.filter(([, value]) => value !== undefined && value !== '');
}
