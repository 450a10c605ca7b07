import { plural } from '../words';
import { either, Rules } from './rule';

/** What stands between callers and the service, and the networks. */
export const EDGE: Rules = {
  'edge.tls': {
    title: 'oldest TLS at the edge', consequence: 'protection', safer: ['none', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'],
    say: (v) => (v === 'none' ? 'callers may come without TLS' : `callers need ${v} or newer`), weak: (v) => ['none', 'TLS 1.0', 'TLS 1.1'].includes(v),
  },
  'edge.firewall': {
    title: 'web application firewall', consequence: 'exposure', safer: ['none', 'counts', 'blocks'],
    say: (v) => ({ none: 'no web application firewall', counts: 'the web application firewall only counts', blocks: 'the web application firewall blocks' }[v as string] ?? `${v}`),
    worse: 'attacks reach the gateway', weak: (v) => v !== 'blocks',
  },
  'edge.firewall-rule': {
    title: 'firewall rule', consequence: 'exposure', safer: ['absent', 'allows', 'counts', 'limits', 'blocks'], say: (v) => `firewall rule ${v}`, worse: 'what it stopped passes',
  },
  // A changed match is neither safer nor worse by itself: somebody has to read it.
  'edge.firewall-match': { title: 'what a firewall rule looks for', consequence: 'exposure', safer: [], say: (v) => `looks for ${v}` },
  'edge.authentication': {
    title: 'authentication', consequence: 'exposure', safer: ['none', 'key', 'optional', 'token', 'token and certificate'],
    say: (v) => ({ 'none': 'callers are not authenticated', 'key': 'callers need a shared key', 'optional': 'some operations need no token', 'token': 'callers need a token', 'token and certificate': 'callers need a token and a client certificate' }[v as string] ?? `${v}`),
    worse: 'anybody is served', weak: (v) => v === 'none' || v === 'key',
  },
  'edge.issuer': { title: 'issuer of tokens', consequence: 'exposure', safer: 'neither', say: (v) => `tokens of ${v} are accepted` },
  'edge.audience': {
    title: 'audience of tokens', consequence: 'exposure', safer: [], say: (v: string[]) => (v.length === 0 ? 'tokens for any audience are accepted' : `tokens for ${v.join(', ')} are accepted`),
    worse: 'tokens for other systems are served', weak: (v) => v.length === 0,
  },
  'edge.open-operations': {
    title: 'operations without a token', consequence: 'exposure', safer: 'fewer', say: (v: string[]) => (v.length === 0 ? 'every operation needs a token' : `served without a token: ${v.join(', ')}`),
  },
  'edge.operations': { title: 'operations served', consequence: 'exposure', safer: 'fewer', say: (v: string[]) => `serves ${plural(v.length, 'operation')}` },
  'edge.scopes': { title: 'scopes asked for', consequence: 'permission', safer: 'longer', say: (v: string[]) => (v.length === 0 ? 'no scope is asked for' : `asks for ${plural(v.length, 'scope')} by operation`) },
  'edge.consent': { title: 'operations that ask for consent', consequence: 'permission', safer: 'longer', say: (v: string[]) => (v.length === 0 ? 'no operation asks for consent' : `asks for consent in ${plural(v.length, 'operation')}`) },
  'edge.client-limit': {
    title: 'requests of one client a minute', consequence: 'availability', safer: 'less', say: (v) => `one client may send ${plural(v, 'request')} a minute`, worse: 'one client can take more',
  },
  'edge.overall-limit': { title: 'requests overall a minute', consequence: 'availability', safer: 'less', say: (v) => `all clients together may send ${plural(v, 'request')} a minute` },
  'edge.address-limit': { title: 'requests of one address a minute', consequence: 'availability', safer: 'less', say: (v) => `one address may send ${plural(v, 'request')} a minute`, worse: 'one address can take more' },
  'edge.body-limit': { title: 'largest body', consequence: 'exposure', safer: 'less', unit: 'byte', say: (v) => `bodies of more than ${plural(v, 'byte')} are refused` },
  'edge.validation': {
    title: 'validation of requests', consequence: 'protection', safer: 'yes', say: either('requests are checked against the API document', 'requests are not checked against the API document'), weak: (v) => !v,
  },
  'edge.unchecked': {
    title: 'parts of requests that nothing checks', consequence: 'protection', safer: 'fewer', say: (v: string[]) => (v.length === 0 ? 'every part of a request is checked' : `not checked: ${v.join(', ')}`),
    worse: 'the service meets what its document excludes',
  },
  'edge.hsts': { title: 'strict transport security', consequence: 'protection', safer: 'yes', say: either('browsers are told to use TLS only', 'browsers are not told to use TLS only'), weak: (v) => !v },
  'edge.access-log': { title: 'log of requests', consequence: 'protection', safer: 'yes', say: either('every request is logged', 'requests are not logged'), weak: (v) => !v },
  'edge.private-origin': { title: 'way from the edge to the service', consequence: 'exposure', safer: 'yes', say: either('the service is reached privately from the edge', 'the service can be reached beside the edge'), weak: (v) => !v },
  'network.egress-hosts': { title: 'hosts on the internet that it may call', consequence: 'exposure', safer: 'fewer', say: (v: string[]) => (v.length === 0 ? 'may call no host on the internet' : `may call ${v.join(', ')}`), weak: (v) => v.includes('*') },
  'network.endpoint-limited': {
    title: 'limits of a private endpoint', consequence: 'permission', safer: 'yes',
    say: either('lets only what its policy names pass', 'lets everything pass, also to accounts of others'), worse: 'data can be carried to other accounts', weak: (v) => !v,
  },
  'network.flow-logs': { title: 'log of network flows', consequence: 'protection', safer: 'yes', say: either('network flows are logged', 'network flows are not logged'), weak: (v) => !v },
  'network.public-address': { title: 'public address', consequence: 'exposure', safer: 'no', say: either('has a public address', 'has no public address'), weak: (v) => v },
};
