/** Makes and replaces the value of a secret with random text from Secrets Manager itself: it never leaves the cloud. */
export const ROTATE_SECRET = `'use strict';
const {
  SecretsManagerClient, DescribeSecretCommand, GetRandomPasswordCommand, GetSecretValueCommand, PutSecretValueCommand, UpdateSecretVersionStageCommand,
} = require('@aws-sdk/client-secrets-manager');

const client = new SecretsManagerClient({});
const LENGTH = 48;

async function random() {
  const { RandomPassword } = await client.send(new GetRandomPasswordCommand({ PasswordLength: LENGTH, ExcludePunctuation: true, RequireEachIncludedType: true }));
  return RandomPassword;
}

const versions = async (id) => (await client.send(new DescribeSecretCommand({ SecretId: id }))).VersionIdsToStages || {};
const current = (stages) => Object.keys(stages).find((version) => stages[version].includes('AWSCURRENT'));

// The first value, once: a secret that has one is left alone.
async function initialize(id) {
  if (current(await versions(id))) { return { initialized: false }; }
  await client.send(new PutSecretValueCommand({ SecretId: id, SecretString: await random(), VersionStages: ['AWSCURRENT'] }));
  return { initialized: true };
}

async function create(id, token) {
  try {
    await client.send(new GetSecretValueCommand({ SecretId: id, VersionId: token, VersionStage: 'AWSPENDING' }));
  } catch (error) {
    if (error.name !== 'ResourceNotFoundException') { throw error; }
    await client.send(new PutSecretValueCommand({ SecretId: id, ClientRequestToken: token, SecretString: await random(), VersionStages: ['AWSPENDING'] }));
  }
}

async function test(id, token) {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id, VersionId: token, VersionStage: 'AWSPENDING' }));
  if (!SecretString || SecretString.length !== LENGTH) { throw new Error('the pending value is not usable'); }
}

async function finish(id, token) {
  const from = current(await versions(id));
  if (from === token) { return; }
  await client.send(new UpdateSecretVersionStageCommand({ SecretId: id, VersionStage: 'AWSCURRENT', MoveToVersionId: token, RemoveFromVersionId: from }));
}

exports.handler = async (event) => {
  if (event.action === 'initialize') { return initialize(event.secretId); }
  const { SecretId: id, ClientRequestToken: token, Step: step } = event;
  const stages = (await versions(id))[token];
  if (!stages) { throw new Error('this version is not of this secret'); }
  if (stages.includes('AWSCURRENT')) { return undefined; }
  if (!stages.includes('AWSPENDING')) { throw new Error('this version is not pending'); }
  if (step === 'createSecret') { return create(id, token); }
  // Nothing outside the secret has to learn the value: whoever uses it reads it.
  if (step === 'setSecret') { return undefined; }
  if (step === 'testSecret') { return test(id, token); }
  if (step === 'finishSecret') { return finish(id, token); }
  throw new Error('unknown step ' + step);
};
`;
